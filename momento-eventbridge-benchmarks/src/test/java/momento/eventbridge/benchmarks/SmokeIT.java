package momento.eventbridge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole program, for moments: a contender that the stub does not see publish what it says ends
 * it with an error. How fast anything was is not looked at.
 */
class SmokeIT {
  @TempDir Path results;

  @Test
  void eachBarHasItsFigureInEachOfTheResults() throws IOException {
    String output =
        JavaProcess.run(
            JavaProcess.classPath(),
            List.of(),
            Benchmarks.class,
            List.of("--form=smoke", "--results=" + results),
            Map.of());

    assertThat(output).contains("## Bars");
    JsonNode bars =
        new ObjectMapper().readTree(results.resolve("results.json").toFile()).path("bars");
    assertThat(bars).hasSize(12);
    String tables = Files.readString(results.resolve("tables.md"));
    for (JsonNode bar : bars) {
      assertThat(bar.path("measured").asText())
          .as(bar.path("measure").asText())
          .isNotEqualTo("nothing");
      assertThat(tables).contains("| " + bar.path("measure").asText() + " | ");
    }
    assertThat(results.resolve("chart.svg")).content().contains("<svg", "our async publish");
  }
}
