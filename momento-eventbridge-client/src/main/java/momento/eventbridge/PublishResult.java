package momento.eventbridge;

import java.util.List;

/** One outcome per event of a {@code publishAll}, in input order. Immutable. */
public final class PublishResult {
  private final List<PublishOutcome> outcomes;
  private final List<PublishOutcome.Rejected> rejected;

  /**
   * A result of these outcomes.
   *
   * @param outcomes one per event, in input order; copied
   */
  public PublishResult(List<PublishOutcome> outcomes) {
    this.outcomes = List.copyOf(outcomes);
    this.rejected =
        this.outcomes.stream()
            .filter(PublishOutcome.Rejected.class::isInstance)
            .map(PublishOutcome.Rejected.class::cast)
            .toList();
  }

  /**
   * One outcome per event, in input order.
   *
   * @return unmodifiable
   */
  @CheckReturnValue
  public List<PublishOutcome> outcomes() {
    return outcomes;
  }

  /**
   * The rejected ones, in input order.
   *
   * @return unmodifiable; empty if all were accepted
   */
  @CheckReturnValue
  public List<PublishOutcome.Rejected> rejected() {
    return rejected;
  }

  /**
   * Whether EventBridge accepted every event.
   *
   * @return {@code true} also if there were no events
   */
  @CheckReturnValue
  public boolean allAccepted() {
    return rejected.isEmpty();
  }

  /**
   * This result, if every event was accepted.
   *
   * @return this
   * @throws PublishFailedException if at least one was rejected; it carries this result
   */
  public PublishResult orThrow() {
    if (!allAccepted()) {
      throw new PublishFailedException(this);
    }
    return this;
  }

  /**
   * The counts.
   *
   * @return how many were accepted and rejected
   */
  @Override
  public String toString() {
    return "PublishResult[accepted="
        + (outcomes.size() - rejected.size())
        + ", rejected="
        + rejected.size()
        + "]";
  }
}
