package momento.eventbridge.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import momento.eventbridge.benchmarks.growth.Growth;
import momento.eventbridge.benchmarks.pure.Pure;
import momento.eventbridge.benchmarks.quota.Overload;
import momento.eventbridge.benchmarks.startup.Jars;
import momento.eventbridge.benchmarks.startup.StartUp;
import momento.eventbridge.benchmarks.throughput.Comparison;
import momento.eventbridge.benchmarks.throughput.HttpClient;
import momento.eventbridge.benchmarks.throughput.Kind;
import momento.eventbridge.benchmarks.throughput.Payload;
import momento.eventbridge.benchmarks.throughput.Rounds;
import org.junit.jupiter.api.Test;

class BarsTest {
  private static final Environment SOMEWHERE =
      new Environment("processor", 2, "jdk", "system", "2", "smoke");

  private static Figures figures(
      List<Rounds> rounds, Pure pure, List<Overload> overloads, StartUp start, long jarBytes) {
    return new Figures(
        SOMEWHERE,
        50_000,
        rounds,
        List.of(pure),
        overloads,
        List.of(start),
        new Jars(jarBytes, List.of("eventbridge"), 2_000_000, 1_900_000),
        List.of(new Growth("publisher", 1_000, 10, 12, 1_048_576, 2_097_152)));
  }

  private static Rounds lone(HttpClient http, double raw, double ours) {
    List<Kind> kinds = List.of(Kind.RAW_ASYNC_LONE, Kind.PUBLISH_ASYNC_LONE);
    return new Rounds(
        new Comparison(http, Payload.SMALL, 1, kinds),
        Map.of(kinds.get(0), List.of(raw, raw), kinds.get(1), List.of(ours, ours)),
        Map.of());
  }

  private static Overload overload(long requestsPerSecond, long accepted, long rejected) {
    return new Overload("our async publish", requestsPerSecond, 10, accepted, rejected, 100);
  }

  private static final Figures GOOD =
      figures(
          List.of(lone(HttpClient.DEFAULT, 200, 100), lone(HttpClient.CRT, 150, 100)),
          new Pure("validateEncodeSize", "SMALL", 3e6, 1e5, 500),
          List.of(overload(400, 39_000, 0), overload(1_200, 120_000, 0)),
          new StartUp("default", List.of(500.0, 510.0), List.of(500.0, 510.0), 5_000, 5_100),
          100 * 1_024);

  private static final Figures BAD =
      figures(
          List.of(lone(HttpClient.DEFAULT, 200, 100), lone(HttpClient.CRT, 100, 200)),
          new Pure("validateEncodeSize", "SMALL", 3e6, 1e5, 900),
          List.of(overload(400, 39_000, 0), overload(1_200, 120_000, 1)),
          new StartUp("default", List.of(500.0, 510.0), List.of(1_000.0, 1_020.0), 5_000, 5_100),
          200 * 1_024);

  private static final int MEASURED = 5;

  private static Bar bar(Figures figures, String measure) {
    return Bars.of(figures).bars().stream()
        .filter(bar -> bar.measure().startsWith(measure))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aBarIsMetOrNotAsItsFiguresSay() {
    assertThat(Bars.of(GOOD).bars()).hasSize(12).filteredOn(Bar::met).hasSize(MEASURED);
    assertThat(Bars.of(BAD).bars()).hasSize(12).noneMatch(Bar::met);
  }

  @Test
  void aBarThatNothingWasMeasuredForIsMissed() {
    assertThat(Bars.of(GOOD).bars())
        .filteredOn(bar -> !bar.met())
        .hasSize(12 - MEASURED)
        .allMatch(bar -> bar.measured().equals("nothing"));
  }

  @Test
  void ofSeveralSetUpsTheWorstIsTheBarsFigure() {
    Bar bar = bar(GOOD, "lone event");

    // A latency is better when it is smaller.
    assertThat(bar.measured()).isEqualTo("1.50 (1.50 to 1.50)");
    assertThat(bar.setUp()).isEqualTo("CRT");
    assertThat(Bars.of(GOOD).setUps())
        .extracting(SetUp::name)
        .containsExactly("default (Apache 4, Netty)", "CRT", "default");
  }

  @Test
  void noBarReadsFromALongerWay() {
    Rounds near = lone(HttpClient.CRT, 150, 100);
    Rounds far =
        new Rounds(near.comparison().from(10), lone(HttpClient.CRT, 100, 200).values(), Map.of());

    assertThat(bar(withRounds(far, near), "lone event").measured()).startsWith("1.50");
    assertThat(bar(withRounds(far), "lone event").measured()).isEqualTo("nothing");
  }

  private static Figures withRounds(Rounds... rounds) {
    return new Figures(
        SOMEWHERE,
        50_000,
        List.of(rounds),
        GOOD.pure(),
        GOOD.overloads(),
        GOOD.startUps(),
        GOOD.jars(),
        GOOD.growths());
  }

  @Test
  void aRejectedEventIsWorseThanALowGoodput() {
    assertThat(bar(BAD, "goodput").measured()).isEqualTo("1.000, 1 rejected");
    assertThat(bar(GOOD, "goodput").measured()).isEqualTo("0.975, 0 rejected");
  }

  private static Figures under(Overload... overloads) {
    return new Figures(
        SOMEWHERE,
        50_000,
        GOOD.rounds(),
        GOOD.pure(),
        List.of(overloads),
        GOOD.startUps(),
        GOOD.jars(),
        GOOD.growths());
  }

  private static final Overload UNREACHED =
      new Overload("our async publish", 10_000, 10, 800_000, 0, 0);

  @Test
  void aQuotaThatTheMachineDoesNotReachShowsNothingAndSaysSo() {
    Bar bar = bar(under(overload(400, 39_000, 0), UNREACHED), "goodput");

    assertThat(bar.measured()).isEqualTo("0.975, 0 rejected");
    assertThat(bar.setUp()).isEqualTo("400 requests/s; this machine does not reach 10,000");
  }

  @Test
  void whereNoQuotaIsReachedTheBarIsMissed() {
    Bar bar = bar(under(UNREACHED), "goodput");

    assertThat(bar.measured()).isEqualTo("no quota was reached");
    assertThat(bar.met()).isFalse();
  }

  @Test
  void theTablesShowEachFigure() {
    assertThat(MarkdownTables.of(BAD))
        .contains(
            "| lone event on an idle publisher, median latency, SDK ÷ async publish | 0.97 |  |"
                + " 0.50 (0.50 to 0.50) | CRT | **missed** |")
        .contains("| 400 | our async publish | 10.0 | 3,900 | 0.975 | 0 | 100 |")
        .contains("| publisher | 1,000 | 10.0 | 12.0 | 1.0 | 2 |");
  }
}
