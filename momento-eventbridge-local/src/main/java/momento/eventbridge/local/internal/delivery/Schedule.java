package momento.eventbridge.local.internal.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import momento.eventbridge.local.internal.http.DaemonThreads;
import momento.eventbridge.local.internal.time.StackTime;

/**
 * Knows which deliveries run and which wait for their next attempt, starts those that are due, and
 * moves a clock that skips waits once all of them wait.
 */
final class Schedule implements AutoCloseable {
  private static final int NAMED_IN_MESSAGES = 10;

  private record Waiting(Delivery delivery, Instant due, long order) {}

  private final StackTime time;
  private final Consumer<Delivery> whenDue;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Runnable wakeUp = this::signal;
  private final Thread thread;

  private final Set<Delivery> running = new LinkedHashSet<>();
  private final PriorityQueue<Waiting> waiting =
      new PriorityQueue<>(Comparator.comparing(Waiting::due).thenComparing(Waiting::order));
  private int arriving;
  private long changes;
  private long generation;
  private boolean closed;
  private boolean closedEarly;

  /**
   * @param whenDue starts a delivery again; called with a lock held, so it must not wait
   */
  Schedule(StackTime time, Consumer<Delivery> whenDue) {
    this.time = time;
    this.whenDue = whenDue;
    this.thread = new DaemonThreads("schedule").newThread(this::work);
    time.onAdvance(wakeUp);
  }

  void start() {
    thread.start();
  }

  /** From now on something is under way, though no delivery has started yet. */
  void accepting() {
    locked(() -> arriving++);
  }

  /** Ends one {@link #accepting()}. */
  void accepted() {
    locked(() -> arriving--);
  }

  void started(Delivery delivery) {
    locked(() -> running.add(delivery));
  }

  void finished(Delivery delivery) {
    locked(() -> running.remove(delivery));
  }

  void postpone(Delivery delivery, Instant due) {
    locked(
        () -> {
          running.remove(delivery);
          if (delivery.generation() == generation) {
            waiting.add(new Waiting(delivery, due, changes));
          }
        });
  }

  /** Marks the deliveries that begin from now on. */
  long generation() {
    lock.lock();
    try {
      return generation;
    } finally {
      lock.unlock();
    }
  }

  /** Ends a generation: what waits is forgotten, and what runs will not wait again. */
  void discard() {
    locked(
        () -> {
          generation++;
          waiting.clear();
        });
  }

  /**
   * Waits until nothing arrives, nothing runs and nothing waits.
   *
   * @param stuckAfter how long nothing at all may happen
   * @throws IllegalStateException if nothing happened for so long, or nothing can happen because
   *     the clock stands still, or because this was closed with something left to do
   */
  void awaitIdle(Duration stuckAfter) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long seen = changes;
      long left = stuckAfter.toNanos();
      while (!closed && !isIdle()) {
        if (time.passesByHandOnly() && isWaitingOnly() && left(waiting.element()) > 0) {
          throw new IllegalStateException(
              "deliveries wait for a clock that is moved by hand; advance it. " + pending());
        }
        if (left <= 0) {
          throw new IllegalStateException(
              "nothing has happened for %s, and not every event has arrived. %s"
                  .formatted(stuckAfter, pending()));
        }
        left = changed.awaitNanos(left);
        if (changes != seen) {
          seen = changes;
          left = stuckAfter.toNanos();
        }
      }
      if (closedEarly) {
        throw new IllegalStateException(
            "the stack was closed before every event had arrived: wait first, then close it");
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends the thread; what runs or waits is left where it is. */
  @Override
  public void close() {
    time.forget(wakeUp);
    locked(
        () -> {
          closedEarly |= !closed && !isIdle();
          closed = true;
        });
  }

  private boolean isIdle() {
    return arriving == 0 && running.isEmpty() && waiting.isEmpty();
  }

  private boolean isWaitingOnly() {
    return arriving == 0 && running.isEmpty() && !waiting.isEmpty();
  }

  private void work() {
    lock.lock();
    try {
      while (!closed) {
        long wait = step();
        if (wait > 0) {
          changed.awaitNanos(wait);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** Starts what is due, or returns the nanoseconds to wait for something to change. */
  private long step() {
    Waiting next = waiting.peek();
    if (next == null) {
      return Long.MAX_VALUE;
    }
    long left = left(next);
    if (left <= 0) {
      waiting.remove();
      running.add(next.delivery());
      changes++;
      whenDue.accept(next.delivery());
      return 0;
    }
    if (time.skipsWaits() && isWaitingOnly()) {
      time.skipTo(next.due());
      return 0;
    }
    return time.passesByHandOnly() ? Long.MAX_VALUE : left;
  }

  private long left(Waiting next) {
    return TimeUnit.NANOSECONDS.convert(Duration.between(time.instant(), next.due()));
  }

  private String pending() {
    String runningNow =
        running.stream().limit(NAMED_IN_MESSAGES).map(Delivery::toString).collect(joining());
    String waitingNow =
        waiting.stream()
            .limit(NAMED_IN_MESSAGES)
            .map(next -> next.delivery() + ", due at " + next.due())
            .collect(joining());
    return "Being called: %d [%s]; waiting for a retry: %d [%s]; being accepted: %d; it is %s"
        .formatted(
            running.size(), runningNow, waiting.size(), waitingNow, arriving, time.instant());
  }

  private static Collector<CharSequence, ?, String> joining() {
    return Collectors.joining("; ");
  }

  private void signal() {
    locked(() -> {});
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      changes++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
