package momento.eventbridge.internal.send;

import static momento.eventbridge.internal.send.AsyncUnderTest.failureOf;
import static momento.eventbridge.internal.send.AsyncUnderTest.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublisherClosedException;
import momento.eventbridge.PublisherListener;
import momento.eventbridge.internal.core.Answer;
import momento.eventbridge.internal.core.EntryAnswer;
import momento.eventbridge.internal.send.AsyncUnderTest.Options;
import org.junit.jupiter.api.Test;

/** In the SDK's SQS batch manager, an entry that the answer left out never completed its future. */
class FutureNeverCompletedTest {

  @Test
  void anAnswerWithMissingEntriesCompletesAll() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxInFlight(1));
    test.give(0);
    List<CompletableFuture<String>> futures = test.publish(1, 4);
    test.transport.request(0).accept();

    test.transport
        .request(1)
        .answer()
        .complete(new Answer.Entries(List.of(new EntryAnswer("id", "", ""))));

    assertThat(futures)
        .allMatch(future -> rejectionOf(future).code() == ErrorCode.UNUSABLE_ANSWER)
        .allMatch(future -> rejectionOf(future).mayHaveBeenAccepted());
  }

  @Test
  void anAnswerThatNeverComesIsEndedByClose() {
    AsyncUnderTest test = new AsyncUnderTest();
    CompletableFuture<String> future = test.publish(0);

    test.publisher.close();

    assertThat(failureOf(future)).isInstanceOf(PublisherClosedException.class);
  }

  @Test
  void aTransportThatBreaksItsWordAndFailsCompletesAll() {
    AsyncUnderTest test = new AsyncUnderTest();
    CompletableFuture<String> future = test.publish(0);

    test.transport.request(0).answer().completeExceptionally(new IllegalStateException("broken"));

    assertThat(rejectionOf(future).code()).isEqualTo(ErrorCode.CLIENT_FAILURE);
  }

  @Test
  void anExecutorThatRejectsLosesNoOutcome() {
    for (RuntimeException thrown :
        List.of(new RejectedExecutionException("shut down"), new IllegalStateException("odd"))) {
      AsyncUnderTest test =
          new AsyncUnderTest(
              new Options()
                  .executor(
                      task -> {
                        throw thrown;
                      }));
      CompletableFuture<String> future = test.publish(0);

      test.transport.request(0).accept();

      assertThat(future).isCompletedWithValue("id-0");
      assertThat(test.heard.outcomes).hasSize(1);
    }
  }

  @Test
  void anExecutorThatDropsTasksIsMadeUpForByClose() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().executor(task -> {}));
    CompletableFuture<String> future = test.publish(0);
    test.transport.request(0).accept();
    assertThat(future).isNotDone();

    test.publisher.close();

    assertThat(future).isCompletedWithValue("id-0");
    assertThat(test.heard.losses).isEmpty();
  }

  @Test
  void aListenerThatThrowsAnErrorLosesNoOutcome() {
    AsyncUnderTest test =
        new AsyncUnderTest(
            new Options()
                .maxInFlight(1)
                .listener(
                    new PublisherListener() {
                      @Override
                      public void onOutcome(PublishOutcome outcome) {
                        throw new LinkageError("wrong version");
                      }
                    }));
    List<CompletableFuture<String>> futures = test.publish(0, 3);
    var flush = test.publisher.flush();

    test.transport.acceptAll();

    assertThat(futures).allMatch(CompletableFuture::isDone);
    assertThat(flush).isDone();
  }

  @Test
  void aListenerThatThrowsIsIgnored() {
    AsyncUnderTest test =
        new AsyncUnderTest(
            new Options()
                .listener(
                    new PublisherListener() {
                      @Override
                      public void onOutcome(PublishOutcome outcome) {
                        throw new IllegalStateException();
                      }
                    }));
    CompletableFuture<String> future = test.publish(0);

    test.transport.request(0).accept();

    assertThat(future).isCompletedWithValue("id-0");
  }

  /** The loop that sends was over when the callback came, and nothing looked again. */
  @Test
  void anEventPublishedFromTheCallbackOfAnExpiredOneLeaves() {
    AsyncUnderTest test = new AsyncUnderTest();
    test.give(0);
    test.transport.request(0).fail(HandDrivenPutEvents.THROTTLED);
    List<CompletableFuture<String>> again = new ArrayList<>();
    var unused = test.publish(1).whenComplete((id, failure) -> again.add(test.publish(2)));
    test.pacing.pass(AsyncUnderTest.DELIVERY_TIMEOUT);

    test.alarm.ring();

    assertThat(test.transport.numbers().get(1)).containsExactly(2);
    test.transport.request(1).accept();
    assertThat(again.get(0)).isCompletedWithValue("id-2");
  }

  @Test
  void cancellingAFutureDoesNotRecallTheEvent() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxInFlight(1));
    test.give(0);
    CompletableFuture<String> cancelled = test.publish(1);
    cancelled.cancel(true);
    var flush = test.publisher.flush();

    test.transport.acceptAll();

    assertThat(test.transport.numbers().get(1)).containsExactly(1);
    assertThat(test.heard.outcomes).hasSize(2);
    assertThat(flush).isCompleted();
  }
}
