package momento.eventbridge.local.internal.momento;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import momento.eventbridge.local.TopicMessage;
import momento.eventbridge.local.TopicSubscription;

/** One topic: its latest messages, and those who wait for the next. */
final class Topic {
  /**
   * Who falls further behind is told of a discontinuity. At 4 KB each it is 4 MB; with a
   * maxTopicMessageBytes above, more.
   */
  static final int HISTORY = 1_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<TopicMessage> history = new ArrayDeque<>();
  private final List<QueuedSubscription> subscriptions = new ArrayList<>();
  private final long page;
  private long nextNumber;
  private boolean closed;

  /**
   * The page tells this topic from one of the same name in an earlier run. Readers say 0 when they
   * do not know it, so it is never 0.
   */
  Topic(long page) {
    this.page = Math.max(1, page);
  }

  void publish(byte[] value, boolean binary) {
    lock.lock();
    try {
      TopicMessage message = new TopicMessage(nextNumber, value, binary);
      nextNumber++;
      history.add(message);
      if (history.size() > HISTORY) {
        history.remove();
      }
      subscriptions.forEach(subscription -> subscription.offer(message));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until there is something to tell, but not longer than {@code atMost} and not once the
   * topic is closed.
   *
   * @param number the next one the reader expects; 0 on page 0 begins with the oldest message kept,
   *     so that a subscriber that polls again after an empty answer misses nothing
   * @param readersPage what the reader was told last, or 0
   */
  TopicReading read(long number, long readersPage, Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long oldest = nextNumber - history.size();
      boolean first = number == 0 && readersPage == 0;
      boolean samePage = readersPage == 0 || readersPage == page;
      if (!first && (!samePage || number < oldest || number > nextNumber)) {
        return new TopicReading(page, Optional.of(number), oldest, List.copyOf(history));
      }
      long nanos = atMost.toNanos();
      while (number >= nextNumber && !closed && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      List<TopicMessage> messages = new ArrayList<>();
      for (TopicMessage message : history) {
        if (message.sequenceNumber() >= number) {
          messages.add(message);
        }
      }
      return new TopicReading(page, Optional.empty(), number, List.copyOf(messages));
    } finally {
      lock.unlock();
    }
  }

  TopicSubscription subscribe() {
    lock.lock();
    try {
      QueuedSubscription subscription = new QueuedSubscription(this::remove);
      if (closed) {
        subscription.close();
      } else {
        subscriptions.add(subscription);
      }
      return subscription;
    } finally {
      lock.unlock();
    }
  }

  private void remove(QueuedSubscription subscription) {
    lock.lock();
    try {
      subscriptions.remove(subscription);
    } finally {
      lock.unlock();
    }
  }

  void close() {
    List<QueuedSubscription> open;
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      open = List.copyOf(subscriptions);
    } finally {
      lock.unlock();
    }
    open.forEach(QueuedSubscription::close);
  }
}
