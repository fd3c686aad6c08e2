package momento.eventbridge.internal.send;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads with the names of those on which the SDK brings answers. */
final class SdkThreads implements AutoCloseable {
  private final List<Thread> all = new CopyOnWriteArrayList<>();
  private final ExecutorService threads;
  private final int number;

  SdkThreads(int number) {
    this.number = number;
    threads =
        Executors.newFixedThreadPool(
            number,
            task -> {
              Thread thread = new Thread(task, "sdk-async-response-7-" + all.size());
              thread.setDaemon(true);
              all.add(thread);
              return thread;
            });
  }

  /** On one of them; on each in turn as long as there are some that did nothing yet. */
  CompletableFuture<Void> run(Runnable task) {
    return CompletableFuture.runAsync(task, threads);
  }

  /** Each brings an answer, so that the publisher knows how many there are. */
  void introduceThemselvesTo(AsyncUnderTest test) {
    for (int i = 0; i < number; i++) {
      CompletableFuture<String> future = test.publish(1_000 + i);
      run(() -> test.transport.acceptAll()).join();
      future.join();
    }
    test.transport.sent.clear();
  }

  /** Until none of them is alive. */
  void closeAndAwaitEnd() {
    threads.shutdown();
    all.forEach(Threads::join);
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
