package momento.eventbridge.benchmarks.throughput;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a comparison gave.
 *
 * @param comparison what was compared
 * @param values of each contender, round by round: events a second, or microseconds
 * @param cpuMicros the client process's processor time for an event, round by round
 */
public record Rounds(
    Comparison comparison, Map<Kind, List<Double>> values, Map<Kind, List<Double>> cpuMicros) {

  /** Copies the lists. */
  public Rounds {
    values = copy(values);
    cpuMicros = copy(cpuMicros);
  }

  /**
   * What a contender reached, round by round.
   *
   * @throws IllegalArgumentException if it did not take part
   */
  public List<Double> valuesOf(Kind kind) {
    List<Double> found = values.get(kind);
    if (found == null) {
      throw new IllegalArgumentException(kind + " is not in " + comparison.id());
    }
    return found;
  }

  private static Map<Kind, List<Double>> copy(Map<Kind, List<Double>> lists) {
    Map<Kind, List<Double>> copy = new EnumMap<>(Kind.class);
    lists.forEach((kind, list) -> copy.put(kind, List.copyOf(list)));
    return copy;
  }
}
