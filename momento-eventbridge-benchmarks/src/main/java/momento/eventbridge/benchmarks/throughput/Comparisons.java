package momento.eventbridge.benchmarks.throughput;

import static momento.eventbridge.benchmarks.throughput.HttpClient.APACHE;
import static momento.eventbridge.benchmarks.throughput.HttpClient.APACHE5;
import static momento.eventbridge.benchmarks.throughput.HttpClient.CRT;
import static momento.eventbridge.benchmarks.throughput.HttpClient.DEFAULT;
import static momento.eventbridge.benchmarks.throughput.HttpClient.DEFAULT_WITH_CRT;
import static momento.eventbridge.benchmarks.throughput.HttpClient.NETTY;
import static momento.eventbridge.benchmarks.throughput.HttpClient.URL_CONNECTION;
import static momento.eventbridge.benchmarks.throughput.Kind.BUFFER_OF_100;
import static momento.eventbridge.benchmarks.throughput.Kind.BUFFER_OF_10_000;
import static momento.eventbridge.benchmarks.throughput.Kind.BUFFER_OF_1_000_000;
import static momento.eventbridge.benchmarks.throughput.Kind.CAMEL;
import static momento.eventbridge.benchmarks.throughput.Kind.CAMEL_BATCHES;
import static momento.eventbridge.benchmarks.throughput.Kind.PUBLISH;
import static momento.eventbridge.benchmarks.throughput.Kind.PUBLISH_ALL;
import static momento.eventbridge.benchmarks.throughput.Kind.PUBLISH_ASYNC;
import static momento.eventbridge.benchmarks.throughput.Kind.PUBLISH_ASYNC_LONE;
import static momento.eventbridge.benchmarks.throughput.Kind.RAW_ASYNC;
import static momento.eventbridge.benchmarks.throughput.Kind.RAW_ASYNC_BATCHES;
import static momento.eventbridge.benchmarks.throughput.Kind.RAW_ASYNC_BATCHES_NARROW;
import static momento.eventbridge.benchmarks.throughput.Kind.RAW_ASYNC_JACKSON;
import static momento.eventbridge.benchmarks.throughput.Kind.RAW_ASYNC_LONE;
import static momento.eventbridge.benchmarks.throughput.Kind.RAW_SYNC;
import static momento.eventbridge.benchmarks.throughput.Kind.RAW_SYNC_BATCHES;
import static momento.eventbridge.benchmarks.throughput.Payload.SMALL;

import java.util.ArrayList;
import java.util.List;
import momento.eventbridge.benchmarks.Form;

/** Which comparisons there are. */
public final class Comparisons {
  private static final List<Kind> ASYNC =
      List.of(
          RAW_ASYNC_BATCHES, RAW_ASYNC_BATCHES_NARROW, RAW_ASYNC_JACKSON, RAW_ASYNC, PUBLISH_ASYNC);
  private static final List<Kind> ASYNC_BATCHES =
      List.of(RAW_ASYNC_BATCHES, RAW_ASYNC_JACKSON, PUBLISH_ASYNC);
  private static final List<Kind> SYNC = List.of(RAW_SYNC_BATCHES, RAW_SYNC, PUBLISH, PUBLISH_ALL);
  private static final List<Kind> CAMELS =
      List.of(CAMEL, CAMEL_BATCHES, PUBLISH_ALL, PUBLISH_ASYNC);
  private static final List<Kind> BUFFERS =
      List.of(BUFFER_OF_100, BUFFER_OF_10_000, BUFFER_OF_1_000_000);
  private static final List<Kind> LONE = List.of(RAW_ASYNC_LONE, PUBLISH_ASYNC_LONE);

  /** Of a service that is near, and not on the same machine. */
  private static final long NEARBY_MILLIS = 10;

  /** At least one for each bar. */
  private static final List<Comparison> MOST_TELLING =
      List.of(
          new Comparison(DEFAULT, SMALL, 1, ASYNC),
          new Comparison(DEFAULT_WITH_CRT, SMALL, 1, ASYNC),
          new Comparison(DEFAULT, SMALL, 1, SYNC),
          new Comparison(DEFAULT, SMALL, 8, CAMELS),
          new Comparison(DEFAULT, SMALL, 1, LONE));

  private Comparisons() {}

  /** What a form has of those that the bars read from. */
  public static List<Comparison> forBars(Form form) {
    List<Comparison> comparisons = new ArrayList<>(MOST_TELLING);
    if (form == Form.FULL) {
      comparisons.add(new Comparison(NETTY, SMALL, 1, ASYNC));
      comparisons.add(new Comparison(CRT, SMALL, 1, ASYNC));
      for (HttpClient http : List.of(APACHE5, URL_CONNECTION, CRT)) {
        comparisons.add(new Comparison(http, SMALL, 1, SYNC));
      }
      comparisons.add(new Comparison(DEFAULT, SMALL, 1, CAMELS));
      comparisons.add(new Comparison(CRT, SMALL, 8, CAMELS));
      comparisons.add(new Comparison(CRT, SMALL, 1, LONE));
    }
    return comparisons;
  }

  /**
   * What the full form has beside them: larger messages on one thread with the HTTP clients that
   * come with the SDK and with CRT, each size of message with answers that take as long as from a
   * service nearby, eight threads with each HTTP client, and buffers of each size.
   */
  public static List<Comparison> others() {
    List<Comparison> comparisons = new ArrayList<>();
    for (Payload payload : List.of(Payload.MEDIUM, Payload.LARGE, Payload.MIX)) {
      comparisons.add(new Comparison(NETTY, payload, 1, ASYNC_BATCHES));
      comparisons.add(new Comparison(CRT, payload, 1, ASYNC_BATCHES));
      comparisons.add(new Comparison(APACHE, payload, 1, SYNC));
    }
    for (Payload payload : List.of(SMALL, Payload.MEDIUM, Payload.LARGE)) {
      comparisons.add(new Comparison(NETTY, payload, 1, ASYNC_BATCHES).from(NEARBY_MILLIS));
    }
    for (HttpClient http : List.of(NETTY, CRT)) {
      comparisons.add(new Comparison(http, SMALL, 8, ASYNC_BATCHES));
    }
    for (HttpClient http : List.of(APACHE, APACHE5, URL_CONNECTION, CRT)) {
      comparisons.add(new Comparison(http, SMALL, 8, SYNC));
    }
    comparisons.add(new Comparison(DEFAULT, SMALL, 1, BUFFERS));
    return comparisons;
  }

  /** The comparison of that id. */
  static Comparison byId(String id) {
    List<Comparison> all = new ArrayList<>(forBars(Form.FULL));
    all.addAll(others());
    return all.stream()
        .filter(comparison -> comparison.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no comparison " + id));
  }
}
