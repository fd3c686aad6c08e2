package momento.eventbridge.benchmarks.results;

import static momento.eventbridge.benchmarks.throughput.HttpClient.CRT;
import static momento.eventbridge.benchmarks.throughput.HttpClient.DEFAULT;
import static momento.eventbridge.benchmarks.throughput.HttpClient.DEFAULT_WITH_CRT;
import static momento.eventbridge.benchmarks.throughput.HttpClient.NETTY;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import momento.eventbridge.benchmarks.pure.Pure;
import momento.eventbridge.benchmarks.quota.Overload;
import momento.eventbridge.benchmarks.startup.Jars;
import momento.eventbridge.benchmarks.startup.StartUp;
import momento.eventbridge.benchmarks.throughput.HttpClient;
import momento.eventbridge.benchmarks.throughput.Kind;
import momento.eventbridge.benchmarks.throughput.Payload;

/**
 * The bars, each with one figure: the worst of the set-ups that were measured for it. A bar that
 * nothing was measured for is missed.
 */
public final class Bars {
  private static final double PURE_PER_SECOND = 2e6;
  private static final double PURE_BYTES = 800;
  private static final double GOODPUT = 0.95;
  private static final long CLIENT_JAR_BYTES = 150 * 1_024;
  private static final Set<String> DEPENDENCIES =
      Set.of("eventbridge", "jackson-core", "jackson-databind", "slf4j-api", "jspecify");

  /** Both sides have the same one. */
  private static final List<HttpClient> SAME_ASYNC = List.of(DEFAULT, NETTY, CRT);

  private final Figures figures;
  private final List<Bar> bars = new ArrayList<>();
  private final List<SetUp> setUps = new ArrayList<>();

  private Bars(Figures figures) {
    this.figures = figures;
  }

  /** What these figures say. */
  public static Bars of(Figures figures) {
    Bars bars = new Bars(figures);
    bars.asynchronous();
    bars.synchronous();
    bars.camel();
    bars.loneEvent();
    bars.pure();
    bars.goodput();
    bars.startUp();
    bars.jar();
    return bars;
  }

  /** The table of bars. */
  public List<Bar> bars() {
    return List.copyOf(bars);
  }

  /** Every ratio that was measured for one of them. */
  public List<SetUp> setUps() {
    return List.copyOf(setUps);
  }

  private void asynchronous() {
    worst(
        "async publish ÷ SDK async, pre-built batches of ten, same HTTP client",
        0.97,
        "1.05",
        ratios(SAME_ASYNC, Kind.PUBLISH_ASYNC, Kind.RAW_ASYNC_BATCHES));
    worst(
        "async publish ÷ SDK async, batches of ten encoded with Jackson",
        1.0,
        "1.2",
        ratios(SAME_ASYNC, Kind.PUBLISH_ASYNC, Kind.RAW_ASYNC_JACKSON));
    worst(
        "async publish ÷ SDK async, one event a call",
        9,
        "12",
        ratios(SAME_ASYNC, Kind.PUBLISH_ASYNC, Kind.RAW_ASYNC));
    worst(
        "async publish as create() makes it, CRT added ÷ SDK async as create() makes it (Netty),"
            + " pre-built batches of ten",
        1.0,
        "1.2",
        ratios(List.of(DEFAULT_WITH_CRT), Kind.PUBLISH_ASYNC, Kind.RAW_ASYNC_BATCHES));
  }

  private void synchronous() {
    List<HttpClient> all = List.of(HttpClient.values());
    worst(
        "publishAll ÷ SDK sync, pre-built batches of ten",
        0.97,
        "1.0",
        ratios(all, Kind.PUBLISH_ALL, Kind.RAW_SYNC_BATCHES));
    worst(
        "publish ÷ SDK sync, one event a call", 0.98, "", ratios(all, Kind.PUBLISH, Kind.RAW_SYNC));
  }

  /** Whatever Camel's best set-up is, it is among those that were measured. */
  private void camel() {
    List<Ratio> ratios = new ArrayList<>();
    for (int threads : new int[] {1, 8}) {
      for (HttpClient http : HttpClient.values()) {
        for (Kind ours : List.of(Kind.PUBLISH_ALL, Kind.PUBLISH_ASYNC)) {
          ratio(http, threads, ours, Kind.CAMEL)
              .ifPresent(
                  ratio ->
                      ratios.add(
                          new Ratio(
                              text("%s, %s, %d threads", ours.title(), http.title(), threads),
                              ratio)));
        }
      }
    }
    worst("async publish and publishAll ÷ Camel, one event a message", 8, "", ratios);
  }

  private void loneEvent() {
    // Latencies: the other's by ours.
    worst(
        "lone event on an idle publisher, median latency, SDK ÷ async publish",
        0.97,
        "",
        ratios(SAME_ASYNC, Kind.RAW_ASYNC_LONE, Kind.PUBLISH_ASYNC_LONE));
  }

  private record Ratio(String setUp, Spread spread) {}

  private List<Ratio> ratios(List<HttpClient> clients, Kind ours, Kind other) {
    List<Ratio> ratios = new ArrayList<>();
    for (HttpClient http : clients) {
      ratio(http, 1, ours, other).ifPresent(ratio -> ratios.add(new Ratio(http.title(), ratio)));
    }
    return ratios;
  }

  private Optional<Spread> ratio(HttpClient http, int threads, Kind ours, Kind other) {
    return figures.rounds().stream()
        .filter(rounds -> rounds.comparison().http() == http)
        .filter(rounds -> rounds.comparison().threads() == threads)
        .filter(rounds -> rounds.comparison().smallMessagesOnLoopback())
        .filter(rounds -> rounds.comparison().kinds().containsAll(List.of(ours, other)))
        .findFirst()
        .map(rounds -> Spread.ofRatios(rounds.valuesOf(ours), rounds.valuesOf(other)));
  }

  private void worst(String measure, double wanted, String aim, List<Ratio> ratios) {
    ratios.forEach(ratio -> setUps.add(new SetUp(measure, ratio.setUp, ratio.spread)));
    String bar = wanted == Math.rint(wanted) ? text("%.0f", wanted) : text("%.2f", wanted);
    Optional<Ratio> worst =
        ratios.stream().min(Comparator.comparingDouble(ratio -> ratio.spread.median()));
    add(
        measure,
        bar,
        aim,
        worst.map(ratio -> ratio.spread.text()),
        worst.map(Ratio::setUp).orElse(""),
        worst.isPresent() && worst.get().spread.median() >= wanted);
  }

  private void pure() {
    Optional<Pure> small =
        figures.pure().stream()
            .filter(pure -> pure.step().equals("validateEncodeSize"))
            .filter(pure -> pure.payload().equals(Payload.SMALL.name()))
            .findFirst();
    add(
        "validate, encode and size of a small event",
        "2 million/s, at most 800 bytes allocated",
        "",
        small.map(
            pure ->
                text("%.2f million/s, %.0f bytes", pure.perSecond() * 1e-6, pure.bytesAllocated())),
        "one core",
        small.isPresent()
            && small.get().perSecond() >= PURE_PER_SECOND
            && small.get().bytesAllocated() <= PURE_BYTES);
  }

  private void goodput() {
    Optional<Overload> worst =
        figures.overloads().stream()
            .filter(Overload::byOurPublisher)
            .filter(Overload::reached)
            .min(
                Comparator.comparing((Overload overload) -> overload.rejected() == 0)
                    .thenComparingDouble(Overload::goodput));
    add(
        "goodput under a quota, of ten events a request",
        "0.95, none rejected",
        "",
        worst
            .map(overload -> text("%.3f, %,d rejected", overload.goodput(), overload.rejected()))
            .or(this::noQuotaReached),
        worst.map(overload -> text("%,d requests/s", overload.requestsPerSecond())).orElse("")
            + notReached(),
        worst.isPresent() && worst.get().goodput() >= GOODPUT && worst.get().rejected() == 0);
  }

  private Optional<String> noQuotaReached() {
    return figures.overloads().isEmpty() ? Optional.empty() : Optional.of("no quota was reached");
  }

  /** Says it where it stands: a quota that nobody used up shows nothing. */
  private String notReached() {
    return figures.overloads().stream()
        .filter(Overload::byOurPublisher)
        .filter(overload -> !overload.reached())
        .map(overload -> text("; this machine does not reach %,d", overload.requestsPerSecond()))
        .collect(Collectors.joining());
  }

  private void startUp() {
    List<Ratio> ratios = new ArrayList<>();
    for (StartUp start : figures.startUps()) {
      ratios.add(new Ratio(start.http(), Spread.ofRatios(start.rawMillis(), start.oursMillis())));
    }
    worst("start-up to the first accepted event, SDK ÷ ours", 0.95, "", ratios);
  }

  private void jar() {
    Jars jars = figures.jars();
    add(
        "client jar, and what it depends on",
        "below 150 KB; " + String.join(", ", DEPENDENCIES.stream().sorted().toList()),
        "",
        jars.ourBytes() == 0
            ? Optional.empty()
            : Optional.of(
                text(
                    "%.0f KB; %s",
                    jars.ourBytes() / 1_024.0, String.join(", ", jars.dependencies()))),
        "",
        jars.ourBytes() > 0
            && jars.ourBytes() < CLIENT_JAR_BYTES
            && DEPENDENCIES.containsAll(jars.dependencies()));
  }

  private void add(
      String measure,
      String bar,
      String aim,
      Optional<String> measured,
      String setUp,
      boolean met) {
    bars.add(new Bar(measure, bar, aim, measured.orElse("nothing"), setUp, met));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
