package momento.eventbridge;

/** The asynchronous publisher's buffer is full; the event was not taken. */
public final class PublisherOverflowException extends MomentoEventException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception for one event.
   *
   * @param message how full the buffer is, its limits, and what to do
   */
  public PublisherOverflowException(String message) {
    super(message);
  }
}
