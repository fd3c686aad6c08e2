package momento.eventbridge;

/** The publisher is closed and takes no more events. */
public final class PublisherClosedException extends MomentoEventException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception for one call.
   *
   * @param message what became of the event
   */
  public PublisherClosedException(String message) {
    super(message);
  }
}
