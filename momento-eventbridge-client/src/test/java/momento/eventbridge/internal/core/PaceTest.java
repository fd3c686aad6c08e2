package momento.eventbridge.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = 1_000_000_000;

  /** The clock overflows a second later. */
  private static final long START = Long.MAX_VALUE - SECOND;

  @Test
  void withoutALimitNobodyWaits() {
    Pace pace = new Pace(Double.POSITIVE_INFINITY);

    assertThat(pace.isLimited()).isFalse();
    assertThat(pace.take(1_000_000, START)).isZero();
    assertThat(pace.take(1_000_000, START)).isZero();
  }

  @Test
  void whatLeavesTakesItsTimeFromWhatLeavesNext() {
    Pace pace = new Pace(100);

    assertThat(pace.take(10, START)).isZero();
    assertThat(pace.nanosLeft(START)).isEqualTo(SECOND / 10);
    assertThat(pace.take(1, START)).isEqualTo(SECOND / 10);
    assertThat(pace.take(1, START)).isEqualTo(SECOND / 10 + SECOND / 100);
  }

  @Test
  void onlyATenthOfASecondIsMadeUpFor() {
    Pace pace = new Pace(100);
    long start = START;
    assertThat(pace.take(1, start)).isZero();

    long later = start + 100 * SECOND;
    assertThat(pace.take(10, later)).isZero();
    assertThat(pace.take(1, later)).as("the tenth of a second that was not used").isZero();
    assertThat(pace.nanosLeft(later)).isEqualTo(SECOND / 100);
  }

  /** However events come, whatever the first request and the tenth of a second allow included. */
  @Property
  void noMoreLeaveThanThePaceAllows(
      @ForAll @IntRange(min = 1, max = 20_000) int eventsPerSecond,
      @ForAll @Size(max = 100) List<@IntRange(max = 500_000_000) Integer> gaps) {
    Pace pace = new Pace(eventsPerSecond);
    long now = START;
    long left = 0;
    for (int gap : gaps) {
      now += gap;
      now += pace.take(10, now);
      left += 10;
      double seconds = (now - START) / 1e9;
      assertThat((double) left).isLessThanOrEqualTo(10 + (seconds + 0.1) * eventsPerSecond + 1e-3);
    }
  }
}
