package momento.eventbridge.internal.send;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;

/**
 * Where the caller's code runs unless he gives an executor: on the SDK's thread that brought the
 * answer, because to wake another one for each request takes nearly a tenth of the throughput
 * (docs/performance.md); but on no more than half of those threads, so that there are always some
 * to bring answers, however slow callbacks are. What finds none goes to another pool.
 */
final class CallbackThreads {
  /**
   * How the SDK names the threads of its own executor for answers. Those with another name belong
   * to an executor that somebody gave the client, and may be the ones that read from the network.
   */
  private static final String OF_THE_SDK = "sdk-async-response";

  /** As many as the SDK keeps for a client with work to do. */
  static final int MANY = Math.max(8, Runtime.getRuntime().availableProcessors());

  /** For all publishers together, because several may share a client. */
  private static final Semaphore FREE = new Semaphore(MANY / 2);

  /**
   * Those that brought answers to this publisher. The name alone does not tell how many there are:
   * AWS's guide has an example of an executor that a user gives, with threads of the same name.
   */
  private final Set<Thread> seen = ConcurrentHashMap.newKeySet();

  /** Runs them on this thread if it is one of the SDK's and may be spared; false if not. */
  boolean tryRunHere(Runnable callbacks) {
    if (!isOneOfMany(Thread.currentThread()) || !FREE.tryAcquire()) {
      return false;
    }
    try {
      callbacks.run();
    } finally {
      FREE.release();
    }
    return true;
  }

  private boolean isOneOfMany(Thread thread) {
    if (!thread.getName().startsWith(OF_THE_SDK)) {
      return false;
    }
    seen.add(thread);
    seen.removeIf(other -> !other.isAlive()); // of an executor that shrinks, few may be left
    return seen.size() >= MANY;
  }

  /**
   * The common pool. One that was switched off by its system property takes tasks and runs none;
   * then it is what {@link CompletableFuture} uses, which has to run its own.
   */
  static Executor others() {
    return Integer.getInteger("java.util.concurrent.ForkJoinPool.common.parallelism", 1) == 0
        ? new CompletableFuture<Void>().defaultExecutor()
        : ForkJoinPool.commonPool();
  }
}
