package momento.eventbridge;

/** One event alone is over the limit of a request; it was not sent. */
public final class EventTooLargeException extends MomentoEventException {
  private static final long serialVersionUID = 1L;

  /** The entry's size. */
  private final int actualBytes;

  /** Exclusive. */
  private final int limitBytes;

  /**
   * An exception for one event.
   *
   * @param message what is too large, and what to do
   * @param actualBytes the entry's size as EventBridge counts it
   * @param limitBytes the limit; a size must be below it
   */
  public EventTooLargeException(String message, int actualBytes, int limitBytes) {
    super(message);
    this.actualBytes = actualBytes;
    this.limitBytes = limitBytes;
  }

  /**
   * The entry's size as EventBridge counts it.
   *
   * @return bytes
   */
  public int actualBytes() {
    return actualBytes;
  }

  /**
   * The limit that the size must be below.
   *
   * @return bytes
   */
  public int limitBytes() {
    return limitBytes;
  }
}
