package momento.eventbridge.local.internal.template;

import java.time.Duration;

/**
 * How long EventBridge goes on trying to deliver an event.
 *
 * @param maximumRetryAttempts 0 to 185, on top of the first attempt
 * @param maximumEventAge 60 s to 24 h
 */
public record RetryPolicy(int maximumRetryAttempts, Duration maximumEventAge) {
  static final int MOST_ATTEMPTS = 185;
  static final int LEAST_AGE_SECONDS = 60;
  static final int MOST_AGE_SECONDS = 86_400;

  /** What EventBridge does for a target without a retry policy of its own. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(MOST_ATTEMPTS, Duration.ofSeconds(MOST_AGE_SECONDS));
}
