package momento.eventbridge.benchmarks.results;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A median, and how far the middle half of the values lies around it.
 *
 * @param median the middle value, or the mean of the two in the middle
 * @param lowerQuartile a quarter of the values is below
 * @param upperQuartile a quarter of the values is above
 * @param values how many there are
 */
public record Spread(double median, double lowerQuartile, double upperQuartile, int values) {

  /** Of one value or more. Between two values a quantile is interpolated linearly. */
  public static Spread of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return new Spread(
        quantile(sorted, 0.5), quantile(sorted, 0.25), quantile(sorted, 0.75), sorted.size());
  }

  /**
   * Of the ratios of values that were measured in the same round. Whatever slowed the machine down
   * for a while slowed both.
   */
  public static Spread ofRatios(List<Double> ours, List<Double> others) {
    if (ours.size() != others.size()) {
      throw new IllegalArgumentException(
          ours.size() + " rounds of one and " + others.size() + " of the other are no pairs");
    }
    List<Double> ratios = new ArrayList<>(ours.size());
    for (int i = 0; i < ours.size(); i++) {
      ratios.add(ours.get(i) / others.get(i));
    }
    return of(ratios);
  }

  /** As it is written in tables. */
  String text() {
    return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", median, lowerQuartile, upperQuartile);
  }

  private static double quantile(List<Double> sorted, double part) {
    double position = part * (sorted.size() - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.size() - 1);
    double weight = position - below;
    return sorted.get(below) * (1 - weight) + sorted.get(above) * weight;
  }
}
