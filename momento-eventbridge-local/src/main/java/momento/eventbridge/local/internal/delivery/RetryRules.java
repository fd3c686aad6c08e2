package momento.eventbridge.local.internal.delivery;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import momento.eventbridge.local.internal.delivery.Decision.Failure;
import momento.eventbridge.local.internal.template.RetryPolicy;

/** When EventBridge calls a destination again: user guide, "API destinations", and the policy. */
final class RetryRules {
  static final String ATTEMPTS_EXHAUSTED = "MaximumRetryAttempts";
  static final String AGE_EXHAUSTED = "MaximumEventAgeInSeconds";

  private static final Set<Integer> RETRIED = Set.of(401, 407, 409, 429);

  // AWS says "exponential back-off with jitter" and no numbers. With these the 185 attempts that it
  // makes at most take about the 24 hours that it makes them in.
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private final RandomGenerator jitter;

  RetryRules(RandomGenerator jitter) {
    this.jitter = jitter;
  }

  /**
   * @param retries how often the destination was called again before this result
   */
  Decision decide(CallResult result, int retries, RetryPolicy policy, Instant now) {
    if (result instanceof CallResult.Status status) {
      return decide(status, retries, policy, now);
    }
    CallResult.NoAnswer none = (CallResult.NoAnswer) result;
    return retry(new Failure(none.errorCode(), none.reason()), retries, policy, Duration.ZERO);
  }

  private Decision decide(CallResult.Status status, int retries, RetryPolicy policy, Instant now) {
    int code = status.code();
    if (code >= 200 && code < 300) {
      return new Decision.Delivered(code);
    }
    Failure failure =
        new Failure("SDK_CLIENT_ERROR", "API destination returned HTTP status " + code + ".");
    if (code < 500 && !RETRIED.contains(code)) {
      return new Decision.GiveUp(failure, Optional.empty());
    }
    Duration asked = status.retryAfter().map(text -> wait(text, now)).orElse(Duration.ZERO);
    if (asked.isNegative()) {
      return new Decision.GiveUp(failure, Optional.empty());
    }
    return retry(failure, retries, policy, asked);
  }

  private Decision retry(Failure failure, int retries, RetryPolicy policy, Duration asked) {
    if (retries >= policy.maximumRetryAttempts()) {
      return new Decision.GiveUp(failure, Optional.of(ATTEMPTS_EXHAUSTED));
    }
    Duration backOff = backOff(retries);
    return new Decision.Retry(asked.compareTo(backOff) > 0 ? asked : backOff, failure);
  }

  private Duration backOff(int retries) {
    long most = FIRST_WAIT.toMillis() << Math.min(retries, 20);
    long bounded = Math.min(most, LONGEST_WAIT.toMillis());
    return Duration.ofMillis(bounded / 2 + jitter.nextLong(bounded / 2 + 1));
  }

  /** A negative wait means stop; text that is neither a number nor a date means nothing. */
  private static Duration wait(String retryAfter, Instant now) {
    String text = retryAfter.strip();
    if (text.matches("-?[0-9]{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return date.isBefore(now) ? Duration.ZERO : Duration.between(now, date);
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }
}
