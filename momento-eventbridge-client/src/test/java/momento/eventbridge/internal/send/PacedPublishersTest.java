package momento.eventbridge.internal.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.EventRejectedException;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.PublisherOverflowException;
import momento.eventbridge.TestEvents;
import momento.eventbridge.internal.send.AsyncUnderTest.Options;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** Both publishers at 100 events a second, on a fake clock. */
class PacedPublishersTest {
  private static final int PACE = 100;

  @Test
  void aCallWithManyEventsSendsFullRequestsAtThePace() {
    PublisherUnderTest test = new PublisherUnderTest();
    long start = test.pacing.nanoTime();

    assertThat(paced(test, test.pacing).publishAll(PublisherUnderTest.events(1_000)).allAccepted())
        .isTrue();

    assertThat(test.requestedNumbers()).hasSize(100).allMatch(numbers -> numbers.size() == 10);
    assertThat(Duration.ofNanos(test.pacing.nanoTime() - start))
        .isEqualTo(Duration.ofMillis(9_990));
  }

  @Test
  void callsOfOneEventShareThePace() {
    PublisherUnderTest test = new PublisherUnderTest();
    SyncPublisher publisher = paced(test, test.pacing);
    long start = test.pacing.nanoTime();

    for (int i = 0; i < 11; i++) {
      assertThat(publisher.publish(PublisherUnderTest.event(i))).isNotEmpty();
    }

    assertThat(Duration.ofNanos(test.pacing.nanoTime() - start)).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void whoIsInterruptedInTheWaitIsNotHeldUpAndKnowsThatNothingWasSent() {
    PublisherUnderTest test = new PublisherUnderTest();
    SyncPublisher publisher = paced(test, test.pacing);
    assertThat(publisher.publish(PublisherUnderTest.event(0))).isNotEmpty();
    test.pacing.interrupting = true;

    assertThatExceptionOfType(EventRejectedException.class)
        .isThrownBy(() -> publisher.publish(PublisherUnderTest.event(1)))
        .satisfies(
            e -> {
              assertThat(e.outcome().code()).isEqualTo(ErrorCode.STOPPED);
              assertThat(e.outcome().mayHaveBeenAccepted()).isFalse();
            });
    assertThat(Thread.interrupted()).isTrue();
    assertThat(test.requestedNumbers()).containsExactly(List.of(0));
  }

  @Test
  void inTheBackgroundEventsLeaveAtThePaceAndShareRequests() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxEventsPerSecond(PACE));
    long start = test.pacing.nanoTime();

    List<CompletableFuture<String>> futures = test.publish(0, 31);
    for (int i = 0; i < 3; i++) {
      assertThat(test.transport.sent).hasSize(i + 1);
      test.alarm.ring();
    }

    assertThat(test.transport.numbers().stream().map(List::size)).containsExactly(1, 10, 10, 10);
    assertThat(Duration.ofNanos(test.pacing.nanoTime() - start)).isEqualTo(Duration.ofMillis(210));
    for (int i = 0; i < 4; i++) {
      test.transport.request(i).accept();
    }
    assertThat(futures).allMatch(CompletableFuture::isDone);
  }

  /** The alarm waited for the linger, though ten events need not linger. */
  @Test
  void aFullRequestThatThePaceHoldsUpDoesNotLingerAsWell() {
    AsyncUnderTest test =
        new AsyncUnderTest(new Options().maxEventsPerSecond(PACE).linger(Duration.ofSeconds(5)));

    test.publish(0, 20);
    assertThat(test.transport.sent).hasSize(1);
    test.transport.request(0).accept();

    assertThat(test.alarm.in).isEqualTo(Duration.ofMillis(100));
    test.alarm.ring();
    assertThat(test.transport.numbers().stream().map(List::size)).containsExactly(10, 10);
  }

  @Test
  void aPaceThatHoldsAnEventUpDoesNotHoldUpItsOutcome() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxEventsPerSecond(1.0 / 60));
    test.give(0);
    CompletableFuture<String> late = test.publish(1);
    long start = test.pacing.nanoTime();

    test.alarm.ring();

    assertThat(AsyncUnderTest.rejectionOf(late).code()).isEqualTo(ErrorCode.DELIVERY_TIMEOUT);
    assertThat(AsyncUnderTest.rejectionOf(late).mayHaveBeenAccepted()).isFalse();
    assertThat(test.pacing.nanoTime() - start).isLessThan(Duration.ofSeconds(30).toNanos());
  }

  @Test
  void theBufferHoldsNoMoreThanLeavesInTime() {
    try (MomentoEventAsyncPublisher publisher =
        MomentoEventAsyncPublisher.builder()
            .client(new SilentEventBridge())
            .maxEventsPerSecond(2)
            .deliveryTimeout(Duration.ofSeconds(8))
            .closeTimeout(Duration.ZERO)
            .build()) {
      List<CompletableFuture<String>> futures = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        futures.add(publisher.publish(PublisherUnderTest.event(i)));
      }

      assertThat(futures.subList(0, 4)).noneMatch(CompletableFuture::isDone);
      assertThat(AsyncUnderTest.failureOf(futures.get(4)))
          .isInstanceOf(PublisherOverflowException.class)
          .hasMessageStartingWith(
              "the buffer holds 4 events, all that 2 a second (maxEventsPerSecond) let leave in a"
                  + " quarter of the delivery timeout of PT8S:")
          .hasMessageNotContaining("maxBufferedEvents");
    }
  }

  @Test
  void aPaceIsAtLeastOneEventASecond() {
    TestEvents.assertRefused(
        "maxEventsPerSecond", () -> MomentoEventPublisher.builder().maxEventsPerSecond(0));
    TestEvents.assertRefused(
        "maxEventsPerSecond",
        () -> MomentoEventAsyncPublisher.builder().maxEventsPerSecond(1_000_001));
  }

  private static SyncPublisher paced(PublisherUnderTest test, Pacing pacing) {
    return new SyncPublisher(
        PublisherUnderTest.settings(test.heard, 1_000_000, PACE),
        new SdkPutEvents(test.service, "default", null),
        pacing,
        EventBus.by(test.service),
        () -> {});
  }

  /** Takes everything and never answers. */
  private static final class SilentEventBridge implements EventBridgeAsyncClient {
    @Override
    public CompletableFuture<PutEventsResponse> putEvents(PutEventsRequest request) {
      return new CompletableFuture<>();
    }

    @Override
    public String serviceName() {
      return "events";
    }

    @Override
    public void close() {}
  }
}
