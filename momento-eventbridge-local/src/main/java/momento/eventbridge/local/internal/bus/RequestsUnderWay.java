package momento.eventbridge.local.internal.bus;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts the requests that are being carried out, and tells those that came before a reset from
 * those that came after it.
 */
final class RequestsUnderWay {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long generation;
  private int underWay;

  /** Stamps a request that arrives. */
  long generation() {
    lock.lock();
    try {
      return generation;
    } finally {
      lock.unlock();
    }
  }

  /** Begins a request, which has to {@link #end()}, unless a reset came after its arrival. */
  boolean begin(long arrivedIn) {
    lock.lock();
    try {
      if (arrivedIn != generation) {
        return false;
      }
      underWay++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  void end() {
    lock.lock();
    try {
      underWay--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** From now on, requests that have arrived do not begin any more. */
  void discard() {
    lock.lock();
    try {
      generation++;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until no request is being carried out.
   *
   * @throws IllegalStateException if that takes too long
   */
  void awaitNone(Duration stuckAfter) throws InterruptedException {
    long left = stuckAfter.toNanos();
    lock.lockInterruptibly();
    try {
      while (underWay > 0) {
        if (left <= 0) {
          throw new IllegalStateException(
              "%d requests to EventBridge have been under way for %s; does a hop listener wait?"
                  .formatted(underWay, stuckAfter));
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
