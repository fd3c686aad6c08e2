package momento.eventbridge.benchmarks.throughput;

import java.util.List;

/**
 * Contenders that run in turns in one process against one stub.
 *
 * @param http the HTTP client that all have
 * @param payload what the events carry
 * @param threads that publish
 * @param kinds who takes part
 */
public record Comparison(HttpClient http, Payload payload, int threads, List<Kind> kinds) {

  /** Names it among all. */
  public String id() {
    String what = kinds.get(0).name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    return String.join(
        "/",
        what,
        http.name().toLowerCase(java.util.Locale.ROOT),
        payload.name().toLowerCase(java.util.Locale.ROOT),
        String.valueOf(threads));
  }
}
