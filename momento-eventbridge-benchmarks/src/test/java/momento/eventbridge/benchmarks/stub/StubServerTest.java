package momento.eventbridge.benchmarks.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.ThrottlingException;

/** The SDK understands the stub, and the stub counts what the SDK sent. */
class StubServerTest {
  private static PutEventsRequest request(int entries) {
    return PutEventsRequest.builder()
        .entries(
            Collections.nCopies(
                entries,
                PutEventsRequestEntry.builder()
                    .source("test")
                    .detailType("cacheSet")
                    .detail("{\"message\":\"she said \\\"hello\\\"\"}")
                    .build()))
        .build();
  }

  private static EventBridgeClient client(StubServer stub) {
    return EventBridgeClient.builder()
        .endpointOverride(stub.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClientBuilder(ApacheHttpClient.builder())
        .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }

  @Test
  void acceptsEachEntryAndCountsIt() {
    try (StubServer stub = StubServer.start();
        EventBridgeClient client = client(stub)) {
      for (int entries : new int[] {1, 10}) {
        assertThat(client.putEvents(request(entries)).entries())
            .hasSize(entries)
            .extracting(PutEventsResultEntry::eventId)
            .doesNotContainNull();
      }

      assertThat(new StubControl(stub.endpoint()).counts()).isEqualTo(new StubCounts(2, 11, 0));
    }
  }

  @Test
  void throttlesWhatIsAboveTheQuotaUntilTheQuotaIsLifted() {
    try (StubServer stub = StubServer.start();
        EventBridgeClient client = client(stub)) {
      StubControl control = new StubControl(stub.endpoint());
      control.allow(1);
      var unused = client.putEvents(request(3));
      // A second token takes a second, so a few requests in a row meet an empty bucket.
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 1_000; i++) {
                  var unusedToo = client.putEvents(request(3));
                }
              })
          .isInstanceOf(ThrottlingException.class);
      assertThat(control.counts().throttled()).isEqualTo(1);

      control.allow(0);
      assertThat(client.putEvents(request(3)).failedEntryCount()).isZero();
      assertThat(control.counts()).isEqualTo(new StubCounts(1, 3, 0));
    }
  }

  /** No answer can come sooner, however slow the machine is. */
  @Test
  void answersTakeTheirWay() {
    try (StubServer stub = StubServer.start();
        EventBridgeClient client = client(stub)) {
      new StubControl(stub.endpoint()).wayMillis(20);
      long begin = System.nanoTime();

      assertThat(client.putEvents(request(3)).entries()).hasSize(3);

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(20));
      assertThat(new StubControl(stub.endpoint()).counts()).isEqualTo(new StubCounts(1, 3, 0));
    }
  }
}
