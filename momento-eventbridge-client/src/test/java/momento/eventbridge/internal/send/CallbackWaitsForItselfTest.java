package momento.eventbridge.internal.send;

import static momento.eventbridge.internal.send.AsyncUnderTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import momento.eventbridge.PublisherOverflowException;
import momento.eventbridge.internal.send.AsyncUnderTest.Options;
import org.junit.jupiter.api.Test;

/**
 * A callback that published with {@code blockWhenFull} waited for room that only the end of the
 * callback, or its thread, could make. The threads here are interrupted, so that one which waits
 * all the same fails its event as interrupted, and not after an hour.
 */
class CallbackWaitsForItselfTest {
  private static Options full() {
    return new Options().maxInFlight(1).buffer(10, 1_000_000).maxBlock(Duration.ofHours(1));
  }

  @Test
  void onTheThreadThatBringsTheAnswer() {
    AsyncUnderTest test = new AsyncUnderTest(full());
    List<CompletableFuture<String>> inCallback = new ArrayList<>();
    var unused = test.publish(0).thenRun(() -> inCallback.addAll(test.publish(10, 12)));
    test.publish(1, 10);
    Thread.currentThread().interrupt();

    test.transport.request(0).accept();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(inCallback.get(0)).as("there is room for one").isNotDone();
    assertThat(failureOf(inCallback.get(1)))
        .isInstanceOf(PublisherOverflowException.class)
        .hasMessageStartingWith("the buffer holds 10 events, its limit:")
        .hasMessageEndingWith("unlike this one (completionExecutor)");
  }

  @Test
  void onTheThreadOfTheAlarm() {
    AsyncUnderTest test = new AsyncUnderTest(full());
    List<CompletableFuture<String>> inCallback = new ArrayList<>();
    test.give(0);
    var unused =
        test.publish(1).whenComplete((id, failure) -> inCallback.addAll(test.publish(2, 12)));
    Thread.currentThread().interrupt();

    test.alarm.ring(); // 1 is given up

    assertThat(Thread.interrupted()).isTrue();
    assertThat(inCallback.subList(0, 9)).noneMatch(CompletableFuture::isDone);
    assertThat(failureOf(inCallback.get(9))).isInstanceOf(PublisherOverflowException.class);
  }

  @Test
  void forCallbacksToEnd() {
    HandExecutor executor = new HandExecutor();
    AsyncUnderTest test = new AsyncUnderTest(full().executor(executor));
    test.transport.onSend = HandDrivenPutEvents.Sent::accept;
    List<CompletableFuture<String>> inCallback = new ArrayList<>();
    var unused = test.publish(0).thenRun(() -> inCallback.add(test.publish(10)));
    test.publish(1, 10); // now as many callbacks wait as may
    Thread.currentThread().interrupt();

    executor.runAll();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(inCallback.get(0)).isCompletedWithValue("id-10");
  }

  @Test
  void behindOthersWhoWaitForCallbacksToEnd() {
    HandExecutor executor = new HandExecutor();
    AsyncUnderTest test = new AsyncUnderTest(full().executor(executor));
    test.transport.onSend = HandDrivenPutEvents.Sent::accept;
    List<CompletableFuture<String>> inCallback = new ArrayList<>();
    var unused = test.publish(0).thenRun(() -> inCallback.add(test.publish(10)));
    test.publish(1, 10);
    Thread other = Threads.start(() -> test.give(11));
    Threads.awaitWaiting(other);
    Thread.currentThread().interrupt();

    executor.tasks.remove().run();

    assertThat(Thread.interrupted()).isTrue();
    executor.tasks.remove().run(); // makes room for the other
    Threads.join(other);
    executor.runAll();
    assertThat(inCallback.get(0)).isCompletedWithValue("id-10");
  }

  /** The callback of 0 brings the answer of 1, and waits for the thread that closes. */
  @Test
  void forTheThreadOfAPoolThatCloses() {
    ForkJoinPool pool = new ForkJoinPool(1);
    try {
      AsyncUnderTest test =
          new AsyncUnderTest(new Options().executor(pool).closeTimeout(Duration.ofHours(1)));
      CompletableFuture<String> last = test.publish(1);
      pool.submit(
              () -> {
                var unused = test.publish(0).thenRun(() -> test.transport.request(0).accept());
                test.transport.request(1).accept();
                Thread.currentThread().interrupt();
                test.publisher.close();
              })
          .join();

      assertThat(last).isCompletedWithValue("id-1");
    } finally {
      pool.shutdown();
    }
  }
}
