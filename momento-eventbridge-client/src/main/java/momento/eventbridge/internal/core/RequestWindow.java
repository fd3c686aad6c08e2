package momento.eventbridge.internal.core;

/**
 * How many requests may be under way: halved when the service throttles, raised by one over a
 * window of successes, as TCP does. Additive increase and multiplicative decrease make publishers
 * that share a quota come to equal shares.
 */
public final class RequestWindow {
  /**
   * With so many under way, further requests leave only full: where events trickle, that saves
   * requests against the quota, and where they come in masses, requests fill at once.
   */
  private static final int BUSY = 8;

  private final int max;
  private double limit;
  private int inFlight;

  /** Requests that began before this one do not halve the window again. */
  private long began;

  private long lastDecrease;

  /** A window that begins, and ends its growth, at {@code max} requests. */
  public RequestWindow(int max) {
    this.max = max;
    this.limit = max;
  }

  /** Whether another request may begin. */
  public boolean isOpen() {
    return inFlight < limit();
  }

  /** Whether so many requests are under way that another one should be full. */
  public boolean isBusy() {
    return inFlight >= BUSY;
  }

  /** Begins a request and returns its number, for {@link #succeeded} or {@link #throttled}. */
  public long begin() {
    inFlight++;
    return ++began;
  }

  /** Ends a request that the service took. */
  public void succeeded() {
    inFlight--;
    limit = Math.min(max, limit + 1 / limit);
  }

  /** Ends a request that failed for another reason than a quota. */
  public void failed() {
    inFlight--;
  }

  /** Ends a request that the service throttled, in whole or in part. */
  public void throttled(long request) {
    inFlight--;
    if (request > lastDecrease) {
      limit = Math.max(1, limit / 2);
      lastDecrease = began;
    }
  }

  /** How many requests may be under way at once, at least one. */
  public int limit() {
    return (int) limit;
  }

  /** How many requests are under way. */
  public int inFlight() {
    return inFlight;
  }
}
