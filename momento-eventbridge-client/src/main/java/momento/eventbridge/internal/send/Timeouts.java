package momento.eventbridge.internal.send;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Watches the time of the SDK's requests, and forgets a request once it is answered. The SDK's own
 * keeps each until its time is over, which at some thousand requests a second is a heap of them.
 *
 * <p>Nobody has to shut it down: its threads end when there is no time to watch.
 */
final class Timeouts extends ScheduledThreadPoolExecutor {
  /**
   * As many as the SDK's own, because what follows a timeout runs on them, and may have to wait for
   * credentials.
   */
  private static final int THREADS = 5;

  /** Long enough that a publisher in use does not start the threads anew all the time. */
  private static final long IDLE_SECONDS = 10;

  /** Shorter than the time limits of most requests, and long beside the time that one takes. */
  private static final long NEXT_LOOK_MILLIS = 100;

  private final AtomicBoolean looks = new AtomicBoolean();

  Timeouts() {
    super(
        THREADS,
        task -> {
          Thread thread = new Thread(task, "momento-eventbridge-timeouts");
          thread.setDaemon(true);
          return thread;
        });
    setRemoveOnCancelPolicy(true);
    setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    allowCoreThreadTimeOut(true);
  }

  /**
   * A task that is the first in the queue wakes a thread up. Where one request follows the other,
   * as they do from the synchronous publisher, each would. So while there are any, a task that does
   * nothing is always before them.
   */
  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    if (!looks.get() && looks.compareAndSet(false, true)) {
      var unused = super.schedule(() -> looks.set(false), NEXT_LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
    return super.schedule(task, delay, unit);
  }
}
