package momento.eventbridge.local.internal.bus;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds a request until a test lets it go on. */
public final class Gate {
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch open = new CountDownLatch(1);

  void pass() throws InterruptedException {
    arrived.countDown();
    open.await();
  }

  /** Waits for the request; false if none came in time. */
  public boolean awaitArrival(Duration atMost) throws InterruptedException {
    return arrived.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Lets the request go on, now or when it comes. */
  public void open() {
    open.countDown();
  }
}
