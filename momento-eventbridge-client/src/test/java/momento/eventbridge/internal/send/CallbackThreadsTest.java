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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** By default callbacks run on the SDK's threads, and leave enough of them to bring answers. */
class CallbackThreadsTest {
  private static final int ALL = CallbackThreads.MANY;

  private final SdkThreads sdk = new SdkThreads(ALL);
  private final CallbackThreads threads = new CallbackThreads();

  @AfterEach
  void end() {
    sdk.close();
  }

  private boolean runsOn(SdkThreads some) {
    List<Boolean> ran = new ArrayList<>();
    some.run(() -> ran.add(threads.tryRunHere(() -> {}))).join();
    return ran.get(0);
  }

  @Test
  void onceThereAreAsManyAsTheSdkKeeps() {
    for (int i = 0; i < ALL - 1; i++) {
      assertThat(runsOn(sdk)).isFalse();
    }

    assertThat(runsOn(sdk)).isTrue();
  }

  /** Of an executor that a user gave his client, with the SDK's name for its threads. */
  @Test
  void neverWhereThereAreFewer() {
    try (SdkThreads few = new SdkThreads(ALL - 1)) {
      for (int i = 0; i < 3 * ALL; i++) {
        assertThat(runsOn(few)).isFalse();
      }
    }
  }

  @Test
  void threadsThatHaveEndedDoNotCount() {
    try (SdkThreads others = new SdkThreads(ALL - 1)) {
      for (int i = 0; i < ALL - 1; i++) {
        runsOn(others);
      }
      assertThat(runsOn(sdk)).isTrue();
      others.closeAndAwaitEnd();
    }

    assertThat(runsOn(sdk)).isFalse();
  }

  @Test
  void onNoThreadWithAnotherName() {
    for (int i = 0; i < ALL; i++) {
      runsOn(sdk);
    }
    List<String> ran = new ArrayList<>();

    assertThat(threads.tryRunHere(() -> ran.add("here"))).isFalse();
    assertThat(ran).isEmpty();
  }

  @Test
  void onHalfOfThemAtMost() {
    for (int i = 0; i < ALL; i++) {
      runsOn(sdk);
    }
    CountDownLatch release = new CountDownLatch(1);
    List<CompletableFuture<Void>> busy = new ArrayList<>();
    try {
      for (int i = 0; i < ALL / 2; i++) {
        CountDownLatch begun = new CountDownLatch(1);
        Runnable slow =
            () -> {
              begun.countDown();
              Threads.await(release);
            };
        busy.add(
            sdk.run(
                () -> {
                  boolean ran = threads.tryRunHere(slow);
                  begun.countDown();
                  assertThat(ran).isTrue();
                }));
        Threads.await(begun);
      }

      assertThat(runsOn(sdk)).isFalse();
    } finally {
      release.countDown();
    }
    busy.forEach(CompletableFuture::join);
    assertThat(runsOn(sdk)).isTrue();
  }

  @Test
  void aThreadIsFreeAgainThoughACallbackThrows() {
    for (int i = 0; i < ALL; i++) {
      runsOn(sdk);
    }
    Runnable throwing =
        () -> {
          throw new IllegalStateException("callback");
        };

    for (int i = 0; i < ALL; i++) {
      assertThatThrownBy(sdk.run(() -> threads.tryRunHere(throwing))::join)
          .hasRootCauseMessage("callback");
    }
  }

  @Test
  void afterTheNextRequestHasLeft() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().withoutExecutor().maxInFlight(1));
    sdk.introduceThemselvesTo(test);
    List<Integer> requests = new ArrayList<>();
    CompletableFuture<Thread> callback =
        test.publish(0)
            .thenApply(
                id -> {
                  requests.add(test.transport.sent.size());
                  return Thread.currentThread();
                });
    test.publish(1, 5);

    sdk.run(
            () -> {
              test.transport.request(0).accept();
              assertThat(callback).isCompletedWithValue(Thread.currentThread());
            })
        .join();

    assertThat(requests).containsExactly(2);
  }

  /**
   * The SDK has other threads that bring what it waits for. This one is interrupted, so that its
   * event is refused, and not taken after an hour, should nobody bring it.
   */
  @Test
  void oneThatPublishesThereWaitsForRoom() {
    AsyncUnderTest test =
        new AsyncUnderTest(
            new Options()
                .withoutExecutor()
                .maxInFlight(1)
                .buffer(10, 1_000_000)
                .maxBlock(Duration.ofHours(1)));
    sdk.introduceThemselvesTo(test);
    List<CompletableFuture<String>> inCallback = new ArrayList<>();
    List<Thread> callbacks = new ArrayList<>();
    var unused =
        test.publish(0)
            .thenRun(
                () -> {
                  callbacks.add(Thread.currentThread());
                  inCallback.add(test.publish(10));
                  callbacks.get(0).interrupt();
                  inCallback.add(test.publish(11));
                });
    test.publish(1, 10);

    sdk.run(() -> test.transport.request(0).accept()).join();

    assertThat(callbacks.get(0).getName()).startsWith("sdk-async-response");
    assertThat(inCallback.get(0)).as("there is room for one").isNotDone();
    assertThat(AsyncUnderTest.failureOf(inCallback.get(1)))
        .hasMessageStartingWith("the thread was interrupted while it waited for room");
  }

  @Test
  void oneThatClosesThereDoesNotWaitForItself() {
    AsyncUnderTest test =
        new AsyncUnderTest(new Options().withoutExecutor().closeTimeout(Duration.ofHours(1)));
    sdk.introduceThemselvesTo(test);
    var closed = test.publish(0).thenRun(test.publisher::close);

    sdk.run(() -> test.transport.request(0).accept()).join();

    assertThat(closed).isCompleted();
    assertThat(test.clientClosed).isEqualTo(1);
  }

  /** A callback may hold what the other one needs. */
  @Test
  void notInsideOfAnother() {
    OutcomeThreads outcomes = new OutcomeThreads();
    AsyncUnderTest test = new AsyncUnderTest(new Options().withoutExecutor().listener(outcomes));
    sdk.introduceThemselvesTo(test);
    var outer = test.publish(0).thenRun(() -> test.transport.request(1).accept());
    test.give(1);

    sdk.run(() -> test.transport.request(0).accept()).join();

    assertThat(outer).isCompleted();
    assertThat(outcomes.of(0).getName()).startsWith("sdk-async-response");
    assertThat(outcomes.of(1)).isNotSameAs(outcomes.of(0));
  }

  /** They would hold up what the loop that sends has still to send. */
  @Test
  void notInsideOfSending() {
    OutcomeThreads outcomes = new OutcomeThreads();
    AsyncUnderTest test = new AsyncUnderTest(new Options().withoutExecutor().listener(outcomes));
    sdk.introduceThemselvesTo(test);
    test.transport.onSend = HandDrivenPutEvents.Sent::accept;

    sdk.run(
            () -> {
              test.give(0);
              assertThat(outcomes.of(0)).isNotSameAs(Thread.currentThread());
            })
        .join();
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
    for (int i = 0; i < ALL; i++) {
      test.give(100 + i);
      sdk.run(() -> test.transport.acceptAll()).join();
    }
    executor.runAll();
    test.transport.sent.clear();
    CompletableFuture<String> future = test.publish(0);

    sdk.run(() -> test.transport.request(0).accept()).join();

    assertThat(future).isNotDone();
    executor.runAll();
    assertThat(future).isCompletedWithValue("id-0");
  }
}
