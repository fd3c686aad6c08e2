package momento.eventbridge.internal.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import momento.eventbridge.internal.send.RoomQueue.Place;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoomQueueTest {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private final RoomQueue queue = new RoomQueue();

  @BeforeEach
  void lock() {
    lock.lock();
  }

  @AfterEach
  void unlock() {
    lock.unlock();
  }

  @Test
  void knowsWhatTheyWaitToAddAndWhoIsFirst() {
    Place first = queue.join(woken, 100);
    Place second = queue.join(woken, 20);

    assertThat(queue.events()).isEqualTo(2);
    assertThat(queue.bytes()).isEqualTo(120);
    assertThat(queue.isFirst(first)).isTrue();
    assertThat(queue.isFirst(second)).isFalse();

    queue.leave(first);

    assertThat(queue.events()).isEqualTo(1);
    assertThat(queue.bytes()).isEqualTo(20);
    assertThat(queue.isFirst(second)).isTrue();
  }

  @Test
  void movesFromTheFirstBeingWokenToTheLastHavingLeft() {
    Place first = queue.join(woken, 1);
    Place second = queue.join(woken, 1);
    assertThat(queue.isMoving()).isFalse();

    queue.wakeFirst();
    assertThat(queue.isMoving()).isTrue();

    queue.leave(first);
    assertThat(queue.isMoving()).isTrue();

    queue.leave(second);
    assertThat(queue.isMoving()).isFalse();
  }

  @Test
  void standsStillAgainOnceTheFirstGoesBackToWait() {
    Place first = queue.join(woken, 1);
    Place second = queue.join(woken, 1);
    queue.wakeFirst();

    assertThat(queue.goesToWait(second)).isSameAs(woken);
    assertThat(queue.isMoving()).isTrue();

    assertThat(queue.goesToWait(first)).isSameAs(woken);
    assertThat(queue.isMoving()).isFalse();
  }

  @Test
  void whenNobodyIsThereNothingMoves() {
    queue.wakeFirst();

    assertThat(queue.isMoving()).isFalse();
    assertThat(queue.isEmpty()).isTrue();
  }
}
