package momento.eventbridge.internal.send;

import static momento.eventbridge.internal.send.AsyncUnderTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.MomentoEventException;
import momento.eventbridge.PublisherClosedException;
import momento.eventbridge.PublisherListener;
import momento.eventbridge.PublisherOverflowException;
import momento.eventbridge.internal.send.AsyncUnderTest.Options;
import org.junit.jupiter.api.Test;

/**
 * gax's flow control owns in a comment that a blocked adder does not push the partial batch that it
 * waits for. Here a publisher that waits for room pushes what lingers, and waits fairly.
 */
class BlockedAdderDoesNotPushTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private static Options full() {
    return new Options()
        .buffer(10, 2_000)
        .maxRequestBytes(1_999)
        .linger(Duration.ofSeconds(10))
        .maxBlock(HOUR);
  }

  @Test
  void aBlockedPublisherPushesWhatLingers() {
    AsyncUnderTest test = new AsyncUnderTest(full());
    test.give(AsyncUnderTest.event(0, 1_500));
    assertThat(test.transport.sent).isEmpty();

    List<CompletableFuture<String>> second = new CopyOnWriteArrayList<>();
    Thread blocked =
        Threads.start(() -> second.add(test.publisher.publish(AsyncUnderTest.event(1, 1_500))));
    Threads.awaitWaiting(blocked);

    assertThat(test.transport.numbers()).containsExactly(List.of(0));
    test.transport.request(0).accept();
    Threads.join(blocked);
    test.publisher.flush().cancel(false);
    assertThat(second).hasSize(1);
    assertThat(test.publisher.buffered().events()).isEqualTo(1);
  }

  @Test
  void firstComeFirstServedAlsoWhenALaterOneWouldFit() {
    AsyncUnderTest test = new AsyncUnderTest(full());
    test.give(AsyncUnderTest.event(0, 1_000));
    List<Integer> order = new CopyOnWriteArrayList<>();
    List<Thread> blocked = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      int number = i;
      blocked.add(
          Threads.start(
              () -> {
                test.give(AsyncUnderTest.event(number, number == 1 ? 1_500 : 100));
                order.add(number);
              }));
      Threads.awaitWaiting(blocked.get(i - 1));
    }
    assertThat(order).as("2 and 3 would fit, but 1 came first").isEmpty();

    test.transport.request(0).accept();
    blocked.forEach(Threads::join);
    var unused = test.publisher.flush();

    assertThat(test.transport.sent.stream().skip(1).flatMap(r -> r.numbers().stream()))
        .containsExactly(1, 2, 3);
  }

  @Test
  void theWaitEndsAfterItsTime() {
    AsyncUnderTest test = new AsyncUnderTest(full().maxBlock(Duration.ofNanos(1)));
    test.give(AsyncUnderTest.event(0, 1_500));

    assertThat(failureOf(test.publisher.publish(AsyncUnderTest.event(1, 1_500))))
        .isInstanceOf(PublisherOverflowException.class)
        .hasMessageStartingWith("after a wait of PT0.000000001S the buffer holds 1,")
        .hasMessageEndingWith("or wait longer (blockWhenFull)");
    assertThat(test.heard.overflows).hasSize(1);
    assertThat(test.publish(2)).as("nobody is left in the queue").isNotDone();
  }

  @Test
  void anInterruptEndsTheWaitAndTheFlagStays() {
    AsyncUnderTest test = new AsyncUnderTest(full());
    test.give(AsyncUnderTest.event(0, 1_500));
    Thread.currentThread().interrupt();

    CompletableFuture<String> future = test.publisher.publish(AsyncUnderTest.event(1, 1_500));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(failureOf(future))
        .isExactlyInstanceOf(MomentoEventException.class)
        .hasMessageContaining("not taken");
    assertThat(test.publisher.buffered().events()).isEqualTo(1);
    assertThat(test.heard.overflows).isEmpty();
  }

  @Test
  void closeWakesBlockedPublishers() {
    AsyncUnderTest test = new AsyncUnderTest(full());
    test.give(AsyncUnderTest.event(0, 1_500));
    List<CompletableFuture<String>> refused = new CopyOnWriteArrayList<>();
    List<Thread> blocked = new ArrayList<>();
    for (int i = 1; i < 4; i++) {
      int number = i;
      blocked.add(
          Threads.start(
              () -> refused.add(test.publisher.publish(AsyncUnderTest.event(number, 1_500)))));
      Threads.awaitWaiting(blocked.get(i - 1));
    }

    test.publisher.close();
    blocked.forEach(Threads::join);

    assertThat(refused)
        .hasSize(3)
        .allMatch(future -> failureOf(future) instanceof PublisherClosedException);
    assertThat(test.transport.sent).hasSize(1);
  }

  /** The lock is given back while the buffer is pushed, and the publisher may be closed then. */
  @Test
  void anEventIsNotTakenAfterACloseThatCameWhileItPushed() {
    AsyncUnderTest test = new AsyncUnderTest(full());
    test.give(AsyncUnderTest.event(0, 1_500));
    test.transport.onSend = request -> Threads.join(Threads.start(test.publisher::close));

    CompletableFuture<String> future = test.publisher.publish(AsyncUnderTest.event(1, 1_500));

    assertThat(failureOf(future))
        .isInstanceOf(PublisherClosedException.class)
        .hasMessageContaining("not taken");
    assertThat(test.transport.sent).hasSize(1);
  }

  /** Whoever fails at once is not refused because another is about to fail. */
  @Test
  void whereNobodyWaitsThereIsNoTurnToWaitFor() {
    AsyncUnderTest test = new AsyncUnderTest(full().maxBlock(Duration.ZERO));
    test.give(AsyncUnderTest.event(0, 1_500));
    List<CompletableFuture<String>> small = new CopyOnWriteArrayList<>();
    test.transport.onSend =
        request -> {
          test.transport.onSend = other -> {};
          Threads.join(Threads.start(() -> small.add(test.publish(2))));
        };

    CompletableFuture<String> large = test.publisher.publish(AsyncUnderTest.event(1, 1_500));

    assertThat(failureOf(large)).isInstanceOf(PublisherOverflowException.class);
    assertThat(small.get(0)).isNotDone();
  }

  @Test
  void theListenerHearsOfAnOverflowWithoutTheLock() {
    List<Integer> held = new ArrayList<>();
    AsyncUnderTest[] test = new AsyncUnderTest[1];
    test[0] =
        new AsyncUnderTest(
            full()
                .maxBlock(Duration.ZERO)
                .listener(
                    new PublisherListener() {
                      @Override
                      public void onOverflow(MomentoEvent event) {
                        Threads.join(
                            Threads.start(() -> held.add(test[0].publisher.buffered().events())));
                      }
                    }));
    test[0].give(AsyncUnderTest.event(0, 1_500));
    test[0].give(AsyncUnderTest.event(1, 1_500));

    assertThat(held).containsExactly(1);
  }
}
