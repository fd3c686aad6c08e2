package momento.eventbridge.internal.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import momento.eventbridge.internal.send.AsyncUnderTest.Options;
import org.junit.jupiter.api.Test;

/** To wake who waits for each request that is answered costs more than its events do. */
class RoomForManyTest {
  private static final int EVENTS = 64;

  private final AsyncUnderTest test =
      new AsyncUnderTest(
          new Options().buffer(EVENTS, 10_000_000).maxBlock(Duration.ofHours(1)).maxInFlight(8));

  private int accepted;

  /** A thread that waits for room. */
  private Thread blocked(int number) {
    Thread thread = Threads.start(() -> test.give(number));
    Threads.awaitWaiting(thread);
    return thread;
  }

  private void acceptNext(int requests) {
    for (int i = 0; i < requests; i++) {
      test.transport.request(accepted++).accept();
    }
  }

  @Test
  void whoWaitsFindsRoomForOneByHimself() {
    test.publish(0, EVENTS); // the first eight leave one by one
    Thread blocked = blocked(EVENTS);

    acceptNext(1);

    Threads.join(blocked);
    assertThat(test.publisher.buffered().events()).isEqualTo(EVENTS);
  }

  @Test
  void allWhoWaitAreServedOnceThereIsRoomForMany() {
    test.publish(0, EVENTS);
    List<Thread> blocked = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      blocked.add(blocked(EVENTS + i));
    }

    acceptNext(4);
    blocked.forEach(Threads::join);

    assertThat(test.publisher.buffered().events()).isEqualTo(EVENTS);
  }

  @Test
  void roomThatIsThereIsTakenAtOnceByWhoDoesNotWait() {
    test.publish(0, EVENTS);

    acceptNext(1);

    assertThat(test.publish(EVENTS)).isNotDone();
    assertThat(test.publisher.buffered().events()).isEqualTo(EVENTS);
  }

  @Test
  void roomForOneIsLeftToWhoWaits() {
    test.publish(0, EVENTS);
    Thread first = blocked(EVENTS);

    acceptNext(1);
    Thread second = blocked(EVENTS + 1);

    Threads.join(first);
    assertThat(second.isAlive()).isTrue();
    acceptNext(3);
    Threads.join(second);
    assertThat(test.publisher.buffered().events()).isEqualTo(EVENTS - 2);
  }

  @Test
  void whileTheFirstIsOnItsWayOthersPassWhereThereIsRoomForAll() {
    AsyncUnderTest lingering = new AsyncUnderTest(lingering());
    CountDownLatch held = new CountDownLatch(1);
    Thread first = heldUpAsItSends(lingering, held);

    lingering.transport.request(0).accept();
    Thread passing = Threads.start(() -> lingering.give(EVENTS + 1));
    Threads.awaitWaiting(passing);

    assertThat(passing.getState()).isEqualTo(Thread.State.TERMINATED);
    assertThat(lingering.publisher.buffered().events()).isEqualTo(EVENTS - 10 + 1);
    held.countDown();
    Threads.join(first);
    assertThat(lingering.publisher.buffered().events()).isEqualTo(EVENTS - 10 + 2);
  }

  /** Room for two is not room for many, which would let pass. */
  @Test
  void whoseTimeIsOverTakesRoomThatIsThereForAll() {
    List<Runnable> onAnswer = new ArrayList<>();
    AsyncUnderTest lingering =
        new AsyncUnderTest(
            lingering()
                .executor(
                    task -> {
                      onAnswer.forEach(Runnable::run); // such a thread has no time to wait
                      task.run();
                    }));
    CountDownLatch held = new CountDownLatch(1);
    Thread first = heldUpAsItSends(lingering, held);

    List<CompletableFuture<String>> late = new ArrayList<>();
    onAnswer.add(() -> late.add(lingering.publish(EVENTS + 1)));
    lingering.transport.request(0).failEntries("InternalFailure", 0, 1, 2, 3, 4, 5, 6, 7);

    assertThat(late).singleElement().satisfies(future -> assertThat(future).isNotDone());
    assertThat(lingering.heard.overflows).isEmpty();
    assertThat(lingering.publisher.buffered().events()).isEqualTo(EVENTS - 2 + 1);
    held.countDown();
    Threads.join(first);
    assertThat(lingering.publisher.buffered().events()).isEqualTo(EVENTS);
  }

  private static Options lingering() {
    return new Options()
        .buffer(EVENTS, 10_000_000)
        .maxBlock(Duration.ofHours(1))
        .linger(Duration.ofSeconds(10));
  }

  /** Fills the buffer; who then waits for room sends first what lingers there. */
  private static Thread heldUpAsItSends(AsyncUnderTest lingering, CountDownLatch held) {
    lingering.publish(0, EVENTS); // six full requests leave, and four events linger
    CountDownLatch sending = new CountDownLatch(1);
    lingering.transport.onSend =
        request -> {
          sending.countDown();
          Threads.await(held);
        };
    Thread first = Threads.start(() -> lingering.give(EVENTS));
    Threads.await(sending);
    lingering.transport.onSend = request -> {};
    return first;
  }

  @Test
  void aLargeEventThatWaitsIsNotOvertakenForEverBySmallOnes() {
    AsyncUnderTest bytes =
        new AsyncUnderTest(
            new Options().buffer(EVENTS, 20_000).maxBlock(Duration.ofHours(1)).maxInFlight(8));
    for (int i = 0; i < 4; i++) {
      bytes.give(AsyncUnderTest.event(i, 4_500));
    }
    Thread large = Threads.start(() -> bytes.give(AsyncUnderTest.event(4, 15_000)));
    Threads.awaitWaiting(large);

    bytes.transport.request(0).accept(); // a quarter is free: room for the small, not for the large
    Thread small = Threads.start(() -> bytes.give(AsyncUnderTest.event(5, 10)));
    Threads.awaitWaiting(small);
    assertThat(bytes.publisher.buffered().events()).isEqualTo(3);

    for (int i = 1; i < 4; i++) {
      bytes.transport.request(i).accept();
    }
    Threads.join(large);
    Threads.join(small);
    assertThat(bytes.publisher.buffered().events()).isEqualTo(2);
  }
}
