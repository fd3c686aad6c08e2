package momento.eventbridge.samples.dynamodb;

import static momento.eventbridge.samples.dynamodb.StreamRecords.batch;
import static momento.eventbridge.samples.dynamodb.StreamRecords.modified;
import static momento.eventbridge.samples.dynamodb.StreamRecords.removed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheSet;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.local.CachedItem;
import momento.eventbridge.local.Hop;
import momento.eventbridge.local.LocalClock;
import momento.eventbridge.local.LocalMomentoStack;
import momento.eventbridge.local.RecordingMomentoEventPublisher;
import org.junit.jupiter.api.Test;

class StreamHandlerTest {
  private static final Duration TTL = Duration.ofHours(1);

  private final RecordingMomentoEventPublisher recorder = new RecordingMomentoEventPublisher();
  private final StreamHandler handler =
      new StreamHandler(recorder.sync(), new TableChanges("c", TTL));

  private List<String> failuresOf(DynamodbEvent batch) {
    return failures(handler, batch, FunctionContext.withTime());
  }

  private static List<String> failures(
      StreamHandler handler, DynamodbEvent batch, FunctionContext context) {
    return handler.handleRequest(batch, context).getBatchItemFailures().stream()
        .map(BatchItemFailure::getItemIdentifier)
        .toList();
  }

  private static CacheSet set(String id, String value) {
    return CacheSet.of("c", id, "{\"id\":\"" + id + "\",\"value\":\"" + value + "\"}", TTL);
  }

  @Test
  void onlyTheLastChangeOfEachItemIsPublished() {
    assertThat(
            failuresOf(
                batch(
                    modified(1, "a", "1"),
                    modified(2, "b", "1"),
                    removed(3, "a"),
                    removed(4, "c"),
                    modified(5, "a", "2"),
                    removed(6, "b"))))
        .isEmpty();

    assertThat(recorder.published())
        .containsExactly(CacheDelete.of("c", "c"), set("a", "2"), CacheDelete.of("c", "b"));
  }

  @Test
  void ofAnItemThatWasNotAcceptedItsLastRecordIsReported() {
    recorder.rejectNext(1, ErrorCode.ACCESS_DENIED);

    assertThat(
            failuresOf(batch(modified(1, "a", "1"), modified(2, "b", "1"), modified(3, "a", "2"))))
        .containsExactly("2");
  }

  @Test
  void whatWasAcceptedIsNotPublishedAgainWhenLambdaDeliversItAgain() {
    recorder.rejectNext(1, ErrorCode.ACCESS_DENIED);
    assertThat(failuresOf(batch(modified(1, "a", "1"), modified(2, "b", "1"))))
        .containsExactly("1");

    recorder.rejectNext(1, ErrorCode.ACCESS_DENIED);
    assertThat(failuresOf(batch(modified(1, "a", "1"), modified(2, "b", "1"))))
        .containsExactly("1");
    assertThat(failuresOf(batch(modified(1, "a", "1"), modified(2, "b", "1"), removed(3, "c"))))
        .isEmpty();

    assertThat(recorder.published())
        .containsExactly(set("b", "1"), set("a", "1"), CacheDelete.of("c", "c"));
  }

  @Test
  void anOlderChangeDoesNotTakeThePlaceOfOneThatWasAccepted() {
    recorder.rejectNext(1, ErrorCode.ACCESS_DENIED);
    DynamodbEvent batch =
        batch(modified(1, "a", "1"), modified(2, "b", "1"), modified(3, "b", "2"));
    assertThat(failuresOf(batch)).containsExactly("1");

    assertThat(failuresOf(batch)).isEmpty();

    assertThat(recorder.published()).containsExactly(set("b", "2"), set("a", "1"));
  }

  @Test
  void aNewerChangeOfAnItemThatWasAcceptedIsPublished() {
    recorder.rejectNext(1, ErrorCode.ACCESS_DENIED);
    assertThat(failuresOf(batch(modified(1, "a", "1"), modified(2, "b", "1"))))
        .containsExactly("1");

    assertThat(
            failuresOf(batch(modified(1, "a", "1"), modified(2, "b", "1"), modified(3, "b", "2"))))
        .isEmpty();

    assertThat(recorder.published()).containsExactly(set("b", "1"), set("a", "1"), set("b", "2"));
  }

  @Test
  void aStreamThatIsReadFromTheStartAgainIsPublishedAgain() {
    DynamodbEvent batch = batch(modified(1, "a", "1"));

    assertThat(failuresOf(batch)).isEmpty();
    assertThat(failuresOf(batch)).isEmpty();

    assertThat(recorder.published()).containsExactly(set("a", "1"), set("a", "1"));
  }

  @Test
  void anItemThatIsTooLargeForAnEventIsDeletedFromTheCacheAndHoldsUpNothing() {
    // 400 KB is the most that a table takes; in JSON each of these characters needs six.
    String large = "\u0001".repeat(390_000);

    assertThat(
            failuresOf(
                batch(modified(1, "a", "1"), modified(2, "b", large), modified(3, "d", "1"))))
        .isEmpty();

    assertThat(recorder.published())
        .containsExactly(set("a", "1"), set("d", "1"), CacheDelete.of("c", "b"));
  }

  @Test
  void theDeletionInPlaceOfAnItemThatIsTooLargeCanFailToo() {
    String large = "\u0001".repeat(390_000);
    recorder.rejectNext(1, ErrorCode.ACCESS_DENIED);

    assertThat(failuresOf(batch(modified(1, "b", large)))).containsExactly("1");
    assertThat(recorder.published()).isEmpty();
  }

  @Test
  void whatThereIsNoTimeForIsReported() {
    Queue<Integer> millisLeft = new ArrayDeque<>(List.of(30_000, 12_001, 12_000));

    assertThat(
            failures(
                handler,
                batch(
                    modified(1, "a", "1"),
                    modified(2, "b", "1"),
                    modified(3, "d", "1"),
                    modified(4, "e", "1")),
                new FunctionContext(millisLeft::remove)))
        .containsExactly("3", "4");
    assertThat(recorder.published()).containsExactly(set("a", "1"), set("b", "1"));
  }

  @Test
  void aBatchOfNothingIsDone() {
    assertThat(failuresOf(batch())).isEmpty();
  }

  @Test
  void aStreamWithoutNewImagesFailsWithTheSettingToChange() {
    DynamodbEvent batch =
        batch(StreamRecords.record(1, "INSERT", Map.of("id", StreamRecords.text("a"))));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> handler.handleRequest(batch, FunctionContext.withTime()))
        .withMessageContaining("StreamViewType");
  }

  @Test
  void aRecordOfAnotherKindIsNotGuessedAt() {
    DynamodbEvent batch =
        batch(StreamRecords.record(1, "RENAME", Map.of("id", StreamRecords.text("a"))));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> handler.handleRequest(batch, FunctionContext.withTime()))
        .withMessageContaining("RENAME");
  }

  /** What the README names as possible, so that nobody takes it for ruled out. */
  @Test
  void acrossInvocationsAnOlderChangeCanArriveLast() throws InterruptedException {
    BlockingQueue<Hop.Step> steps = new LinkedBlockingQueue<>();
    LocalClock clock = LocalClock.movedByHand(Instant.parse("2026-01-01T00:00:00Z"));
    try (LocalMomentoStack stack =
        LocalMomentoStack.builder()
            .caches("c")
            .clock(clock)
            .hopListener(
                hop -> {
                  if (hop.step() != Hop.Step.ACCEPTED) {
                    steps.add(hop.step());
                  }
                })
            .start()) {
      StreamHandler onStack = new StreamHandler(stack.publisher(), new TableChanges("c", TTL));
      stack.momentoFaults().respondNext(500, 1);

      assertThat(failures(onStack, batch(modified(1, "a", "1")), FunctionContext.withTime()))
          .isEmpty();
      assertThat(steps.take()).isEqualTo(Hop.Step.RETRYING);
      assertThat(failures(onStack, batch(modified(2, "a", "2")), FunctionContext.withTime()))
          .isEmpty();
      assertThat(steps.take()).isEqualTo(Hop.Step.DELIVERED);
      assertThat(stack.get("c", "a").map(CachedItem::text)).contains(set("a", "2").message());

      clock.advance(TTL.dividedBy(2));
      assertThat(steps.take()).isEqualTo(Hop.Step.DELIVERED);
      assertThat(stack.get("c", "a").map(CachedItem::text)).contains(set("a", "1").message());
    }
  }
}
