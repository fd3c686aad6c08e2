package momento.eventbridge.internal.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import momento.eventbridge.internal.send.AsyncUnderTest.Options;
import org.junit.jupiter.api.Test;

/** To wake who waits for each request that is answered costs more than its events do. */
class RoomForManyTest {
  private static final int EVENTS = 64;

  /** So many that a thread that was woken has taken its place meanwhile. */
  private static final int LOOKS = 20_000;

  private final AsyncUnderTest test =
      new AsyncUnderTest(
          new Options().buffer(EVENTS, 10_000_000).maxBlock(Duration.ofHours(1)).maxInFlight(8));

  private final List<Integer> order = new CopyOnWriteArrayList<>();

  /** A thread that waits for room. */
  private Thread blocked(int number) {
    Thread thread =
        Threads.start(
            () -> {
              test.give(number);
              order.add(number);
            });
    Threads.awaitWaiting(thread);
    return thread;
  }

  private void acceptNext(int requests) {
    int from = EVENTS - test.publisher.buffered().events();
    for (int i = from; i < from + requests; i++) {
      test.transport.request(i).accept();
    }
  }

  @Test
  void whoWaitsIsWokenOnceThereIsRoomForMany() {
    test.publish(0, EVENTS); // the first eight leave one by one
    Thread blocked = blocked(EVENTS);

    acceptNext(3);
    for (int look = 0; look < LOOKS; look++) {
      assertThat(test.publisher.buffered().events()).isEqualTo(EVENTS - 3);
    }

    acceptNext(1);
    Threads.join(blocked);
    assertThat(order).containsExactly(EVENTS);
  }

  @Test
  void allWhoWaitAreServedInTurnOnceThereIsRoomForMany() {
    test.publish(0, EVENTS);
    List<Thread> blocked = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      blocked.add(blocked(EVENTS + i));
    }

    acceptNext(4);
    blocked.forEach(Threads::join);

    assertThat(order).containsExactlyInAnyOrder(EVENTS, EVENTS + 1, EVENTS + 2, EVENTS + 3);
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

    assertThat(test.publisher.buffered().events()).isEqualTo(EVENTS - 1);
    acceptNext(3);
    Threads.join(first);
    Threads.join(second);
    assertThat(test.publisher.buffered().events()).isEqualTo(EVENTS - 2);
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
