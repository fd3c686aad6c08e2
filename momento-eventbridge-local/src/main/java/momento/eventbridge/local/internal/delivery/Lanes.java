package momento.eventbridge.local.internal.delivery;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Runs the tasks of a lane one after another, in their order, and different lanes side by side. */
final class Lanes {
  private final Executor threads;
  // A lane is in the map while it has a task that runs or is about to.
  private final Map<String, Queue<Runnable>> waiting = new HashMap<>();

  Lanes(Executor threads) {
    this.threads = threads;
  }

  void run(String lane, Runnable task) {
    synchronized (waiting) {
      Queue<Runnable> tasks = waiting.get(lane);
      if (tasks != null) {
        tasks.add(task);
        return;
      }
      waiting.put(lane, new ArrayDeque<>());
    }
    start(lane, task);
  }

  private void start(String lane, Runnable task) {
    threads.execute(
        () -> {
          try {
            task.run();
          } finally {
            Runnable next = next(lane);
            if (next != null) {
              start(lane, next);
            }
          }
        });
  }

  private @Nullable Runnable next(String lane) {
    synchronized (waiting) {
      Queue<Runnable> tasks = waiting.get(lane);
      Runnable next = tasks == null ? null : tasks.poll();
      if (next == null) {
        waiting.remove(lane);
      }
      return next;
    }
  }
}
