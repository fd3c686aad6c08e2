package momento.eventbridge.internal.send;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import momento.eventbridge.internal.core.Pace;

/**
 * The turns of a synchronous publisher's events under its pace. Callers get theirs in the order in
 * which they came, and only the first of them waits for the time: so whoever gives up had taken
 * none, and holds nobody up.
 */
final class Turns {
  private final Pace pace;
  private final Pacing pacing;
  private final CountDownLatch closed;
  private final ReentrantLock first = new ReentrantLock(true);

  /** Turns until the publisher is closed. */
  Turns(Pace pace, Pacing pacing, CountDownLatch closed) {
    this.pace = pace;
    this.pacing = pacing;
    this.closed = closed;
  }

  /** Waits for a turn, and takes it; without a turn it returns when the publisher is closed. */
  void await() throws InterruptedException {
    if (!pace.isLimited()) {
      return;
    }
    first.lockInterruptibly();
    try {
      long nanos = pace.nanosLeft(pacing.nanoTime());
      if (nanos > 0) {
        pacing.sleep(Duration.ofNanos(nanos), closed);
      }
      if (closed.getCount() > 0) {
        pace.take(1, pacing.nanoTime());
      }
    } finally {
      first.unlock();
    }
  }
}
