package momento.eventbridge.samples.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import momento.eventbridge.EventValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionSettingsTest {
  @Test
  void theEnvironmentSetsEach() {
    assertThat(FunctionSettings.from(Map.of()))
        .isEqualTo(new FunctionSettings("default", "my-cache", Duration.ofHours(1)));
    assertThat(
            FunctionSettings.from(
                Map.of("EVENT_BUS_NAME", "b", "MOMENTO_CACHE", "c", "CACHE_TTL_SECONDS", "86400")))
        .isEqualTo(new FunctionSettings("b", "c", Duration.ofDays(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "59", "86401", "999999999999", "1h", "-60", "60.5"})
  void aWrongTimeToLiveFailsTheStart(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FunctionSettings.from(Map.of("CACHE_TTL_SECONDS", text)))
        .withMessageContaining("'" + text + "'")
        .withMessageContaining("60 to 86400");
  }

  @Test
  void aWrongCacheNameFailsTheStart() {
    assertThatExceptionOfType(EventValidationException.class)
        .isThrownBy(() -> FunctionSettings.from(Map.of("MOMENTO_CACHE", "my cache")))
        .withMessageContaining("cacheName");
  }
}
