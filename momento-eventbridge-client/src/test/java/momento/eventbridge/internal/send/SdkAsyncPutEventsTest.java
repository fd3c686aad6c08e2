package momento.eventbridge.internal.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.internal.core.Answer;
import momento.eventbridge.internal.core.CallFailure;
import momento.eventbridge.internal.core.CallFailure.Kind;
import momento.eventbridge.internal.core.EncodedEvent;
import momento.eventbridge.internal.core.EntryAnswer;
import momento.eventbridge.internal.core.EventEncoder;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** What goes to the SDK's asynchronous client, and what is made of what comes back. */
class SdkAsyncPutEventsTest {
  private static final EncodedEvent EVENT =
      new EventEncoder("demo", 1_000_000, Duration.ofHours(24), 4_096)
          .encode(PublisherUnderTest.event(0), EventAttributes.none());

  /** The SDK's client, whose answers are functions. */
  private static final class FakeClient implements EventBridgeAsyncClient {
    Function<PutEventsRequest, CompletableFuture<PutEventsResponse>> put =
        request -> new CompletableFuture<>();

    @Override
    public CompletableFuture<PutEventsResponse> putEvents(PutEventsRequest request) {
      return put.apply(request);
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private final FakeClient client = new FakeClient();

  private CompletableFuture<Answer> send() {
    return new SdkAsyncPutEvents(client, new PutEventsFormat("orders", null))
        .send(List.of(EVENT), Duration.ofSeconds(3));
  }

  private CallFailure failure() {
    return ((Answer.Failed) send().join()).failure();
  }

  @Test
  void theRequestCarriesBusTimeoutAndEntry() {
    PutEventsRequest[] sent = new PutEventsRequest[1];
    client.put =
        request -> {
          sent[0] = request;
          return CompletableFuture.completedFuture(
              PutEventsResponse.builder()
                  .entries(PutEventsResultEntry.builder().eventId("id-1").build())
                  .build());
        };

    assertThat(send().join())
        .isEqualTo(new Answer.Entries(List.of(new EntryAnswer("id-1", "", ""))));
    assertThat(sent[0].entries()).hasSize(1);
    assertThat(sent[0].entries().get(0).eventBusName()).isEqualTo("orders");
    assertThat(sent[0].entries().get(0).detail()).isEqualTo(EVENT.detail());
    assertThat(sent[0].overrideConfiguration().orElseThrow().apiCallTimeout())
        .hasValue(Duration.ofSeconds(3));
  }

  @Test
  void aFailureIsAnAnswerWrappedOrNot() {
    client.put = request -> CompletableFuture.failedFuture(ServiceErrors.reset());
    assertThat(failure().kind()).isEqualTo(Kind.NO_ANSWER);

    client.put =
        request -> CompletableFuture.failedFuture(new CompletionException(ServiceErrors.refused()));
    assertThat(failure().kind()).isEqualTo(Kind.NOT_CONNECTED);

    client.put = request -> CompletableFuture.failedFuture(new CompletionException("bare", null));
    assertThat(failure().kind()).isEqualTo(Kind.CLIENT);
  }

  /** Some thread of the SDK's, or one that publishes; the events may be those of others. */
  @Test
  void thatAThreadWasInterruptedDoesNotEndARequest() {
    client.put = request -> CompletableFuture.failedFuture(AbortedException.create("aborted"));

    assertThat(failure().kind()).isEqualTo(Kind.NO_ANSWER);
  }

  /** The flag is that of whatever thread publishes or completes; the event waits for none. */
  @Test
  void anInterruptedThreadDoesNotMakeAFailureFinal() {
    client.put = request -> CompletableFuture.failedFuture(ServiceErrors.refused());
    Thread.currentThread().interrupt();
    try {
      assertThat(failure().kind()).isEqualTo(Kind.NOT_CONNECTED);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
