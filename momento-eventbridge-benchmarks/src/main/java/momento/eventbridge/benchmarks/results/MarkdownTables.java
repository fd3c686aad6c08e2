package momento.eventbridge.benchmarks.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import momento.eventbridge.benchmarks.growth.Growth;
import momento.eventbridge.benchmarks.pure.Pure;
import momento.eventbridge.benchmarks.quota.Overload;
import momento.eventbridge.benchmarks.startup.StartUp;
import momento.eventbridge.benchmarks.throughput.Comparison;
import momento.eventbridge.benchmarks.throughput.Kind;
import momento.eventbridge.benchmarks.throughput.Rounds;

/** The figures as Markdown. */
public final class MarkdownTables {
  private final StringBuilder text = new StringBuilder();

  private MarkdownTables() {}

  /** All of them. */
  public static String of(Figures figures) {
    MarkdownTables tables = new MarkdownTables();
    tables.head(figures);
    tables.bars(figures);
    tables.rounds(figures.rounds());
    tables.pure(figures.pure());
    tables.overloads(figures.overloads());
    tables.startUps(figures);
    tables.growths(figures.growths());
    return tables.text.toString();
  }

  private void head(Figures figures) {
    Environment environment = figures.environment();
    line("# Measured");
    line(
        "Written by `momento-eventbridge-benchmarks`; do not edit. [results.json](results.json) has"
            + " every round.");
    line("");
    line(
        "%d × %s, shared by client and stub; %s; %s; AWS SDK %s; %s form. A median stands before"
            + " the quartiles of its rounds.",
        environment.processors(),
        environment.processor(),
        environment.system(),
        environment.jdk(),
        environment.awsSdk(),
        environment.form());
    line("");
    line(
        "The stub takes %,.0f requests/s of ten entries from a raw HTTP load; the fastest contender"
            + " sends %,.0f.",
        figures.stubRequestsPerSecond(), fastestRequests(figures.rounds()));
    line("");
  }

  /** In requests: those who send batches send a tenth of their events. */
  private static double fastestRequests(List<Rounds> all) {
    double fastest = 0;
    for (Rounds rounds : all) {
      for (Kind kind : rounds.comparison().kinds()) {
        if (!kind.isLatency()) {
          double events = Spread.of(rounds.valuesOf(kind)).median();
          fastest = Math.max(fastest, kind.isOneEventACall() ? events : events / 10);
        }
      }
    }
    return fastest;
  }

  private void bars(Figures figures) {
    Bars bars = Bars.of(figures);
    line("## Bars");
    line("Of several set-ups the worst stands here; messages of 12 bytes.");
    line("");
    row("measure", "at least", "aim", "measured", "set-up", "");
    row("---", "---", "---", "---", "---", "---");
    for (Bar bar : bars.bars()) {
      row(
          bar.measure(),
          bar.bar(),
          bar.aim(),
          bar.measured(),
          bar.setUp(),
          bar.met() ? "met" : "**missed**");
    }
    line("");
    line("## Each set-up");
    row("measure", "set-up", "measured");
    row("---", "---", "--:");
    for (SetUp setUp : bars.setUps()) {
      row(setUp.measure(), setUp.name(), setUp.ratio().text());
    }
    line("");
  }

  private void rounds(List<Rounds> all) {
    line("## Contenders");
    line(
        "Events a second (or microseconds where the contender is a lone event), the processor time"
            + " of the client's process for an event, and the paired ratio to the first"
            + " contender.");
    line("");
    row("HTTP client", "message", "way", "threads", "contender", "events/s", "CPU µs", "÷ first");
    row("---", "---", "---", "--:", "---", "--:", "--:", "--:");
    for (Rounds rounds : all) {
      Comparison comparison = rounds.comparison();
      Kind first = comparison.kinds().get(0);
      for (Kind kind : comparison.kinds()) {
        Spread value = Spread.of(rounds.valuesOf(kind));
        Spread ratio = Spread.ofRatios(rounds.valuesOf(kind), rounds.valuesOf(first));
        List<Double> cpu = rounds.cpuMicros().getOrDefault(kind, List.of());
        row(
            comparison.http().title(),
            comparison.payload().title(),
            comparison.wayMillis() == 0 ? "loopback" : comparison.wayMillis() + " ms",
            String.valueOf(comparison.threads()),
            kind.title(),
            format("%,.0f (%,.0f to %,.0f)", value),
            cpu.isEmpty() ? "" : String.format(Locale.ROOT, "%.1f", Spread.of(cpu).median()),
            kind == first ? "" : ratio.text());
      }
    }
    line("");
  }

  private void pure(List<Pure> all) {
    line("## Without requests, one core");
    row("step", "message", "million/s", "±", "bytes allocated");
    row("---", "---", "--:", "--:", "--:");
    for (Pure pure : all) {
      row(
          pure.step(),
          pure.payload().toLowerCase(Locale.ROOT),
          String.format(Locale.ROOT, "%.3f", pure.perSecond() * 1e-6),
          String.format(Locale.ROOT, "%.3f", pure.error() * 1e-6),
          String.format(Locale.ROOT, "%.0f", pure.bytesAllocated()));
    }
    line("");
  }

  private void overloads(List<Overload> all) {
    line("## Under a quota");
    row(
        "quota, requests/s",
        "publisher",
        "seconds",
        "events/s",
        "goodput",
        "rejected",
        "throttled requests");
    row("--:", "---", "--:", "--:", "--:", "--:", "--:");
    for (Overload overload : all) {
      row(
          String.format(Locale.ROOT, "%,d", overload.requestsPerSecond()),
          overload.publisher(),
          String.format(Locale.ROOT, "%.1f", overload.seconds()),
          String.format(Locale.ROOT, "%,.0f", overload.accepted() / overload.seconds()),
          String.format(Locale.ROOT, "%.3f", overload.goodput()),
          String.format(Locale.ROOT, "%,d", overload.rejected()),
          String.format(Locale.ROOT, "%,d", overload.throttledRequests()));
    }
    line("");
  }

  private void startUps(Figures figures) {
    line("## Start-up to the first accepted event");
    row("HTTP client", "SDK, ms", "ours, ms", "SDK ÷ ours", "classes, SDK", "classes, ours");
    row("---", "--:", "--:", "--:", "--:", "--:");
    for (StartUp start : figures.startUps()) {
      row(
          start.http(),
          format("%.0f (%.0f to %.0f)", Spread.of(start.rawMillis())),
          format("%.0f (%.0f to %.0f)", Spread.of(start.oursMillis())),
          Spread.ofRatios(start.rawMillis(), start.oursMillis()).text(),
          String.format(Locale.ROOT, "%,d", start.rawClasses()),
          String.format(Locale.ROOT, "%,d", start.oursClasses()));
    }
    line("");
    line(
        "The client's jar has %,.0f KB; with all that it depends on %,.0f KB, of which the SDK's"
            + " EventBridge module and what that brings are %,.0f KB.",
        figures.jars().ourBytes() / 1_024.0,
        figures.jars().allBytes() / 1_024.0,
        figures.jars().eventBridgeBytes() / 1_024.0);
    line("");
  }

  private void growths(List<Growth> all) {
    if (all.isEmpty()) {
      return; // in the short form
    }
    line("## Many events in a heap of 64 MB");
    row(
        "publisher",
        "events",
        "µs an event",
        "CPU µs an event",
        "heap after collection, MB",
        "process, MB");
    row("---", "--:", "--:", "--:", "--:", "--:");
    for (Growth growth : all) {
      row(
          growth.publisher(),
          String.format(Locale.ROOT, "%,d", growth.events()),
          String.format(Locale.ROOT, "%.1f", growth.microsPerEvent()),
          String.format(Locale.ROOT, "%.1f", growth.cpuMicrosPerEvent()),
          String.format(Locale.ROOT, "%.1f", growth.peakHeapBytes() / 1_048_576.0),
          String.format(Locale.ROOT, "%.0f", growth.peakProcessBytes() / 1_048_576.0));
    }
  }

  private static String format(String format, Spread spread) {
    return String.format(
        Locale.ROOT, format, spread.median(), spread.lowerQuartile(), spread.upperQuartile());
  }

  private void row(String... cells) {
    List<String> row = new ArrayList<>(List.of(cells));
    line("%s", "| " + String.join(" | ", row) + " |");
  }

  private void line(String format, Object... values) {
    text.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values))
        .append('\n');
  }
}
