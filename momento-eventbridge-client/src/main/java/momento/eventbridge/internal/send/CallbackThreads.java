package momento.eventbridge.internal.send;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;

/**
 * Where the caller's code runs unless he gives an executor: on the SDK's thread that brought the
 * answer, because to wake another one for each request costs about as much as the request's ten
 * events (docs/performance.md); but on no more than half of those threads, so that there are always
 * some to bring answers, however slow callbacks are. What finds none free goes to another pool.
 */
final class CallbackThreads {
  /**
   * How the SDK names the threads of its own executor for answers. Those with another name belong
   * to an executor that somebody gave the client, and may be few.
   */
  private static final String OF_THE_SDK = "sdk-async-response";

  /** How many the SDK keeps for a client: one for each processor, and no fewer than this. */
  private static final int AT_LEAST = 8;

  /** For all publishers together, because several may share a client. */
  private static final Semaphore FREE =
      new Semaphore(Math.max(AT_LEAST, Runtime.getRuntime().availableProcessors()) / 2);

  private CallbackThreads() {}

  /** Runs them on this thread if it is one of the SDK's and may be spared; false if not. */
  static boolean tryRunHere(Runnable callbacks) {
    if (!Thread.currentThread().getName().startsWith(OF_THE_SDK) || !FREE.tryAcquire()) {
      return false;
    }
    try {
      callbacks.run();
    } finally {
      FREE.release();
    }
    return true;
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
