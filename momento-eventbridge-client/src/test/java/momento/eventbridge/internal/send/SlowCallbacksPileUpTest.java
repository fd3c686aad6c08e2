package momento.eventbridge.internal.send;

import static momento.eventbridge.internal.send.AsyncUnderTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import momento.eventbridge.PublisherOverflowException;
import momento.eventbridge.internal.send.AsyncUnderTest.Options;
import org.junit.jupiter.api.Test;

/**
 * Room was free once an outcome was known, so behind callbacks that were slower than the service
 * outcomes piled up without bound.
 */
class SlowCallbacksPileUpTest {
  private final HandExecutor executor = new HandExecutor();

  /** The service accepts everything at once. */
  private AsyncUnderTest test(Options options) {
    AsyncUnderTest test = new AsyncUnderTest(options.executor(executor));
    test.transport.onSend = HandDrivenPutEvents.Sent::accept;
    return test;
  }

  @Test
  void noMoreOutcomesWaitThanTheBufferHoldsEvents() {
    AsyncUnderTest test = test(new Options().buffer(10, 1_000_000));
    List<CompletableFuture<String>> accepted = test.publish(0, 10);

    assertThat(failureOf(test.publish(10)))
        .isInstanceOf(PublisherOverflowException.class)
        .hasMessageStartingWith("10 events of ")
        .hasMessageContaining(
            "wait for callbacks, of which the buffer's limits let no more than 10 or 1,000,000");

    executor.runAll();
    assertThat(accepted).allMatch(CompletableFuture::isDone);
    assertThat(test.publish(11)).isNotDone();
    assertThat(executor.tasks).hasSize(1);
  }

  @Test
  void norMoreBytes() {
    AsyncUnderTest test = test(new Options().buffer(10, 2_048).maxRequestBytes(2_048));
    for (int i = 0; i < 3; i++) {
      test.give(AsyncUnderTest.event(i, 800));
    }

    assertThat(failureOf(test.publish(3)))
        .isInstanceOf(PublisherOverflowException.class)
        .hasMessageStartingWith("3 events of ")
        .hasMessageContaining("no more than 10 or 2,048 bytes wait");

    executor.runAll();
    assertThat(test.publish(4)).isNotDone();
  }

  @Test
  void aBufferOfAnyNumberOfBytesHasRoom() {
    AsyncUnderTest test = test(new Options().buffer(10, Long.MAX_VALUE));

    test.publish(0, 10);

    assertThat(test.transport.sent).hasSize(10);
  }

  @Test
  void aPublisherThatMayWaitWaitsForCallbacks() {
    AsyncUnderTest test = test(new Options().buffer(10, 1_000_000).maxBlock(Duration.ofHours(1)));
    test.publish(0, 10);
    List<CompletableFuture<String>> taken = new CopyOnWriteArrayList<>();
    Thread blocked = Threads.start(() -> taken.add(test.publish(10)));
    Threads.awaitWaiting(blocked);
    assertThat(test.transport.sent).hasSize(10);

    executor.tasks.remove().run();
    Threads.join(blocked);

    assertThat(test.transport.sent).hasSize(11);
    assertThat(taken.get(0)).isNotDone();
  }

  /**
   * For example a parallel stream on the common pool, which by default runs what the SDK's threads
   * do not.
   */
  @Test
  void aThreadOfTheExecutorDoesNotWaitForCallbacksThatNeedIt() {
    ForkJoinPool single = new ForkJoinPool(1);
    try {
      AsyncUnderTest test =
          new AsyncUnderTest(
              new Options()
                  .buffer(10, 1_000_000)
                  .maxBlock(Duration.ofNanos(1)) // no time to wait is needed
                  .executor(single));
      test.transport.onSend = HandDrivenPutEvents.Sent::accept;

      List<CompletableFuture<String>> futures = single.submit(() -> test.publish(0, 100)).join();

      assertThat(futures.subList(0, 90)).allMatch(CompletableFuture::isDone);
      futures.forEach(CompletableFuture::join);
      assertThat(test.heard.outcomes).hasSize(100);
    } finally {
      single.shutdown();
    }
  }

  /** They were handed to the executor, which piled up what the buffer had no room for. */
  @Test
  void whatIsRefusedDoesNotWaitForTheExecutor() {
    AsyncUnderTest test =
        new AsyncUnderTest(new Options().maxInFlight(1).buffer(10, 1_000_000).executor(executor));
    test.publish(0, 10);

    test.publish(10, 15);

    assertThat(executor.tasks).isEmpty();
    assertThat(test.heard.overflows).isEqualTo(PublisherUnderTest.events(15).subList(10, 15));
  }
}
