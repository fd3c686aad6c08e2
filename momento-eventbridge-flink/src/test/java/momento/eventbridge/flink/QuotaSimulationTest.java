package momento.eventbridge.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What docs/scale.md says of subtasks that share a quota, in the region with the smallest. */
class QuotaSimulationTest {
  private static final List<QuotaReport.Row> ROWS = QuotaReport.rows(QuotaReport.QUOTAS[0]);
  private static final Path DOCS = Path.of("..", "docs");

  @Test
  void anyNumberOfSubtasksGetsNineTenthsOfTheQuotaWithEnoughRequestsUnderWay() {
    assertThat(ROWS)
        .hasSize(9)
        .allSatisfy(row -> assertThat(row.enough().ofQuota()).isBetween(0.9, 1.01));
  }

  @Test
  void asItComesTheSinkNeedsMoreThanOneSubtaskForThat() {
    assertThat(ROWS.subList(1, 9))
        .allSatisfy(row -> assertThat(row.sink().ofQuota()).isBetween(0.9, 1.01));
  }

  @Test
  void noSubtaskStarves() {
    assertThat(ROWS).allSatisfy(row -> assertThat(row.enough().fairness()).isGreaterThan(0.8));
  }

  /** Why the sink does not take Flink's scaling as it comes. */
  @Test
  void requestsThatAreNotFullWasteTheQuota() {
    QuotaReport.Row last = ROWS.get(8);

    assertThat(last.subtasks()).isEqualTo(256);
    assertThat(last.flink().ofQuota()).isLessThan(0.9);
  }

  @Test
  void belowTheQuotaNothingIsThrottledAndTheWindowIsTheLimit() {
    var result = QuotaReport.run(10_000, 1, () -> RequestRate.congestionControl(8));

    assertThat(result.throttled()).isZero();
    // Eight requests of ten events, each 25 ms or, by its distribution's mean, a bit more.
    assertThat(result.goodput()).isBetween(80 / 0.028, 80 / 0.024);
  }

  /** In floating point 1.1 × 400 × 0.025 is a bit more than 11, and was 12 of whole requests. */
  @Test
  void enoughRequestsAreNotOneTooMany() {
    assertThat(QuotaReport.enoughRequests(400, 1)).isEqualTo(11);
  }

  @ParameterizedTest
  @CsvSource({"10000, 1, 275", "10000, 2, 138", "10000, 32, 9", "10000, 64, 8", "400, 256, 8"})
  void enoughRequestsAreRoundedUpAndNotFewerThanTheDefault(int quota, int subtasks, int enough) {
    assertThat(QuotaReport.enoughRequests(quota, subtasks)).isEqualTo(enough);
  }

  @Test
  void aSeedRepeatsItsRun() {
    assertThat(run(1)).isEqualTo(run(1)).isNotEqualTo(run(2));
  }

  private static QuotaSimulation.Result run(long seed) {
    return QuotaSimulation.run(
        seed,
        4,
        400,
        Duration.ofMillis(25),
        Duration.ofSeconds(10),
        () -> RequestRate.congestionControl(8));
  }

  /** {@link QuotaReport} writes both anew. */
  @Test
  void thePageHasTheseFigures() throws IOException {
    assertThat(Files.readString(DOCS.resolve("scale.md"), UTF_8))
        .contains(String.join("\n", ROWS.stream().map(QuotaReport.Row::markdown).toList()));
    assertThat(DOCS.resolve("scale-goodput.svg")).hasContent(QuotaReport.chart(ROWS));
  }
}
