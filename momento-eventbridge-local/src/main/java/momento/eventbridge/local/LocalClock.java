package momento.eventbridge.local;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import momento.eventbridge.local.internal.time.StackTime;

/**
 * The time of a local stack: when retries are due, how old events are, and when cache items expire.
 *
 * <p>A clock may be shared by several stacks, except that {@link #skippingWaits()} looks at one
 * stack only: what one of them skips, the others have not done in that time. Safe for use by
 * several threads.
 */
public final class LocalClock extends Clock {
  private final StackTime time;
  private final ZoneId zone;

  private LocalClock(StackTime time, ZoneId zone) {
    this.time = time;
    this.zone = zone;
  }

  /**
   * The computer's clock: a retry that is due in ten minutes takes ten minutes.
   *
   * @return a new clock, which {@link #advance} can put ahead
   */
  public static LocalClock realTime() {
    return new LocalClock(StackTime.real(), ZoneOffset.UTC);
  }

  /**
   * The computer's clock, but waits for a retry are skipped: as soon as nothing else is under way
   * in the stack, the clock jumps to the next retry that is due. So 24 hours of retries take a
   * moment, and everything else sees that these hours have passed: events have grown older and
   * cache items have expired.
   *
   * @return a new clock
   */
  public static LocalClock skippingWaits() {
    return new LocalClock(StackTime.skipping(), ZoneOffset.UTC);
  }

  /**
   * A clock that stands still until {@link #advance} moves it.
   *
   * @param start the time that it shows first
   * @return a new clock
   */
  public static LocalClock movedByHand(Instant start) {
    return new LocalClock(StackTime.byHand(start), ZoneOffset.UTC);
  }

  /**
   * Moves the clock forward; what becomes due is done on the stack's own threads.
   *
   * @param by zero or more
   * @throws IllegalArgumentException if it is negative
   */
  public void advance(Duration by) {
    time.advance(by);
  }

  @Override
  public Instant instant() {
    return time.instant();
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public LocalClock withZone(ZoneId otherZone) {
    return new LocalClock(time, otherZone);
  }

  StackTime time() {
    return time;
  }
}
