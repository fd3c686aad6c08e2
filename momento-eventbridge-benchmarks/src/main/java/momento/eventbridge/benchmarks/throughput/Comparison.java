package momento.eventbridge.benchmarks.throughput;

import java.util.List;

/**
 * Contenders that run in turns in one process against one stub.
 *
 * @param http the HTTP client that all have
 * @param payload what the events carry
 * @param threads that publish
 * @param wayMillis how much longer than on loopback an answer takes
 * @param kinds who takes part
 */
public record Comparison(
    HttpClient http, Payload payload, int threads, long wayMillis, List<Kind> kinds) {

  /** On loopback. */
  public Comparison(HttpClient http, Payload payload, int threads, List<Kind> kinds) {
    this(http, payload, threads, 0, kinds);
  }

  /** The same on a longer way. */
  public Comparison from(long millis) {
    return new Comparison(http, payload, threads, millis, kinds);
  }

  /** Whether it is as the bars want it. */
  public boolean smallMessagesOnLoopback() {
    return payload == Payload.SMALL && wayMillis == 0;
  }

  /** Names it among all. */
  public String id() {
    String what = kinds.get(0).name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    return String.join(
        "/",
        what,
        http.name().toLowerCase(java.util.Locale.ROOT),
        payload.name().toLowerCase(java.util.Locale.ROOT),
        String.valueOf(threads) + (wayMillis == 0 ? "" : "/" + wayMillis + "ms"));
  }
}
