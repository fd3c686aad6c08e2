package momento.eventbridge.internal.core;

import java.time.Duration;

/**
 * Full-jitter exponential back-off: a random part of 100 ms, 200 ms, 400 ms … up to 5 s. Jitter
 * over the full span keeps many publishers from coming back together.
 */
public final class Backoff {
  private static final long FIRST_NANOS = Duration.ofMillis(100).toNanos();
  private static final long LONGEST_NANOS = Duration.ofSeconds(5).toNanos();

  private Backoff() {}

  /**
   * How long to wait after a failed attempt.
   *
   * @param attempts how many attempts were made, at least one
   * @param random from 0 to below 1
   */
  public static long nanos(int attempts, double random) {
    // Six doublings pass the cap, so a larger shift has nothing to add and could overflow.
    long span = Math.min(LONGEST_NANOS, FIRST_NANOS << Math.min(attempts - 1, 6));
    return (long) (span * random);
  }
}
