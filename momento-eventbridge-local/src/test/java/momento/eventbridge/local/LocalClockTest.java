package momento.eventbridge.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LocalClockTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void standsStillUntilAdvanced() {
    LocalClock clock = LocalClock.movedByHand(START);

    assertThat(clock.instant()).isEqualTo(START);
    clock.advance(Duration.ofHours(1));
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(3600));
    assertThat(clock.millis()).isEqualTo(START.plusSeconds(3600).toEpochMilli());
  }

  @Test
  void goesOnlyForward() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LocalClock.realTime().advance(Duration.ofNanos(-1)))
        .withMessageContaining("PT-0.000000001S");
  }

  @Test
  void aViewInAnotherZoneIsTheSameClock() {
    LocalClock clock = LocalClock.movedByHand(START);
    LocalClock elsewhere = clock.withZone(ZoneId.of("Asia/Tokyo"));

    clock.advance(Duration.ofDays(1));

    assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
    assertThat(elsewhere.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    assertThat(elsewhere.instant()).isEqualTo(clock.instant());
  }

  @Test
  void theOthersFollowTheComputer() {
    Instant before = Instant.now();
    assertThat(LocalClock.realTime().instant()).isAfterOrEqualTo(before);
    LocalClock skipping = LocalClock.skippingWaits();
    skipping.advance(Duration.ofDays(1));
    assertThat(skipping.instant()).isAfterOrEqualTo(before.plus(Duration.ofDays(1)));
  }
}
