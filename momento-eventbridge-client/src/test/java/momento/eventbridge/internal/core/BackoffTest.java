package momento.eventbridge.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private static final double ALMOST_ONE = Math.nextDown(1.0);

  @ParameterizedTest
  @CsvSource({
    "1, 100",
    "2, 200",
    "3, 400",
    "4, 800",
    "5, 1600",
    "6, 3200",
    "7, 5000",
    "8, 5000",
    // A shift by 63 or by 64 more than a small number would make these negative or small again.
    "64, 5000",
    "65, 5000",
    "70, 5000",
    "2147483647, 5000"
  })
  void theSpanDoublesUpToFiveSeconds(int attempts, long spanMillis) {
    long span = Duration.ofMillis(spanMillis).toNanos();

    assertThat(Backoff.nanos(attempts, 0)).isZero();
    assertThat(Backoff.nanos(attempts, 0.5)).isEqualTo(span / 2);
    assertThat(Backoff.nanos(attempts, ALMOST_ONE)).isBetween(span - 1, span);
  }

  @Property
  void thePauseIsTheRandomPartOfTheWholeSpan(
      @ForAll @IntRange(min = 1) int attempts,
      @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double random) {
    double span = Math.min(5e9, 1e8 * Math.pow(2, attempts - 1.0));

    // Full jitter: no part of the span is out of reach, and none beyond it is in reach.
    assertThat(Backoff.nanos(attempts, random)).isBetween((long) (span * random) - 1, (long) span);
    assertThat((double) Backoff.nanos(attempts, random))
        .isCloseTo(span * random, org.assertj.core.data.Offset.offset(1.0));
  }
}
