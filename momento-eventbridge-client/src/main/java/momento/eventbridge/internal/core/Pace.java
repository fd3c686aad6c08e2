package momento.eventbridge.internal.core;

/**
 * So many events a second and no more. What leaves takes its time from what leaves next, so that
 * the first event never waits, and requests stay full.
 *
 * <p>Time that nobody used for longer than 100 ms is gone: what is made up for stays a small burst.
 *
 * <p>Pure: it is told the time, and waits for nothing. Not safe for use by several threads at once.
 */
public final class Pace {
  private static final long MADE_UP_FOR_NANOS = 100_000_000;

  private final double nanosPerEvent;
  private boolean begun;
  private long freeNanos;

  /**
   * A pace that nothing has used yet.
   *
   * @param eventsPerSecond above 0; infinite for no limit
   */
  public Pace(double eventsPerSecond) {
    nanosPerEvent = 1e9 / eventsPerSecond;
  }

  /** Whether there is a limit at all. */
  public boolean isLimited() {
    return nanosPerEvent > 0;
  }

  /** How long the next event has to wait, zero or more. */
  public long nanosLeft(long nanoTime) {
    return begun ? Math.max(0, freeNanos - nanoTime) : 0;
  }

  /**
   * Lets events leave, now or once their time has come.
   *
   * @return how long they have to wait for it, zero or more
   */
  public long take(int events, long nanoTime) {
    long wait = nanosLeft(nanoTime);
    long unused = begun ? Math.min(MADE_UP_FOR_NANOS, Math.max(0, nanoTime - freeNanos)) : 0;
    freeNanos = nanoTime + wait - unused + Math.round(events * nanosPerEvent);
    begun = true;
    return wait;
  }
}
