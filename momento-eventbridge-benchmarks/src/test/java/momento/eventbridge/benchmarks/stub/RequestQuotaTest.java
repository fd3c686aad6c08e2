package momento.eventbridge.benchmarks.stub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestQuotaTest {
  private static final long SECOND = 1_000_000_000L;

  /** How many of so many evenly spaced requests are within the quota. */
  private static int taken(long perSecond, int requests, long overNanos) {
    RequestQuota quota = new RequestQuota(perSecond, 0);
    int taken = 0;
    for (int i = 0; i < requests; i++) {
      taken += quota.take(overNanos * i / requests) ? 1 : 0;
    }
    return taken;
  }

  @Test
  void anOverloadGetsTheQuotaAndTheFirstBucket() {
    assertThat(taken(400, 100_000, 10 * SECOND)).isBetween(4_038, 4_041);
    assertThat(taken(10_000, 1_000_000, 10 * SECOND)).isBetween(100_998, 101_001);
  }

  @Test
  void whatIsWithinTheQuotaIsNeverRefused() {
    assertThat(taken(400, 4_000, 10 * SECOND)).isEqualTo(4_000);
  }

  @Test
  void tokensOfALongPauseAreLostButForTheBucket() {
    RequestQuota quota = new RequestQuota(100, 0);
    int taken = 0;
    for (int i = 0; i < 50; i++) {
      taken += quota.take(100 * SECOND) ? 1 : 0;
    }

    assertThat(taken).isEqualTo(10);
  }

  @Test
  void aSmallQuotaHasABucketOfOne() {
    RequestQuota quota = new RequestQuota(2, 0);

    assertThat(quota.take(0)).isTrue();
    assertThat(quota.take(SECOND / 4)).isFalse();
    assertThat(quota.take(SECOND)).isTrue();
  }
}
