package momento.eventbridge.benchmarks.pure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PureRunTest {
  @Test
  void readsScoreErrorAndAllocation() throws IOException {
    String json =
        """
        [
          {
            "benchmark": "momento.eventbridge.benchmarks.pure.EventBenchmark.encode",
            "mode": "thrpt",
            "params": {"payload": "SMALL"},
            "primaryMetric": {"score": 2500000.5, "scoreError": 1200.25, "scoreUnit": "ops/s"},
            "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 496.0, "scoreUnit": "B/op"}}
          },
          {
            "benchmark": "momento.eventbridge.benchmarks.pure.RequestBenchmark.assemble",
            "mode": "thrpt",
            "primaryMetric": {"score": 1.0, "scoreError": "NaN", "scoreUnit": "ops/s"},
            "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 8.0, "scoreUnit": "B/op"}}
          }
        ]
        """;

    assertThat(PureRun.read(json))
        .containsExactly(
            new Pure("encode", "SMALL", 2_500_000.5, 1_200.25, 496),
            new Pure("assemble", "", 1, Double.NaN, 8));
  }
}
