package momento.eventbridge.internal.send;

import static momento.eventbridge.internal.send.AsyncUnderTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.PublishOutcome.Rejected;
import momento.eventbridge.PublisherClosedException;
import momento.eventbridge.internal.send.AsyncUnderTest.Options;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Kafka's producer needed a rule of its own for a close inside of a callback, which would wait for
 * itself. No close here may use up its timeout of an hour.
 */
class CloseFromCallbackTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void inADependentStageOnTheThreadAtHand() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().closeTimeout(HOUR));
    var closed = test.publish(0).thenRun(test.publisher::close);

    test.transport.request(0).accept();

    assertThat(closed).isCompleted();
    assertThat(failureOf(test.publish(1)))
        .isInstanceOfSatisfying(
            PublisherClosedException.class,
            e ->
                assertThat(e.outcome())
                    .contains(
                        new Rejected(
                            PublisherUnderTest.event(1),
                            ErrorCode.PUBLISHER_CLOSED,
                            "the publisher is closed; the event was not taken: build another one",
                            false,
                            0)));
  }

  /** The loop that sends is further down the stack and cannot go on; close sends the rest. */
  @Test
  void inADependentStageOfAnAnswerThatWasThereAtOnce() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxInFlight(1).closeTimeout(HOUR));
    test.give(0);
    var closed = test.publish(1).thenRun(test.publisher::close);
    List<CompletableFuture<String>> rest = test.publish(2, 25);
    test.transport.onSend = HandDrivenPutEvents.Sent::accept;

    test.transport.request(0).accept();

    assertThat(closed).isCompleted();
    assertThat(rest).allMatch(future -> future.isDone() && !future.isCompletedExceptionally());
  }

  @Test
  void inADependentStageOnASingleThreadThatHasMoreToDo() throws Exception {
    ExecutorService single = Executors.newSingleThreadExecutor();
    try {
      AsyncUnderTest test = new AsyncUnderTest(new Options().executor(single).closeTimeout(HOUR));
      CountDownLatch go = new CountDownLatch(1);
      var blocked = single.submit(() -> Threads.await(go));
      var closed = test.publish(0).thenRun(test.publisher::close);
      CompletableFuture<String> behind = test.publish(1);
      test.transport.acceptAll();

      go.countDown();

      closed.join();
      assertThat(behind.join()).isEqualTo("id-1");
      assertThat(blocked.get()).isNull();
    } finally {
      single.shutdown();
    }
  }

  @Test
  void inADependentStageOfAFlushOnASingleThreadThatHasMoreToDo() throws Exception {
    ExecutorService single = Executors.newSingleThreadExecutor();
    try {
      AsyncUnderTest test = new AsyncUnderTest(new Options().executor(single).closeTimeout(HOUR));
      CountDownLatch go = new CountDownLatch(1);
      var blocked = single.submit(() -> Threads.await(go));
      test.give(0);
      var closed = test.publisher.flush().thenRun(test.publisher::close);
      CompletableFuture<String> behind = test.publish(1);
      test.transport.acceptAll();

      go.countDown();

      closed.join();
      assertThat(behind.join()).isEqualTo("id-1");
      assertThat(blocked.get()).isNull();
    } finally {
      single.shutdown();
    }
  }

  @Test
  void anInterruptedThreadWaitsNoLongerAndKeepsItsFlag() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().closeTimeout(HOUR));
    CompletableFuture<String> future = test.publish(0);
    Thread.currentThread().interrupt();

    test.publisher.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(failureOf(future)).isInstanceOf(PublisherClosedException.class);
    assertThat(test.heard.losses).containsExactly(1);
  }

  @Test
  void theLogDoesNotSayThatAnInterruptedCloseTookItsTime() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().closeTimeout(HOUR));
    test.give(0);
    Thread.currentThread().interrupt();

    String log = logOfClose(test);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(log)
        .contains(
            "closed with 1 events that had no outcome, for bus default, because the thread that"
                + " closes was interrupted: before close, call flush().join()")
        .doesNotContain("PT1H");
  }

  @Test
  void theLogSaysHowLongCloseWaitedAndWhatHelps() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().closeTimeout(Duration.ofNanos(1)));
    test.give(0);

    assertThat(logOfClose(test))
        .contains(
            "closed with 1 events that had no outcome, for bus default, after the closeTimeout of"
                + " PT0.000000001S, which can be raised: before close, call flush().join()");
  }

  private static String logOfClose(AsyncUnderTest test) {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream stderr = System.err;
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      test.publisher.close();
    } finally {
      System.setErr(stderr);
    }
    return log.toString(StandardCharsets.UTF_8);
  }

  @Test
  void everyFutureCompletesAndTheClientIsClosedThoughLoggingThrows() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().executor(task -> {}));
    List<CompletableFuture<String>> futures = test.publish(0, 3);
    test.transport.request(0).failEntries("AccessDeniedException", 0); // is logged
    test.transport.request(1).accept();
    PrintStream stderr = System.err;
    System.setErr(
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8) {
          @Override
          public void println(@Nullable String line) {
            throw new IllegalStateException("disk full");
          }
        });
    try {
      assertThatThrownBy(test.publisher::close).hasMessage("disk full");
    } finally {
      System.setErr(stderr);
    }

    assertThat(futures).allMatch(CompletableFuture::isDone);
    assertThat(futures.get(1)).isCompletedWithValue("id-1");
    assertThat(test.alarm.closed).isTrue();
    assertThat(test.clientClosed).isEqualTo(1);
  }

  @Test
  void aCallbackThatNeverEndsDoesNotKeepOtherFuturesFromCompleting() {
    CountDownLatch never = new CountDownLatch(1);
    AsyncUnderTest test =
        new AsyncUnderTest(new Options().maxInFlight(1).executor(task -> Threads.start(task)));
    test.give(0);
    CountDownLatch begun = new CountDownLatch(1);
    var unused =
        test.publish(1)
            .thenRun(
                () -> {
                  begun.countDown();
                  Threads.await(never);
                });
    CompletableFuture<String> behind = test.publish(2);
    test.transport.acceptAll();
    Threads.await(begun);
    assertThat(behind).isNotDone();

    test.publisher.close();
    assertThat(behind).isCompletedWithValue("id-2");
    test.publisher.close();
    never.countDown();
  }

  @Test
  void aSlowCallbackDoesNotStallSending() {
    HandExecutor slow = new HandExecutor();
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxInFlight(1).executor(slow));
    List<CompletableFuture<String>> futures = test.publish(0, 25);

    test.transport.acceptAll();

    assertThat(test.transport.sent).hasSize(4);
    assertThat(futures).noneMatch(CompletableFuture::isDone);
    slow.runAll();
    assertThat(futures).allMatch(CompletableFuture::isDone);
  }
}
