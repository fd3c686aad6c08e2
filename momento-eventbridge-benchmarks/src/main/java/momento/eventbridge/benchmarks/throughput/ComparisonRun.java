package momento.eventbridge.benchmarks.throughput;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import momento.eventbridge.benchmarks.ClientProcess;
import momento.eventbridge.benchmarks.Timing;
import momento.eventbridge.benchmarks.stub.StubProcess;

/** Runs a comparison in a process of its own, with the class path that its user would have. */
public final class ComparisonRun {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ComparisonRun() {}

  /** Runs it against the stub. */
  public static Rounds run(Comparison comparison, Timing timing, StubProcess stub) {
    List<String> added = new ArrayList<>(comparison.http().artifacts());
    if (comparison.kinds().contains(Kind.CAMEL)) {
      added.add("camel-");
    }
    String json =
        ClientProcess.run(
            stub.endpoint(),
            added,
            List.of("-Xms2g", "-Xmx2g"),
            RoundsMain.class,
            List.of(
                stub.endpoint().toString(),
                comparison.id(),
                String.valueOf(timing.rounds()),
                String.valueOf(timing.round().toMillis()),
                String.valueOf(timing.warmUp().toMillis())));
    try {
      return JSON.readValue(json, Rounds.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
