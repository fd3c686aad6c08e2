package momento.eventbridge.samples.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import momento.eventbridge.DetailType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastTest {
  private static final RegionQuotas US_EAST_1 = RegionQuotas.of("us-east-1");

  private static Load load(double eventsPerSecond, int bytes, long total) {
    return new Load(DetailType.CACHE_SET, eventsPerSecond, bytes, total);
  }

  @Test
  void aMillionEventsTake55MinutesThroughADestinationOf300ASecond() {
    Forecast forecast = Forecast.of(load(5_000, 200, 1_000_000), US_EAST_1, 300, 10_000);

    assertThat(forecast.narrowest().name()).isEqualTo("API destination");
    assertThat(forecast.seconds() / 60).isCloseTo(55.6, within(0.1));
    assertThat(forecast.lost()).isZero();
    assertThat(forecast.secondsUntilLoss()).isInfinite();
  }

  @Test
  void whatALoadDeliversIsWhatItsNarrowestHopTakes() {
    Forecast forecast = Forecast.of(load(1_000, 200, 0), US_EAST_1, 300, 100);

    assertThat(forecast.narrowest().name()).isEqualTo("Momento");
    assertThat(forecast.deliveredPerSecond()).isEqualTo(100);
    assertThat(forecast.backlogGrowth()).isEqualTo(900);
  }

  /** Simulated event by event: each is delivered at its turn and lost if that comes too late. */
  @ParameterizedTest
  @CsvSource({"40, 30, 12000000", "301, 300, 1000000", "600, 10, 2000000"})
  void theLossOfABulkLoadIsWhatCountingEachEventGives(double in, double out, long total) {
    Forecast forecast = Forecast.of(load(in, 200, total), US_EAST_1, out, 1_000_000);

    long lost = 0;
    double firstLoss = Double.POSITIVE_INFINITY;
    for (long i = 1; i <= total; i++) {
      if ((double) i / out - (double) i / in > 24 * 3_600) {
        lost++;
        firstLoss = Math.min(firstLoss, (double) i / in + 24 * 3_600);
      }
    }
    assertThat(forecast.lost()).isCloseTo((double) lost, within(1.0));
    if (lost == 0) {
      assertThat(forecast.secondsUntilLoss()).isInfinite();
    } else {
      assertThat(forecast.secondsUntilLoss()).isCloseTo(firstLoss, within(1.0));
    }
  }

  @Test
  void aStreamThatIsTooFastLosesItsFirstEventOnceOneIsADayOld() {
    Forecast forecast = Forecast.of(load(600, 200, 0), US_EAST_1, 300, 10_000);

    // Of every two events one is delivered: the one published at noon waits as long as it is old.
    assertThat(forecast.secondsUntilLoss()).isCloseTo(2 * 24 * 3_600, within(1.0));
    assertThat(forecast.lost()).isZero();
  }

  @Test
  void whatPutEventsThrottlesDoesNotReachTheBus() {
    Forecast forecast =
        Forecast.of(load(8_000, 200, 0), RegionQuotas.of("af-south-1"), 10_000, 10_000);

    assertThat(forecast.narrowest().name()).isEqualTo("rules");
    assertThat(forecast.acceptedPerSecond()).isEqualTo(4_000);
    assertThat(forecast.deliveredPerSecond()).isEqualTo(750);
  }

  @Test
  void largeEventsShareRequestsWithFewer() {
    assertThat(load(1, 99_999, 0).entriesPerRequest()).isEqualTo(10);
    assertThat(load(1, 100_000, 0).entriesPerRequest()).isEqualTo(9);
    assertThat(load(1, 499_999, 0).entriesPerRequest()).isEqualTo(2);
    assertThat(load(1, 500_000, 0).entriesPerRequest()).isEqualTo(1);
    assertThat(load(1, 999_999, 0).entriesPerRequest()).isEqualTo(1);
  }

  @Test
  void eachStarted64KiBIsBilledAsAnEvent() {
    assertThat(cost(65_536)).isCloseTo(1.20, within(1e-9));
    assertThat(cost(65_537)).isCloseTo(2.20, within(1e-9));
  }

  private static double cost(int bytes) {
    return Forecast.of(load(1, bytes, 0), US_EAST_1, 300, 100).usdPerMillionEvents();
  }

  @Test
  void aLoadThatCannotBeIsRefused() {
    assertThatThrownBy(() -> load(0, 200, 0)).hasMessageContaining("events-per-second is 0.0");
    assertThatThrownBy(() -> load(1, 1_000_000, 0)).hasMessageContaining("bytes is 1000000");
    assertThatThrownBy(() -> load(1, 200, -1)).hasMessageContaining("total is -1");
  }
}
