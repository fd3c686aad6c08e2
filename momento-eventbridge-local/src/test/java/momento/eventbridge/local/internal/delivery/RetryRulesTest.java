package momento.eventbridge.local.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import momento.eventbridge.local.internal.template.RetryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryRulesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final RetryRules rules = new RetryRules(new Random(1));

  @ParameterizedTest
  @CsvSource({
    "0,500,1000",
    "1,1000,2000",
    "5,16000,32000",
    "10,300000,600000",
    "184,300000,600000"
  })
  void waitsGrowTwofoldUpToTenMinutesAndAreJittered(int retries, long least, long most) {
    for (int i = 0; i < 100; i++) {
      assertThat(waitFor("", retries)).isBetween(Duration.ofMillis(least), Duration.ofMillis(most));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "7200, 7200",
    "'Thu, 1 Jan 2026 02:00:00 GMT', 7200",
    "' 7200 ', 7200",
    "'Wed, 31 Dec 2025 00:00:00 GMT', 1",
    "soon, 1",
    "0, 1"
  })
  void theLongerOfRetryAfterAndBackOffHolds(String retryAfter, long mostSeconds) {
    Duration wait = waitFor(retryAfter, 0);
    assertThat(wait).isLessThanOrEqualTo(Duration.ofSeconds(mostSeconds));
    if (mostSeconds > 1) {
      assertThat(wait).isEqualTo(Duration.ofSeconds(mostSeconds));
    }
  }

  @Test
  void retriesAreCountedAgainstThePolicy() {
    CallResult result = new CallResult.Status(500, Optional.empty());
    RetryPolicy policy = new RetryPolicy(3, Duration.ofHours(1));

    assertThat(rules.decide(result, 2, policy, NOW)).isInstanceOf(Decision.Retry.class);
    assertThat(rules.decide(result, 3, policy, NOW))
        .isInstanceOfSatisfying(
            Decision.GiveUp.class,
            giveUp -> assertThat(giveUp.exhausted()).hasValue("MaximumRetryAttempts"));
  }

  private Duration waitFor(String retryAfter, int retries) {
    CallResult result =
        new CallResult.Status(429, Optional.of(retryAfter).filter(text -> !text.isEmpty()));
    return ((Decision.Retry) rules.decide(result, retries, RetryPolicy.DEFAULT, NOW)).after();
  }
}
