package momento.eventbridge.local.internal.http;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Names threads, and keeps a stack that nobody closed from keeping the process alive. */
public final class DaemonThreads implements ThreadFactory {
  private final String name;
  private final AtomicInteger count = new AtomicInteger();

  /**
   * @param name what the threads do, for example {@code eventbridge}
   */
  public DaemonThreads(String name) {
    this.name = name;
  }

  @Override
  public Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "momento-local-" + name + "-" + count.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
