package momento.eventbridge;

/**
 * The root of everything that this module throws on its own account. No message holds the content
 * of a key or a message, nor a token.
 *
 * <p>Serializable as every exception is, but for the events that some carry: {@link
 * EventRejectedException#outcome}, {@link PublishFailedException#result} and {@link
 * PublisherClosedException#outcome} are not there afterwards. What others carry, names and numbers,
 * is.
 */
public class MomentoEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception with a message and no cause: the text of a cause could quote an event.
   *
   * @param message what was wrong, how much, and what to do
   */
  public MomentoEventException(String message) {
    super(message);
  }
}
