package momento.eventbridge.benchmarks.pure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import momento.eventbridge.benchmarks.Form;
import momento.eventbridge.benchmarks.JavaProcess;
import org.openjdk.jmh.Main;

/** Runs the JMH benchmarks with their allocation profile. */
public final class PureRun {
  private PureRun() {}

  /** All of them; the other forms have some, with the small payload only. */
  public static List<Pure> run(Form form) {
    try {
      Path results = Files.createTempFile("jmh", ".json");
      try {
        var unused =
            JavaProcess.run(
                JavaProcess.classPath(), List.of(), Main.class, options(form, results), Map.of());
        return read(Files.readString(results));
      } finally {
        Files.delete(results);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> options(Form form, Path results) {
    List<String> options =
        new ArrayList<>(
            List.of("-prof", "gc", "-t", "1", "-rf", "json", "-rff", results.toString()));
    String forks = form == Form.FULL ? "2" : "1";
    String time =
        switch (form) {
          case FULL -> "500ms";
          case SHORT -> "300ms";
          case SMOKE -> "10ms";
        };
    options.addAll(List.of("-f", forks, "-wi", "3", "-w", time, "-i", "5", "-r", time));
    if (form != Form.FULL) {
      String benchmarks = form == Form.SHORT ? "EventBenchmark" : "validateEncodeSize";
      options.addAll(List.of("-p", "payload=SMALL", benchmarks));
    }
    return options;
  }

  /** JMH's own JSON. */
  static List<Pure> read(String json) throws IOException {
    List<Pure> figures = new ArrayList<>();
    for (JsonNode run : new ObjectMapper().readTree(json)) {
      String method = run.path("benchmark").asText();
      JsonNode score = run.path("primaryMetric");
      figures.add(
          new Pure(
              method.substring(method.lastIndexOf('.') + 1),
              run.path("params").path("payload").asText(""),
              score.path("score").asDouble(),
              score.path("scoreError").asDouble(),
              run.path("secondaryMetrics")
                  .path("gc.alloc.rate.norm")
                  .path("score")
                  .asDouble(Double.NaN)));
    }
    return figures;
  }
}
