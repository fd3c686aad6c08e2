package momento.eventbridge;

/** EventBridge did not accept the event, or it is not known that it did. */
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
   * @return the outcome
   */
  public PublishOutcome.Rejected outcome() {
    return outcome;
  }
}
