package momento.eventbridge.benchmarks.results;

import java.util.List;
import momento.eventbridge.benchmarks.growth.Growth;
import momento.eventbridge.benchmarks.pure.Pure;
import momento.eventbridge.benchmarks.quota.Overload;
import momento.eventbridge.benchmarks.startup.Jars;
import momento.eventbridge.benchmarks.startup.StartUp;
import momento.eventbridge.benchmarks.throughput.Rounds;

/**
 * Everything that was measured in one run.
 *
 * @param environment where
 * @param stubRequestsPerSecond what the stub takes from a raw HTTP load of batches of ten
 * @param rounds of every comparison
 * @param pure what the library costs without requests
 * @param overloads quotas
 * @param startUps from the start of a JVM to the first accepted event
 * @param jars sizes
 * @param growths time and memory of many events
 */
public record Figures(
    Environment environment,
    double stubRequestsPerSecond,
    List<Rounds> rounds,
    List<Pure> pure,
    List<Overload> overloads,
    List<StartUp> startUps,
    Jars jars,
    List<Growth> growths) {

  /** Copies the lists. */
  public Figures {
    rounds = List.copyOf(rounds);
    pure = List.copyOf(pure);
    overloads = List.copyOf(overloads);
    startUps = List.copyOf(startUps);
    growths = List.copyOf(growths);
  }
}
