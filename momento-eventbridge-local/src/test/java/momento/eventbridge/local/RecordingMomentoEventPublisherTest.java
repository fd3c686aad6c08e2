package momento.eventbridge.local;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheKey;
import momento.eventbridge.CacheSet;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.EventRejectedException;
import momento.eventbridge.EventTooLargeException;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.PublishCounts;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublishResult;
import momento.eventbridge.PublisherClosedException;
import momento.eventbridge.TopicPublish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class RecordingMomentoEventPublisherTest {
  private final RecordingMomentoEventPublisher recorder = new RecordingMomentoEventPublisher();

  @Test
  void bothPublishersAreRecordedInOrder() {
    recorder.sync().cacheSet("my-cache", "test-key", "hello world!", Duration.ofMinutes(5));
    recorder.async().cacheDelete("my-cache", "key ü").join();
    recorder.sync().topicPublish("my-cache", "news", "hello");

    assertThat(recorder.published())
        .containsExactly(
            CacheSet.of("my-cache", "test-key", "hello world!", Duration.ofMinutes(5)),
            CacheDelete.of("my-cache", "key ü"),
            TopicPublish.of("my-cache", "news", "hello"));
  }

  @Test
  void entriesShowEventBridgesOwnFields() {
    recorder.sync().publish(delete(1), EventAttributes.builder().source("orders").build());

    assertThat(recorder.entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.source()).isEqualTo("orders");
              assertThat(entry.eventBusName()).isEqualTo("default");
            });
  }

  @Test
  void eachEventHasAnIdOfItsOwn() {
    assertThat(recorder.sync().publish(delete(1)))
        .isNotEqualTo(recorder.async().publish(delete(1)).join());
  }

  @Test
  void publishAllIsRecordedInOrderAndBatches() {
    PublishResult result = recorder.sync().publishAll(deletes(25));

    assertThat(result.allAccepted()).isTrue();
    assertThat(recorder.published()).isEqualTo(deletes(25));
  }

  @Test
  void theNextEventsAreRejectedInTheirTurn() {
    recorder.rejectNext(1, ErrorCode.ACCESS_DENIED);
    recorder.rejectNext(2, ErrorCode.MALFORMED_DETAIL);

    PublishResult result = recorder.sync().publishAll(deletes(5));

    assertThat(result.rejected())
        .extracting(PublishOutcome.Rejected::code)
        .containsExactly(
            ErrorCode.ACCESS_DENIED, ErrorCode.MALFORMED_DETAIL, ErrorCode.MALFORMED_DETAIL);
    assertThat(recorder.published()).isEqualTo(deletes(5).subList(3, 5));
  }

  @Test
  void aFutureOfARejectedEventFails() {
    recorder.rejectNext(1, ErrorCode.ACCESS_DENIED);

    assertThat(recorder.async().publish(delete(1)))
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(EventRejectedException.class);
    assertThat(recorder.published()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {
        "THROTTLING",
        "INTERNAL_FAILURE",
        "NO_ANSWER",
        "EVENT_TOO_LARGE",
        "PUBLISHER_CLOSED"
      })
  void aCodeThatWouldNotStayOrIsNotEventBridgesCannotBeAskedFor(ErrorCode code) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> recorder.rejectNext(1, code))
        .withMessageContaining(code.name());
  }

  @Test
  void toRejectNothingIsAMistake() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> recorder.rejectNext(0, ErrorCode.ACCESS_DENIED))
        .withMessageContaining("at least 1");
  }

  @Test
  void heldFuturesCompleteWhenTheHoldEnds() {
    List<CompletableFuture<String>> futures = new ArrayList<>();
    Hold hold = recorder.hold();
    for (MomentoEvent event : deletes(30)) {
      futures.add(recorder.async().publish(event));
    }
    CompletableFuture<PublishCounts> flushed = recorder.async().flush();

    // Eight at once, and two full requests of ten.
    assertThat(recorder.published()).isEqualTo(deletes(28));
    assertThat(futures).noneMatch(CompletableFuture::isDone);
    assertThat(flushed).isNotDone();
    assertThat(recorder.async().buffered().events()).isEqualTo(30);
    hold.close();

    assertThat(futures).allMatch(CompletableFuture::isDone);
    assertThat(flushed).isCompletedWithValue(new PublishCounts(30, 0, true));
    assertThat(recorder.published()).isEqualTo(deletes(30));
  }

  @Test
  void whatFillsNoRequestDuringAHoldFollowsWhenTheHoldEnds() {
    List<CompletableFuture<String>> futures = new ArrayList<>();
    Hold hold = recorder.hold();
    for (MomentoEvent event : deletes(1_500)) {
      futures.add(recorder.async().publish(event));
    }
    assertThat(recorder.published()).hasSize(1_498);

    hold.close();

    assertThat(futures).allMatch(future -> future.isDone() && !future.isCompletedExceptionally());
    assertThat(recorder.published()).isEqualTo(deletes(1_500));
  }

  @Test
  void aHeldCallOfTheSynchronousPublisherWaits() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Hold hold = recorder.hold();
      Future<String> eventId = thread.submit(() -> recorder.sync().publish(delete(1)));
      hold.awaitCalls(1);
      assertThat(eventId.isDone()).isFalse();

      hold.close();

      assertThat(eventId.get()).isNotEmpty();
    } finally {
      thread.shutdownNow();
      assertThat(thread.awaitTermination(1, MINUTES)).isTrue();
    }
  }

  @Test
  void whoWaitsForCallsOfAClosedHoldIsTold() {
    Hold hold = recorder.hold();
    hold.close();
    hold.close();

    assertThatThrownBy(() -> hold.awaitCalls(1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theLastOfSeveralHoldsCounts() {
    Hold first = recorder.hold();
    Hold second = recorder.hold();
    CompletableFuture<String> future = recorder.async().publish(delete(1));

    first.close();
    assertThat(future).isNotDone();
    second.close();

    assertThat(future).isCompleted();
  }

  @Test
  void anInterruptEndsAHeldCallWithAnUnknownOutcome() {
    recorder.hold();
    Thread.currentThread().interrupt();
    List<PublishOutcome> outcomes = new ArrayList<>();
    try {
      recorder.sync().publishAll(deletes(1), outcomes::add);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(outcomes).allMatch(outcome -> outcome instanceof PublishOutcome.Rejected);
  }

  @Test
  void closingDuringAHoldFailsWhatIsHeldAtOnce() {
    recorder.hold();
    CompletableFuture<String> future = recorder.async().publish(delete(1));

    recorder.async().close();

    assertThat(future)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(PublisherClosedException.class)
        .withMessageContaining("may have been accepted");
  }

  @Test
  void clearForgetsEventsAndRejections() {
    recorder.sync().publish(delete(1));
    recorder.rejectNext(1, ErrorCode.ACCESS_DENIED);

    recorder.clear();
    recorder.sync().publish(delete(2));

    assertThat(recorder.published()).containsExactly(delete(2));
  }

  @Test
  void theBusExists() {
    recorder.sync().verifyEventBus();
    recorder.async().verifyEventBus();
  }

  @Test
  void threadsPublishAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        running.add(
            threads.submit(
                () -> {
                  recorder.sync().publishAll(deletes(100)).orThrow();
                  deletes(100).forEach(event -> recorder.async().publish(event).join());
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
      assertThat(threads.awaitTermination(1, MINUTES)).isTrue();
    }

    List<MomentoEvent> published = recorder.published();
    assertThat(published).hasSize(800);
    assertThat(deletes(100))
        .allMatch(event -> published.stream().filter(event::equals).count() == 8);
  }

  /** A user's test must not pass with the recorder and fail with the real bus. */
  @Test
  void theLocalStackSaysTheSame() {
    try (LocalMomentoStack stack = LocalMomentoStack.builder().caches("my-cache").start()) {
      assertThat(whatHappensOn(recorder.sync()))
          .isEqualTo(whatHappensOn(stack.publisher()))
          .hasSize(5);
    }
  }

  private static List<String> whatHappensOn(MomentoEventPublisher publisher) {
    List<Function<MomentoEventPublisher, Object>> calls =
        List.of(
            one -> one.publish(delete(1)).isEmpty(),
            one -> one.cacheSet("my-cache", "k", "v", Duration.ofDays(2)),
            one -> one.topicPublish("my-cache", "t", "m".repeat(5_000)),
            one -> one.cacheSet("my-cache", "k", "v".repeat(1_000_000), Duration.ofDays(1)),
            one -> {
              one.close();
              return one.publish(delete(2));
            });
    return calls.stream().map(call -> said(() -> call.apply(publisher))).toList();
  }

  private static String said(Supplier<Object> call) {
    try {
      return String.valueOf(call.get());
    } catch (EventValidationException | EventTooLargeException | PublisherClosedException e) {
      return e.toString();
    }
  }

  private static CacheDelete delete(int number) {
    return new CacheDelete("my-cache", CacheKey.of("key-" + number));
  }

  private static List<MomentoEvent> deletes(int count) {
    return IntStream.range(0, count)
        .<MomentoEvent>mapToObj(RecordingMomentoEventPublisherTest::delete)
        .toList();
  }
}
