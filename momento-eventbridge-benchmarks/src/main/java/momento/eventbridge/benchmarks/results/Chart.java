package momento.eventbridge.benchmarks.results;

import java.util.List;
import java.util.Locale;
import momento.eventbridge.benchmarks.throughput.Comparison;
import momento.eventbridge.benchmarks.throughput.Kind;
import momento.eventbridge.benchmarks.throughput.Rounds;

/**
 * Events a second of the contenders that a user would choose between, as an SVG: bars as long as
 * the medians, with a line over the middle half of the rounds.
 */
public final class Chart {
  private static final List<Kind> KINDS =
      List.of(Kind.RAW_ASYNC, Kind.RAW_ASYNC_JACKSON, Kind.RAW_ASYNC_BATCHES, Kind.PUBLISH_ASYNC);
  private static final String THEIRS = "#8fa3b3";
  private static final String OURS = "#1a7f5a";

  private static final int WIDTH = 860;
  private static final int LABELS = 320;
  private static final int BARS = 430;
  private static final int ROW = 22;
  private static final int GROUP = 34;

  private final StringBuilder svg = new StringBuilder();
  private final double longest;
  private int y = 30;

  private Chart(double longest) {
    this.longest = longest;
  }

  /** The picture; one group of bars for each HTTP client. */
  public static String of(Figures figures) {
    List<Rounds> shown =
        figures.rounds().stream().filter(rounds -> isShown(rounds.comparison())).toList();
    double longest =
        shown.stream()
            .flatMap(rounds -> KINDS.stream().map(rounds::valuesOf))
            .mapToDouble(values -> Spread.of(values).upperQuartile())
            .max()
            .orElse(1);
    Chart chart = new Chart(longest);
    for (Rounds rounds : shown) {
      chart.group(rounds);
    }
    return chart.document();
  }

  private static boolean isShown(Comparison comparison) {
    return comparison.smallMessagesOnLoopback()
        && comparison.threads() == 1
        && comparison.kinds().containsAll(KINDS);
  }

  private void group(Rounds rounds) {
    y += GROUP;
    element(
        "<text x='10' y='%d' font-weight='bold'>%s</text>", y, rounds.comparison().http().title());
    for (Kind kind : KINDS) {
      y += ROW;
      Spread spread = Spread.of(rounds.valuesOf(kind));
      double length = length(spread.median());
      element("<text x='%d' y='%d' text-anchor='end'>%s</text>", LABELS - 10, y, kind.title());
      element(
          "<rect x='%d' y='%d' width='%.1f' height='16' fill='%s'/>",
          LABELS, y - 13, length, kind == Kind.PUBLISH_ASYNC ? OURS : THEIRS);
      element(
          "<line x1='%.1f' x2='%.1f' y1='%d' y2='%d' stroke='#333'/>",
          LABELS + length(spread.lowerQuartile()),
          LABELS + length(spread.upperQuartile()),
          y - 5,
          y - 5);
      element(
          "<text x='%.1f' y='%d'>%,.0f</text>",
          LABELS + length(spread.upperQuartile()) + 8, y, spread.median());
    }
  }

  private double length(double value) {
    return value / longest * BARS;
  }

  private String document() {
    int height = y + 20;
    return String.format(
        Locale.ROOT,
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' width='%d' height='%d'"
            + " font-family='sans-serif' font-size='13'>%n"
            + "<rect width='100%%' height='100%%' fill='white'/>%n"
            + "<text x='10' y='28' font-size='16'>Accepted events a second, messages of 12 bytes,"
            + " one publishing thread</text>%n%s</svg>%n",
        WIDTH,
        height,
        WIDTH,
        height,
        svg);
  }

  private void element(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
