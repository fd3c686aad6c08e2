package momento.eventbridge.benchmarks.quota;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import momento.eventbridge.benchmarks.stub.StubControl;
import momento.eventbridge.benchmarks.stub.StubCounts;

/** The client's process: publishes as much as it can for a time. */
public final class OverloadMain {
  private OverloadMain() {}

  /**
   * Prints an {@link Overload} as JSON.
   *
   * @param args the stub's endpoint, {@code ours} or {@code raw}, requests a second, and the
   *     milliseconds of the overload and of the warm-up
   * @throws IOException if it cannot be printed
   * @throws InterruptedException if the process is to end
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    StubControl stub = new StubControl(URI.create(args[0]));
    long requestsPerSecond = Long.parseLong(args[2]);
    Duration time = Duration.ofMillis(Long.parseLong(args[3]));
    Duration warmUp = Duration.ofMillis(Long.parseLong(args[4]));
    try (Publishing publishing =
        args[1].equals("ours") ? new OurPublishing() : new RawPublishing()) {
      System.out.println(
          new ObjectMapper()
              .writeValueAsString(run(publishing, stub, requestsPerSecond, time, warmUp)));
    }
    System.exit(0); // some HTTP clients leave threads behind
  }

  static Overload run(
      Publishing publishing,
      StubControl stub,
      long requestsPerSecond,
      Duration time,
      Duration warmUp)
      throws InterruptedException {
    stub.allow(0);
    publishing.publishUntil(System.nanoTime() + warmUp.toNanos());
    publishing.settle();

    stub.allow(requestsPerSecond);
    long rejectedBefore = publishing.rejected();
    long begin = System.nanoTime();
    publishing.publishUntil(begin + time.toNanos());
    StubCounts counts = stub.counts();
    double seconds = (System.nanoTime() - begin) * 1e-9;
    publishing.settle();
    stub.allow(0);
    return new Overload(
        publishing.name(),
        requestsPerSecond,
        seconds,
        counts.entries(),
        publishing.rejected() - rejectedBefore,
        counts.throttled());
  }
}
