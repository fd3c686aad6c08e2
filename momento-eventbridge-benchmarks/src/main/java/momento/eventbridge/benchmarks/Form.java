package momento.eventbridge.benchmarks;

import java.time.Duration;
import java.util.List;
import momento.eventbridge.benchmarks.throughput.HttpClient;

/** How much is measured, and for how long. */
public enum Form {
  /** Everything; the committed results come from it. */
  FULL,
  /** Each bar, in fewer set-ups and in under three minutes; the figures are rough. */
  SHORT,
  /** Whether it runs at all. */
  SMOKE;

  /** How long the stub is loaded by itself, each of two times. */
  public Duration rawLoad() {
    return this == SMOKE ? Duration.ofMillis(100) : Duration.ofSeconds(2);
  }

  /** For what the bars read from. */
  public Timing forBars() {
    return switch (this) {
      case FULL -> new Timing(30, Duration.ofMillis(300), Duration.ofSeconds(6));
      case SHORT -> new Timing(10, Duration.ofMillis(150), Duration.ofMillis(1_500));
      case SMOKE -> new Timing(2, Duration.ofMillis(20), Duration.ofMillis(4));
    };
  }

  /** For the rest, which only the full form has. */
  public Timing forOthers() {
    return new Timing(10, Duration.ofMillis(300), Duration.ofSeconds(8));
  }

  /** Requests a second that the stub allows, as small, middle and large regions do. */
  public List<Long> quotas() {
    return this == FULL ? List.of(400L, 1_200L, 10_000L) : List.of(400L);
  }

  /** How long our publisher overloads each quota. */
  public Duration overload() {
    return switch (this) {
      case FULL -> Duration.ofMinutes(1);
      case SHORT -> Duration.ofSeconds(4);
      case SMOKE -> Duration.ofMillis(200);
    };
  }

  /** How long before the quota holds: a service in operation is measured, not its first seconds. */
  public Duration overloadWarmUp() {
    return switch (this) {
      case FULL -> Duration.ofSeconds(20);
      case SHORT -> Duration.ofSeconds(4);
      case SMOKE -> Duration.ofMillis(20);
    };
  }

  /** How often each start-up is timed. */
  public int starts() {
    return switch (this) {
      case FULL -> 11;
      case SHORT -> 3;
      case SMOKE -> 1;
    };
  }

  /** With which HTTP clients synchronous start-ups are timed. */
  public List<HttpClient> syncStartUps() {
    return this == FULL
        ? List.of(HttpClient.DEFAULT, HttpClient.APACHE5, HttpClient.URL_CONNECTION, HttpClient.CRT)
        : List.of(HttpClient.DEFAULT);
  }

  /** With which HTTP clients asynchronous start-ups are timed. */
  public List<HttpClient> asyncStartUps() {
    return this == FULL ? List.of(HttpClient.DEFAULT, HttpClient.CRT) : List.of();
  }

  /** Numbers of events whose time and memory are compared. */
  public List<Long> growth() {
    return switch (this) {
      case FULL -> List.of(1_000L, 10_000L, 100_000L, 1_000_000L, 10_000_000L);
      case SHORT -> List.of(); // no bar reads from it
      case SMOKE -> List.of(1_000L);
    };
  }

  /** Events before these, until the compiler has settled. */
  public long growthWarmUp() {
    return this == SMOKE ? 100 : 100_000;
  }
}
