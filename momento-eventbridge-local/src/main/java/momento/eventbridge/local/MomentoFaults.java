package momento.eventbridge.local;

import java.time.Duration;

/**
 * Makes the local Momento fail on purpose.
 *
 * <p>Faults meet the calls that EventBridge makes (PUT, DELETE and POST). Reads (GET) go on as
 * usual, so that a test can look at what happened and a subscriber does not use up a fault that was
 * meant for a delivery; {@link #refuseToken()} alone meets both. The faults scripted with {@code
 * respondNext} and {@code dropNext} are used up one after the other, in the order in which they
 * were scripted, one for each call.
 *
 * <p>All methods are safe for use by several threads.
 */
public interface MomentoFaults {
  /**
   * Answers the next calls with an error and does not carry them out.
   *
   * @param status the HTTP status, 300 to 599; for example 429, which EventBridge tries again, or
   *     400, which it does not
   * @param times how many calls, at least 1
   * @throws IllegalArgumentException if a number is outside its range
   */
  void respondNext(int status, int times);

  /**
   * Like {@link #respondNext(int, int)}, and asks in {@code Retry-After} to wait.
   *
   * @param status the HTTP status, 300 to 599
   * @param times how many calls, at least 1
   * @param retryAfter how long to wait, at least zero; rounded up to whole seconds
   * @throws IllegalArgumentException if a number is outside its range
   */
  void respondNext(int status, int times, Duration retryAfter);

  /**
   * Closes the connection of the next calls without an answer and does not carry them out.
   *
   * @param times how many calls, at least 1
   * @throws IllegalArgumentException if {@code times} is less than 1
   */
  void dropNext(int times);

  /** Answers 401 to every call, reads included, as if the token had expired. */
  void refuseToken();

  /** Ends {@link #refuseToken()}. */
  void acceptToken();

  /**
   * Keeps calls waiting, without an answer, until the returned hold is closed. Then they go on, and
   * meet the faults that are scripted by then.
   *
   * @return to be closed by the caller
   * @throws IllegalStateException if calls are being held already
   */
  Hold hold();

  /** Forgets every fault: what was scripted and not used up, a refused token, and a hold. */
  void clear();
}
