package momento.eventbridge.internal.send;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Wakes a publisher up when nothing else will: for retries, lingering events, and deadlines. */
interface Alarm {

  /** Calls once, after that time, on a thread of its own; replaces what was set before. */
  void set(Duration in, Runnable call);

  /** Calls no more. */
  void close();

  /** On a daemon thread, which is there only once it is needed. */
  final class OnThread implements Alarm {
    private @Nullable ScheduledThreadPoolExecutor thread;
    private @Nullable ScheduledFuture<?> set;

    @Override
    public synchronized void set(Duration in, Runnable call) {
      if (thread == null) {
        thread =
            new ScheduledThreadPoolExecutor(
                1,
                runnable -> {
                  Thread daemon = new Thread(runnable, "momento-eventbridge-alarm");
                  daemon.setDaemon(true);
                  return daemon;
                });
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
      }
      if (set != null) {
        set.cancel(false);
      }
      set = thread.schedule(call, in.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public synchronized void close() {
      if (thread != null) {
        thread.shutdown(); // not "now": the thread that closes may be this one, in a callback
      }
    }
  }
}
