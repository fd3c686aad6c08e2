package momento.eventbridge.internal.send;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Time and chance, so that tests can hold both still. */
interface Pacing {
  /** As {@link System#nanoTime}. */
  long nanoTime();

  /** Waits. */
  void sleep(Duration duration) throws InterruptedException;

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
        public double random() {
          return ThreadLocalRandom.current().nextDouble();
        }
      };
}
