package momento.eventbridge.internal.send;

import static momento.eventbridge.internal.send.AsyncUnderTest.failureOf;
import static momento.eventbridge.internal.send.AsyncUnderTest.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.PublishCounts;
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
  void anAnswerThatCannotBeSettledIsEndedByClose() {
    AsyncUnderTest test = new AsyncUnderTest();
    CompletableFuture<String> future = test.publish(0);

    test.transport.request(0).answer().complete(new Answer.Entries(new UnreadableAnswers()));
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
  void whatTheTransportThrowsInTheCallIsItsAnswer() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxInFlight(1));
    test.transport.onSend =
        request -> {
          throw ServiceErrors.answered(400, "ThrottlingException", "slow down");
        };
    CompletableFuture<String> future = test.publish(0);
    assertThat(test.heard.retries).containsExactly(ErrorCode.THROTTLING);

    test.transport.onSend =
        request -> {
          throw new LinkageError("wrong version");
        };
    test.alarm.ring();

    assertThat(rejectionOf(future).code()).isEqualTo(ErrorCode.CLIENT_FAILURE);
    assertThat(test.publisher.buffered().requestsInFlight()).isZero();
  }

  /** The request carries what others published, too. */
  @Test
  void aRequestIsNotSentAsInterruptedBecauseItsThreadIs() {
    AsyncUnderTest test = new AsyncUnderTest();
    List<Boolean> interrupted = new ArrayList<>();
    test.transport.onSend = request -> interrupted.add(Thread.currentThread().isInterrupted());
    Thread.currentThread().interrupt();

    test.give(0);

    assertThat(Thread.interrupted()).as("afterwards").isTrue();
    assertThat(interrupted).containsExactly(false);
  }

  @Test
  void anAlarmThatFindsNoThreadIsSetByWhateverComesNext() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().linger(Duration.ofMillis(50)));
    test.alarm.failNext = true;
    CompletableFuture<String> first = test.publish(0);
    assertThat(test.alarm.isSet()).isFalse();

    CompletableFuture<String> second = test.publish(1);
    test.alarm.ring();
    test.transport.acceptAll();

    assertThat(first).isCompletedWithValue("id-0");
    assertThat(second).isCompletedWithValue("id-1");
  }

  @Test
  void anExecutorThatRejectsLosesNoOutcome() {
    List<Executor> rejecting =
        List.of(
            task -> {
              throw new RejectedExecutionException("shut down");
            },
            task -> {
              throw new IllegalStateException("odd");
            },
            task -> {
              throw new OutOfMemoryError("unable to create native thread");
            });
    for (Executor executor : rejecting) {
      AsyncUnderTest test = new AsyncUnderTest(new Options().executor(executor));
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
    List<PublishOutcome> heard = new ArrayList<>();
    AsyncUnderTest test =
        new AsyncUnderTest(
            new Options()
                .maxInFlight(1)
                .listener(
                    new PublisherListener() {
                      @Override
                      public void onOutcome(PublishOutcome outcome) {
                        heard.add(outcome);
                        throw new LinkageError("wrong version");
                      }
                    }));
    List<CompletableFuture<String>> futures = test.publish(0, 3);
    var flush = test.publisher.flush();

    test.transport.acceptAll();

    assertThat(futures).allMatch(CompletableFuture::isDone);
    assertThat(flush).isDone();
    assertThat(heard).hasSize(3);
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

  private static final class UnreadableAnswers extends AbstractList<EntryAnswer> {
    @Override
    public EntryAnswer get(int index) {
      throw new IllegalStateException("unreadable");
    }

    @Override
    public int size() {
      return 1;
    }
  }

  @Test
  void aFlushThatWaitsForACallbackWhichDoesNotEndIsEndedByClose() {
    CountDownLatch end = new CountDownLatch(1);
    HandExecutor executor = new HandExecutor();
    AsyncUnderTest test = new AsyncUnderTest(new Options().executor(executor));
    var stuck = test.publish(0).thenRun(() -> Threads.await(end));
    CompletableFuture<PublishCounts> flushed = test.publisher.flush();
    test.transport.request(0).accept();
    Thread callback = Threads.start(executor::runAll);
    Threads.awaitWaiting(callback);

    test.publisher.close();

    assertThat(flushed).isCompletedWithValue(new PublishCounts(1, 0, true));
    end.countDown();
    Threads.join(callback);
    assertThat(stuck).isCompleted();
    assertThat(test.publisher.buffered().events()).isZero();
  }

  @Test
  void whereTheCommonPoolIsSwitchedOffCallbacksRunAllTheSame()
      throws IOException, InterruptedException {
    assertThat(
            OwnProcess.run(
                "-Xmx64m",
                List.of("-Djava.util.concurrent.ForkJoinPool.common.parallelism=0"),
                WithoutCommonPool.class.getName()))
        .isEqualTo("accepted");
  }
}
