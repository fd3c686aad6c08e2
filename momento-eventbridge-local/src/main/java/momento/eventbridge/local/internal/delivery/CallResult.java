package momento.eventbridge.local.internal.delivery;

import java.util.Optional;

/** What came of one call of a destination. */
sealed interface CallResult {

  /**
   * The destination answered.
   *
   * @param retryAfter its Retry-After header
   */
  record Status(int code, Optional<String> retryAfter) implements CallResult {}

  /**
   * There was no answer.
   *
   * @param errorCode as the dead letter will say it
   */
  record NoAnswer(String errorCode, String reason) implements CallResult {}
}
