package momento.eventbridge.local.internal.momento;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import momento.eventbridge.local.TopicMessage;
import momento.eventbridge.local.TopicSubscription;

/** Keeps every message until it is read, so that a slow test loses none. */
final class QueuedSubscription implements TopicSubscription {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<TopicMessage> unread = new ArrayDeque<>();
  private final Consumer<QueuedSubscription> onClose;
  private boolean closed;

  QueuedSubscription(Consumer<QueuedSubscription> onClose) {
    this.onClose = onClose;
  }

  void offer(TopicMessage message) {
    lock.lock();
    try {
      unread.add(message);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<TopicMessage> poll() {
    lock.lock();
    try {
      return Optional.ofNullable(unread.poll());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<TopicMessage> poll(Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long nanos = atMost.toNanos();
      while (unread.isEmpty() && !closed && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return Optional.ofNullable(unread.poll());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public TopicMessage next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (unread.isEmpty()) {
        if (closed) {
          throw new IllegalStateException(
              "The subscription is closed and every message was read: subscribe again");
        }
        changed.await();
      }
      return unread.remove();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    // Not under our lock: the topic calls offer() under its own.
    onClose.accept(this);
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
