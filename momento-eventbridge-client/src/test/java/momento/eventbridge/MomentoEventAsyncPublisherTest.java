package momento.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.SetSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** The builder's options and their limits. */
class MomentoEventAsyncPublisherTest {
  private final EventBridgeAsyncClient client = mock();

  @Test
  void everyOptionIsTakenAndTheCallersClientStaysOpen() {
    when(client.putEvents(any(PutEventsRequest.class)))
        .thenReturn(
            CompletableFuture.completedFuture(
                PutEventsResponse.builder()
                    .entries(List.of(PutEventsResultEntry.builder().eventId("id").build()))
                    .build()));
    MomentoEventAsyncPublisher publisher =
        MomentoEventAsyncPublisher.builder()
            .client(client)
            .eventBusName("orders")
            .maxInFlightRequests(3)
            .linger(Duration.ZERO)
            .maxBufferedEvents(100)
            .maxBufferedBytes(2_000_000)
            .blockWhenFull(Duration.ofSeconds(1))
            .closeTimeout(Duration.ofSeconds(1))
            .completionExecutor(Runnable::run)
            .build();

    assertThat(publisher.cacheDelete("c", "k")).isCompletedWithValue("id");
    assertThat(publisher.buffered().requestWindow()).isEqualTo(3);
    publisher.close();

    verify(client, never()).close();
  }

  @Test
  void byDefaultTheBufferHoldsTenThousandEvents() {
    when(client.putEvents(any(PutEventsRequest.class))).thenReturn(new CompletableFuture<>());
    MomentoEventAsyncPublisher publisher =
        MomentoEventAsyncPublisher.builder().client(client).closeTimeout(Duration.ZERO).build();

    for (int i = 0; i < 10_000; i++) {
      assertThat(publisher.cacheDelete("c", "k")).isNotDone();
    }

    assertThatThrownBy(publisher.cacheDelete("c", "k")::join)
        .hasCauseInstanceOf(PublisherOverflowException.class)
        .hasMessageContaining("holds 10,000 events, its limit");
    publisher.close();
  }

  @Test
  void byDefaultTheBufferHolds32Mebibytes() {
    when(client.putEvents(any(PutEventsRequest.class))).thenReturn(new CompletableFuture<>());
    MomentoEventAsyncPublisher publisher =
        MomentoEventAsyncPublisher.builder().client(client).closeTimeout(Duration.ZERO).build();
    String message = "m".repeat(900_000);

    for (int i = 0; i < 37; i++) {
      assertThat(publisher.cacheSet("c", "k", message, Duration.ofHours(1))).isNotDone();
    }

    assertThatThrownBy(publisher.cacheSet("c", "k", message, Duration.ofHours(1))::join)
        .hasCauseInstanceOf(PublisherOverflowException.class)
        .hasMessageContaining("its limit is 33,554,432");
    publisher.close();
  }

  @Test
  void byDefaultCallbacksRunOnTheCommonPoolIfTheClientsThreadsAreNotTheSdksOwn() {
    CompletableFuture<PutEventsResponse> answer = new CompletableFuture<>();
    when(client.putEvents(any(PutEventsRequest.class))).thenReturn(answer);
    try (MomentoEventAsyncPublisher publisher =
        MomentoEventAsyncPublisher.builder().client(client).build()) {
      CompletableFuture<ForkJoinPool> pool =
          publisher.cacheDelete("c", "k").thenApply(id -> ForkJoinTask.getPool());

      answer.complete(
          PutEventsResponse.builder()
              .entries(List.of(PutEventsResultEntry.builder().eventId("id").build()))
              .build());

      assertThat(pool.join()).isSameAs(ForkJoinPool.commonPool());
    }
  }

  @Test
  void eventsAndBytesOfTheBufferAreLimitedApart() {
    when(client.putEvents(any(PutEventsRequest.class))).thenReturn(new CompletableFuture<>());
    MomentoEventAsyncPublisher few =
        MomentoEventAsyncPublisher.builder()
            .client(client)
            .maxBufferedEvents(10)
            .closeTimeout(Duration.ZERO)
            .build();
    MomentoEventAsyncPublisher small =
        MomentoEventAsyncPublisher.builder()
            .client(client)
            .maxRequestBytes(1_024)
            .maxBufferedBytes(1_024)
            .closeTimeout(Duration.ZERO)
            .build();

    assertThat(overflowOf(few)).contains("holds 10 events, its limit");
    assertThat(overflowOf(small)).contains("its limit is 1,024");

    few.close();
    small.close();
  }

  private static String overflowOf(MomentoEventAsyncPublisher publisher) {
    CompletableFuture<String> last = publisher.cacheDelete("c", "k");
    while (!last.isDone()) {
      last = publisher.cacheDelete("c", "k");
    }
    return last.handle((id, failure) -> String.valueOf(failure.getMessage())).join();
  }

  static Stream<Arguments> badOptions() {
    return Stream.of(
        bad("maxInFlightRequests", b -> b.maxInFlightRequests(0)),
        bad("maxInFlightRequests", b -> b.maxInFlightRequests(1_001)),
        bad("linger", b -> b.linger(Duration.ofNanos(-1))),
        bad("linger", b -> b.linger(Duration.ofSeconds(10).plusNanos(1))),
        bad("maxBufferedEvents", b -> b.maxBufferedEvents(9)),
        bad("maxBufferedEvents", b -> b.maxBufferedEvents(10_000_001)),
        bad("maxBufferedBytes", b -> b.maxBufferedBytes(-1)),
        bad("maxBufferedBytes", b -> b.maxBufferedBytes(1_023)),
        bad("blockWhenFull", b -> b.blockWhenFull(Duration.ofNanos(-1))),
        bad("blockWhenFull", b -> b.blockWhenFull(Duration.ofHours(2))),
        bad("closeTimeout", b -> b.closeTimeout(Duration.ofNanos(-1))),
        bad("closeTimeout", b -> b.closeTimeout(Duration.ofHours(2))));
  }

  private static Arguments bad(
      String field, UnaryOperator<MomentoEventAsyncPublisher.Builder> option) {
    return Arguments.of(field, option);
  }

  @ParameterizedTest(name = "{0}, case {index}")
  @MethodSource("badOptions")
  void aBadOptionIsRefusedAtOnce(
      String field, UnaryOperator<MomentoEventAsyncPublisher.Builder> option) {
    assertThatThrownBy(() -> option.apply(MomentoEventAsyncPublisher.builder()))
        .isInstanceOfSatisfying(
            EventValidationException.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  /** Each of these could hold events that nothing would ever send. */
  @Test
  void whatCouldDeadlockIsRefusedWhenBuilt() {
    MomentoEventAsyncPublisher.Builder small =
        MomentoEventAsyncPublisher.builder().client(client).maxBufferedBytes(999_999);
    assertThatThrownBy(small::build)
        .isInstanceOf(EventValidationException.class)
        .hasMessage(
            "maxBufferedBytes is 999,999, less than the 1,000,000 of one request, which could never"
                + " leave: raise it, or lower maxRequestBytes");

    MomentoEventAsyncPublisher.Builder lingering =
        MomentoEventAsyncPublisher.builder()
            .client(client)
            .deliveryTimeout(Duration.ofSeconds(2))
            .linger(Duration.ofSeconds(1));
    assertThatThrownBy(lingering::build)
        .isInstanceOf(EventValidationException.class)
        .hasMessageContaining("linger");
  }

  @Test
  @SetSystemProperty(key = "aws.region", value = "eu-west-1")
  void theDefaultsMakeAClientOfTheirOwn() {
    try (MomentoEventAsyncPublisher publisher = MomentoEventAsyncPublisher.create()) {
      assertThat(publisher.buffered().requestWindow()).isEqualTo(48);
    }
  }
}
