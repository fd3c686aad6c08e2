package momento.eventbridge.internal.send;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Time and chance, so that tests can hold both still. */
interface Pacing {
  /** As {@link System#nanoTime}. */
  long nanoTime();

  /** Waits. */
  void sleep(Duration duration) throws InterruptedException;

  /**
   * Waits, but no longer once the end has come. Where waits take no time, that need not be seen.
   */
  default void sleep(Duration duration, CountDownLatch end) throws InterruptedException {
    sleep(duration);
  }

  /** From 0 to below 1. */
  double random();

  /** The machine's own. */
  Pacing SYSTEM =
      new Pacing() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
          Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
        }

        @Override
        public void sleep(Duration duration, CountDownLatch end) throws InterruptedException {
          var unused = end.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public double random() {
          return ThreadLocalRandom.current().nextDouble();
        }
      };
}
