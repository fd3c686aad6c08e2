package momento.eventbridge.local.internal.delivery;

import java.time.Duration;
import java.util.Optional;

/** What EventBridge makes of a call's result. */
sealed interface Decision {

  /** The destination has the event. */
  record Delivered(int status) implements Decision {}

  /** Call again after this wait. */
  record Retry(Duration after, Failure failure) implements Decision {}

  /**
   * Give the event up.
   *
   * @param exhausted the condition of the retry policy that ended it, if one did
   */
  record GiveUp(Failure failure, Optional<String> exhausted) implements Decision {}

  /**
   * Why a call failed.
   *
   * @param errorCode the dead letter's ERROR_CODE
   * @param reason the end of the dead letter's ERROR_MESSAGE
   */
  record Failure(String errorCode, String reason) {}
}
