package momento.eventbridge.local.internal.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where a stack's time comes from, and who waits for it. */
public final class StackTime {
  private final Flow flow;
  private final InstantSource base;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private Duration ahead = Duration.ZERO;

  /** How time passes when nobody advances it. */
  private enum Flow {
    REAL,
    SKIPPING,
    BY_HAND
  }

  private StackTime(Flow flow, InstantSource base) {
    this.flow = flow;
    this.base = base;
  }

  /** The computer's time. */
  public static StackTime real() {
    return new StackTime(Flow.REAL, InstantSource.system());
  }

  /** The computer's time, plus every wait that was skipped. */
  public static StackTime skipping() {
    return new StackTime(Flow.SKIPPING, InstantSource.system());
  }

  /** Stands still unless advanced. */
  public static StackTime byHand(Instant start) {
    return new StackTime(Flow.BY_HAND, InstantSource.fixed(start));
  }

  /** Now. */
  public synchronized Instant instant() {
    return base.instant().plus(ahead);
  }

  /** Whether a wait is skipped once nothing else is under way. */
  public boolean skipsWaits() {
    return flow == Flow.SKIPPING;
  }

  /** Whether waiting alone gets nowhere. */
  public boolean passesByHandOnly() {
    return flow == Flow.BY_HAND;
  }

  /** Moves time forward; never back. */
  public void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException(
          "the clock was to be advanced by " + by + ": time only goes forward, give 0 or more");
    }
    synchronized (this) {
      ahead = ahead.plus(by);
    }
    listeners.forEach(Runnable::run);
  }

  /** Moves time forward to an instant, unless it is past already. */
  public synchronized void skipTo(Instant instant) {
    Duration left = Duration.between(instant(), instant);
    if (!left.isNegative()) {
      ahead = ahead.plus(left);
    }
  }

  /** Calls back after each advance, so that nobody has to look at the clock again and again. */
  public void onAdvance(Runnable listener) {
    listeners.add(listener);
  }

  /** Ends what {@link #onAdvance} began. */
  public void forget(Runnable listener) {
    listeners.remove(listener);
  }
}
