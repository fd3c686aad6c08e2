package momento.eventbridge.internal.send;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Time that passes only when somebody sleeps or the test says so. A sleep is interrupted if the
 * test says so.
 */
final class FakePacing implements Pacing {
  final List<Duration> sleeps = new ArrayList<>();
  double random = 0.5;
  boolean interrupting;
  private long nanos = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos(); // overflows soon

  void pass(Duration duration) {
    nanos += duration.toNanos();
  }

  @Override
  public long nanoTime() {
    return nanos;
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (interrupting) {
      throw new InterruptedException();
    }
    sleeps.add(duration);
    pass(duration);
  }

  @Override
  public double random() {
    return random;
  }
}
