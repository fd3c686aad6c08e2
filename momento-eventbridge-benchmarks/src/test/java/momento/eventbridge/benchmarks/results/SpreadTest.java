package momento.eventbridge.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void theMedianIsInTheMiddleWhateverTheOrder() {
    assertThat(Spread.of(List.of(5.0, 1.0, 9.0))).isEqualTo(new Spread(5, 3, 7, 3));
    assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(new Spread(2.5, 1.75, 3.25, 4));
    assertThat(Spread.of(List.of(7.0))).isEqualTo(new Spread(7, 7, 7, 1));
  }

  @Test
  void oneOutlierMovesNeitherMedianNorQuartiles() {
    assertThat(Spread.of(List.of(1.0, 2.0, 3.0, 4.0, 1e9))).isEqualTo(new Spread(3, 2, 4, 5));
  }

  @Test
  void ratiosAreOfTheSameRound() {
    // The machine ran at half its speed in the second round: no ratio knows of it.
    assertThat(Spread.ofRatios(List.of(20.0, 10.0, 20.0), List.of(10.0, 5.0, 10.0)))
        .isEqualTo(new Spread(2, 2, 2, 3));
  }

  @Test
  void whatIsNoPairIsRefused() {
    assertThatThrownBy(() -> Spread.ofRatios(List.of(1.0), List.of(1.0, 2.0)))
        .hasMessageContaining("1 rounds")
        .hasMessageContaining("2");
    assertThatThrownBy(() -> Spread.of(List.of())).hasMessageContaining("nothing");
  }
}
