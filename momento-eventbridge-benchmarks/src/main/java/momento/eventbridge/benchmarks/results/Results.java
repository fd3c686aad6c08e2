package momento.eventbridge.benchmarks.results;

import java.util.List;

/**
 * What is written as JSON.
 *
 * @param bars what was promised, each with its figure
 * @param figures what these were read from, round by round
 */
public record Results(List<Bar> bars, Figures figures) {

  /** The figures with what they say. */
  public static Results of(Figures figures) {
    return new Results(Bars.of(figures).bars(), figures);
  }
}
