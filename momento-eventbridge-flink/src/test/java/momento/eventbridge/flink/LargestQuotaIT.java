package momento.eventbridge.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What docs/scale.md says of subtasks that share a quota, in the regions with the largest. As
 * {@link QuotaSimulationTest}, but 25 times the work.
 */
class LargestQuotaIT {

  /** {@link QuotaReport} writes them anew. */
  @Test
  void thePageHasTheseFigures() throws IOException {
    List<QuotaReport.Row> rows = QuotaReport.rows(QuotaReport.QUOTAS[1]);

    assertThat(Files.readString(Path.of("..", "docs", "scale.md"), UTF_8))
        .contains(String.join("\n", rows.stream().map(QuotaReport.Row::markdown).toList()));
  }
}
