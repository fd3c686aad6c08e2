package momento.eventbridge.internal.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublisherListener;
import momento.eventbridge.internal.send.AsyncUnderTest.Options;
import org.junit.jupiter.api.Test;

/** By default callbacks run on the SDK's threads, and leave enough of them to bring answers. */
class CallbackThreadsTest {
  private static final int HALF = Math.max(8, Runtime.getRuntime().availableProcessors()) / 2;

  /** What it throws fails the test. */
  private static void onAThreadOfTheSdk(Runnable test) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        Threads.startOfTheSdk(
            () -> {
              try {
                test.run();
                done.complete(null);
              } catch (Throwable e) {
                done.completeExceptionally(e);
              }
            });
    Threads.join(thread);
    done.join();
  }

  @Test
  void onHalfOfTheSdksThreadsAtMost() {
    CountDownLatch release = new CountDownLatch(1);
    List<Thread> busy = new ArrayList<>();
    for (int i = 0; i < HALF; i++) {
      Thread thread =
          Threads.startOfTheSdk(() -> CallbackThreads.tryRunHere(() -> Threads.await(release)));
      Threads.awaitWaiting(thread);
      assertThat(thread.getState()).isEqualTo(Thread.State.WAITING);
      busy.add(thread);
    }

    onAThreadOfTheSdk(() -> assertThat(CallbackThreads.tryRunHere(() -> {})).isFalse());

    release.countDown();
    busy.forEach(Threads::join);
    onAThreadOfTheSdk(() -> assertThat(CallbackThreads.tryRunHere(() -> {})).isTrue());
  }

  @Test
  void aThreadIsFreeAgainThoughACallbackThrows() {
    onAThreadOfTheSdk(
        () -> {
          for (int i = 0; i < HALF + 1; i++) {
            assertThatThrownBy(
                    () ->
                        CallbackThreads.tryRunHere(
                            () -> {
                              throw new IllegalStateException("callback");
                            }))
                .hasMessage("callback");
          }
        });
  }

  @Test
  void onNoOtherThread() {
    List<String> ran = new ArrayList<>();

    assertThat(CallbackThreads.tryRunHere(() -> ran.add("here"))).isFalse();
    assertThat(ran).isEmpty();
  }

  @Test
  void afterTheNextRequestHasLeft() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().withoutExecutor().maxInFlight(1));
    List<Thread> threads = new ArrayList<>();
    List<Integer> requests = new ArrayList<>();
    var unused =
        test.publish(0)
            .thenRun(
                () -> {
                  threads.add(Thread.currentThread());
                  requests.add(test.transport.sent.size());
                });
    test.publish(1, 5);

    onAThreadOfTheSdk(
        () -> {
          test.transport.request(0).accept();
          assertThat(threads).containsExactly(Thread.currentThread());
        });

    assertThat(requests).containsExactly(2);
  }

  /** The SDK has other threads that bring what it waits for. */
  @Test
  void oneThatPublishesThereWaitsForRoom() {
    AsyncUnderTest test =
        new AsyncUnderTest(
            new Options()
                .withoutExecutor()
                .maxInFlight(1)
                .buffer(10, 1_000_000)
                .maxBlock(Duration.ofHours(1)));
    List<CompletableFuture<String>> inCallback = new ArrayList<>();
    var unused = test.publish(0).thenRun(() -> inCallback.addAll(test.publish(10, 12)));
    test.publish(1, 10);

    Thread sdk = Threads.startOfTheSdk(() -> test.transport.request(0).accept());
    Threads.awaitWaiting(sdk);
    assertThat(test.transport.numbers().get(1)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    test.transport.request(1).accept();
    Threads.join(sdk);

    assertThat(inCallback).hasSize(2).noneMatch(CompletableFuture::isDone);
    assertThat(test.heard.overflows).isEmpty();
  }

  @Test
  void oneThatClosesThereDoesNotWaitForItself() {
    AsyncUnderTest test =
        new AsyncUnderTest(new Options().withoutExecutor().closeTimeout(Duration.ofHours(1)));
    var closed = test.publish(0).thenRun(test.publisher::close);

    onAThreadOfTheSdk(() -> test.transport.request(0).accept());

    assertThat(closed).isCompleted();
    assertThat(test.clientClosed).isEqualTo(1);
  }

  /** A callback may hold what the other one needs. */
  @Test
  void notInsideOfAnother() {
    OutcomeThreads outcomes = new OutcomeThreads();
    AsyncUnderTest test = new AsyncUnderTest(new Options().withoutExecutor().listener(outcomes));
    var outer =
        test.publish(0)
            .thenRun(
                () -> {
                  test.transport.onSend = HandDrivenPutEvents.Sent::accept;
                  test.give(1);
                });

    onAThreadOfTheSdk(() -> test.transport.request(0).accept());

    assertThat(outer).isCompleted();
    assertThat(outcomes.of(1)).isNotSameAs(outcomes.of(0));
  }

  /** They would hold up what the loop that sends has still to send. */
  @Test
  void notInsideOfSending() {
    OutcomeThreads outcomes = new OutcomeThreads();
    AsyncUnderTest test = new AsyncUnderTest(new Options().withoutExecutor().listener(outcomes));
    test.transport.onSend = HandDrivenPutEvents.Sent::accept;

    onAThreadOfTheSdk(
        () -> {
          test.give(0);
          assertThat(outcomes.of(0)).isNotSameAs(Thread.currentThread());
        });
  }

  /** On which thread the listener heard of each event. */
  private static final class OutcomeThreads implements PublisherListener {
    private final Map<MomentoEvent, CompletableFuture<Thread>> threads = new ConcurrentHashMap<>();

    private CompletableFuture<Thread> future(MomentoEvent event) {
      return threads.computeIfAbsent(event, unknown -> new CompletableFuture<>());
    }

    Thread of(int number) {
      return future(PublisherUnderTest.event(number)).join();
    }

    @Override
    public void onOutcome(PublishOutcome outcome) {
      future(outcome.event()).complete(Thread.currentThread());
    }
  }

  @Test
  void notWhereTheCallerGaveAnExecutor() {
    HandExecutor executor = new HandExecutor();
    AsyncUnderTest test = new AsyncUnderTest(new Options().executor(executor));
    CompletableFuture<String> future = test.publish(0);

    onAThreadOfTheSdk(() -> test.transport.request(0).accept());

    assertThat(future).isNotDone();
    executor.runAll();
    assertThat(future).isCompletedWithValue("id-0");
  }
}
