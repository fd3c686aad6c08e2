package momento.eventbridge.local.internal.bus;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import momento.eventbridge.local.Hold;

/** Where requests wait until a test lets them go on. */
final class Gate implements Hold {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int calls;
  private boolean open;

  void pass() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      calls++;
      changed.signalAll();
      while (!open) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  boolean isOpen() {
    lock.lock();
    try {
      return open;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void awaitCalls(int count) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (calls < count) {
        if (open) {
          throw new IllegalStateException(
              "the hold was closed when %d of %d requests were waiting".formatted(calls, count));
        }
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      open = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
