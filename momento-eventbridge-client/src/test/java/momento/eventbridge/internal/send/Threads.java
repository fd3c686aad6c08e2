package momento.eventbridge.internal.send;

import java.lang.Thread.State;
import java.util.concurrent.CountDownLatch;

/** Threads in tests, without sleeping: a thread is waited for by its state. */
final class Threads {
  private Threads() {}

  static Thread start(Runnable runnable) {
    Thread thread = new Thread(runnable, "under-test");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Until it waits, or has ended. */
  static void awaitWaiting(Thread thread) {
    State state = thread.getState();
    while (state != State.WAITING && state != State.TIMED_WAITING && state != State.TERMINATED) {
      Thread.onSpinWait();
      state = thread.getState();
    }
  }

  static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
