package momento.eventbridge;

import java.time.Duration;

/**
 * Is told what a publisher does, for metrics. It is called on the publishing thread, so it must be
 * fast, and safe for use by several threads if the publisher is shared. What it throws is logged
 * and otherwise ignored.
 */
public interface PublisherListener {
  /**
   * A request is over, answered or not.
   *
   * @param report what it carried and how it went
   */
  default void onRequest(RequestReport report) {}

  /**
   * Entries wait to be sent again.
   *
   * @param code why
   * @param entries how many
   * @param delay for how long
   */
  default void onRetry(ErrorCode code, int entries, Duration delay) {}

  /**
   * An event has its outcome.
   *
   * @param outcome the outcome
   */
  default void onOutcome(PublishOutcome outcome) {}
}
