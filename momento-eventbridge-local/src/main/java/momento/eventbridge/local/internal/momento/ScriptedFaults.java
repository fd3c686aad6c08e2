package momento.eventbridge.local.internal.momento;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import momento.eventbridge.local.Hold;
import momento.eventbridge.local.MomentoFaults;
import org.jspecify.annotations.Nullable;

/** The faults that were scripted and are not used up. */
final class ScriptedFaults implements MomentoFaults {
  private static final Map<Integer, String> TITLES =
      Map.of(
          400, "Bad Request",
          401, "Unauthorized",
          403, "Forbidden",
          404, "Not Found",
          429, "Resources Exhausted",
          500, "Internal Server Error");

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<Fault> next = new ArrayDeque<>();
  private @Nullable Gate gate;
  private long timesReleased;
  private volatile boolean tokenRefused;
  private boolean closed;

  @Override
  public void respondNext(int status, int times) {
    add(status, times, Optional.empty());
  }

  @Override
  public void respondNext(int status, int times, Duration retryAfter) {
    if (retryAfter.isNegative()) {
      throw new IllegalArgumentException("retryAfter is " + retryAfter + ", less than zero");
    }
    long seconds = retryAfter.plusSeconds(1).minusNanos(1).toSeconds();
    add(status, times, Optional.of(seconds));
  }

  private void add(int status, int times, Optional<Long> retryAfterSeconds) {
    if (status < 300 || status > 599) {
      throw new IllegalArgumentException(
          "status is " + status + "; a fault has a status from 300 to 599");
    }
    Answer answer =
        Answer.error(
            status,
            TITLES.getOrDefault(status, "Scripted Fault"),
            "A fault that was scripted for the local Momento");
    add(
        new Fault(
            Optional.of(
                retryAfterSeconds.isPresent()
                    ? answer.retryAfter(retryAfterSeconds.get())
                    : answer)),
        times);
  }

  @Override
  public void dropNext(int times) {
    add(new Fault(Optional.empty()), times);
  }

  private void add(Fault fault, int times) {
    if (times < 1) {
      throw new IllegalArgumentException("times is " + times + "; it must be at least 1");
    }
    lock.lock();
    try {
      for (int i = 0; i < times; i++) {
        next.add(fault);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void refuseToken() {
    tokenRefused = true;
  }

  @Override
  public void acceptToken() {
    tokenRefused = false;
  }

  boolean isTokenRefused() {
    return tokenRefused;
  }

  @Override
  public Hold hold() {
    lock.lock();
    try {
      if (gate != null) {
        throw new IllegalStateException("Calls are being held already: close that hold first");
      }
      Gate closedGate = new Gate();
      if (!closed) {
        gate = closedGate;
      }
      return closedGate;
    } finally {
      lock.unlock();
    }
  }

  boolean areCallsHeld() {
    lock.lock();
    try {
      return gate != null;
    } finally {
      lock.unlock();
    }
  }

  long timesReleased() {
    lock.lock();
    try {
      return timesReleased;
    } finally {
      lock.unlock();
    }
  }

  private void release() {
    if (gate != null) {
      gate = null;
      timesReleased++;
      changed.signalAll();
    }
  }

  @Override
  public void clear() {
    lock.lock();
    try {
      next.clear();
      tokenRefused = false;
      release();
    } finally {
      lock.unlock();
    }
  }

  /** Lets all calls go on, now and later. */
  void close() {
    lock.lock();
    try {
      closed = true;
      release();
    } finally {
      lock.unlock();
    }
  }

  /** Waits while calls are held, then takes the fault that is next, if any. */
  Optional<Fault> take() throws InterruptedException {
    lock.lock();
    try {
      Gate entered = gate;
      if (entered != null) {
        entered.calls++;
        changed.signalAll();
      }
      while (entered != null && gate == entered) {
        changed.await();
      }
      return Optional.ofNullable(next.poll());
    } finally {
      lock.unlock();
    }
  }

  /** An answer in place of the usual one, or none and a closed connection. */
  record Fault(Optional<Answer> answer) {}

  private final class Gate implements Hold {
    private int calls;

    @Override
    public void awaitCalls(int count) throws InterruptedException {
      lock.lock();
      try {
        while (calls < count) {
          if (gate != this) {
            throw new IllegalStateException(
                "The hold was closed with " + calls + " of " + count + " calls waiting");
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
        if (gate == this) {
          release();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
