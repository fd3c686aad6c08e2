package momento.eventbridge;

/**
 * EventBridge did not accept the event, or it is not known that it did.
 *
 * <p>Events are not serializable: in an exception that was serialized, as Flink and RMI do, the
 * message says what the outcome said, and {@link #outcome} is null.
 */
public final class EventRejectedException extends MomentoEventException {
  private static final long serialVersionUID = 1L;

  private final transient PublishOutcome.Rejected outcome;

  /**
   * An exception for one rejected event.
   *
   * @param outcome the outcome, with the event
   */
  public EventRejectedException(PublishOutcome.Rejected outcome) {
    super(outcome.describe());
    this.outcome = outcome;
  }

  /**
   * The outcome: event, code, reason, attempts, and whether the event may have been accepted all
   * the same.
   *
   * @return the outcome; null in an exception that was serialized
   */
  public PublishOutcome.Rejected outcome() {
    return outcome;
  }
}
