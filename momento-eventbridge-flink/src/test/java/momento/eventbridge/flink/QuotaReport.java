package momento.eventbridge.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import momento.eventbridge.EventEntries;
import org.apache.flink.connector.base.sink.writer.strategy.AIMDScalingStrategy;
import org.apache.flink.connector.base.sink.writer.strategy.CongestionControlRateLimitingStrategy;
import org.apache.flink.connector.base.sink.writer.strategy.RateLimitingStrategy;

/**
 * The table and the chart of docs/scale.md: {@link QuotaSimulation} of 1 to 256 subtasks with three
 * settings. As a program it prints the tables and writes the chart to the path given.
 */
final class QuotaReport {
  static final int[] SUBTASKS = {1, 2, 4, 8, 16, 32, 64, 128, 256};

  /** The quotas of the smallest and of the largest regions. */
  static final int[] QUOTAS = {400, 10_000};

  private static final long SEED = 20_261_125;
  private static final Duration LATENCY = Duration.ofMillis(25);
  private static final Duration TIME = Duration.ofMinutes(1);
  private static final int DEFAULT_REQUESTS = 8;

  /**
   * A number of subtasks with each of the settings.
   *
   * @param flink Flink's congestion control as it comes, whose unit is the message
   * @param sink the sink as it comes
   * @param enoughRequests what {@code maxInFlightRequests} has to be for the quota
   * @param enough the sink with that many
   */
  record Row(
      int subtasks,
      QuotaSimulation.Result flink,
      QuotaSimulation.Result sink,
      int enoughRequests,
      QuotaSimulation.Result enough) {

    String markdown() {
      return String.format(
          Locale.ROOT,
          "| %d | %s | %s | %d: %s |",
          subtasks,
          text(flink),
          text(sink),
          enoughRequests,
          text(enough));
    }

    private static String text(QuotaSimulation.Result result) {
      return String.format(
          Locale.ROOT,
          "%.2f (%.2f, %.0f %%)",
          result.ofQuota(),
          result.fairness(),
          result.throttled() * 100);
    }
  }

  private QuotaReport() {}

  /** Prints the tables; writes the chart if there is an argument. */
  public static void main(String[] arguments) throws IOException {
    for (int quota : QUOTAS) {
      System.out.println(quota + " requests a second");
      List<Row> rows = rows(quota);
      rows.forEach(row -> System.out.println(row.markdown()));
      if (quota == QUOTAS[0] && arguments.length > 0) {
        Files.writeString(Path.of(arguments[0]), chart(rows), UTF_8);
      }
    }
  }

  static List<Row> rows(int quota) {
    List<Row> rows = new ArrayList<>();
    for (int subtasks : SUBTASKS) {
      int enough = enoughRequests(quota, subtasks);
      rows.add(
          new Row(
              subtasks,
              run(quota, subtasks, QuotaReport::asFlinkHasIt),
              run(quota, subtasks, () -> RequestRate.congestionControl(DEFAULT_REQUESTS)),
              enough,
              run(quota, subtasks, () -> RequestRate.congestionControl(enough))));
    }
    return rows;
  }

  /**
   * As many as answers take to come at that rate, and a tenth more; never less than the default.
   */
  static int enoughRequests(int quota, int subtasks) {
    BigDecimal underWay =
        BigDecimal.valueOf(quota)
            .multiply(new BigDecimal("1.1"))
            .multiply(BigDecimal.valueOf(LATENCY.toMillis(), 3))
            .divide(BigDecimal.valueOf(subtasks), 0, RoundingMode.CEILING);
    return Math.max(DEFAULT_REQUESTS, underWay.intValueExact());
  }

  static QuotaSimulation.Result run(
      int quota, int subtasks, Supplier<RateLimitingStrategy> strategies) {
    return QuotaSimulation.run(SEED, subtasks, quota, LATENCY, TIME, strategies);
  }

  private static RateLimitingStrategy asFlinkHasIt() {
    return CongestionControlRateLimitingStrategy.builder()
        .setMaxInFlightRequests(DEFAULT_REQUESTS)
        .setInitialMaxInFlightMessages(EventEntries.MAX_ENTRIES)
        .setScalingStrategy(
            AIMDScalingStrategy.builder(EventEntries.MAX_ENTRIES * DEFAULT_REQUESTS).build())
        .build();
  }

  /** Goodput by number of subtasks, as an SVG picture. */
  static String chart(List<Row> rows) {
    StringBuilder svg = new StringBuilder(4_096);
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 330" font-family="sans-serif" font-size="12">
        <title>Accepted events in parts of the quota, by number of subtasks that share it</title>
        <rect width="640" height="330" fill="white"/>
        """);
    for (int tenth = 0; tenth <= 10; tenth += 2) {
      double y = y(tenth / 10.0);
      line(svg, "#ddd", 50, y, 440, y);
      text(svg, 20, y + 4, String.format(Locale.ROOT, "%.1f", tenth / 10.0), "black");
    }
    for (int i = 0; i < rows.size(); i++) {
      text(svg, x(i) - 8, 300, String.valueOf(rows.get(i).subtasks()), "black");
    }
    text(svg, 200, 320, "subtasks (400 requests a second)", "black");
    series(svg, rows, row -> row.enough().ofQuota(), "#1b7837", "enough requests under way", 60);
    series(svg, rows, row -> row.sink().ofQuota(), "#2166ac", "the sink as it comes", 85);
    series(svg, rows, row -> row.flink().ofQuota(), "#b2182b", "Flink's default scaling", 110);
    series(svg, rows, row -> row.sink().fairness(), "#999999", "fairness (Jain), the sink", 135);
    return svg.append("</svg>\n").toString();
  }

  private static void series(
      StringBuilder svg,
      List<Row> rows,
      Function<Row, Double> of,
      String color,
      String name,
      int y) {
    svg.append("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"")
        .append(color)
        .append("\" points=\"");
    for (int i = 0; i < rows.size(); i++) {
      svg.append(String.format(Locale.ROOT, "%.0f,%.1f ", x(i), y(of.apply(rows.get(i)))));
    }
    svg.append("\"/>\n");
    line(svg, color, 460, y, 480, y);
    text(svg, 486, y + 4, name, color);
  }

  private static void line(
      StringBuilder svg, String color, double x1, double y1, double x2, double y2) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line stroke=\"%s\" x1=\"%.0f\" y1=\"%.1f\" x2=\"%.0f\" y2=\"%.1f\"/>\n",
            color,
            x1,
            y1,
            x2,
            y2));
  }

  private static void text(StringBuilder svg, double x, double y, String text, String color) {
    svg.append(
        String.format(
            Locale.ROOT, "<text x=\"%.0f\" y=\"%.1f\" fill=\"%s\">%s</text>\n", x, y, color, text));
  }

  private static double x(int index) {
    return 60 + index * 46;
  }

  private static double y(double part) {
    return 280 - part * 250;
  }
}
