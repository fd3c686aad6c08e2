package momento.eventbridge.flink;

import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;

/**
 * The turns of a subtask's elements when the sink has a pace. Flink's own limiter gives them; while
 * an element waits for its turn, the task goes on with answers.
 */
record Turns(RateLimiter<?> limiter, MailboxExecutor mailbox) {

  /**
   * Turns at an equal part of the sink's pace.
   *
   * @param eventsPerSecond of all subtasks together; infinite for no pace
   */
  static Turns of(double eventsPerSecond, int subtasks, MailboxExecutor mailbox) {
    return new Turns(strategy(eventsPerSecond).createRateLimiter(subtasks), mailbox);
  }

  private static RateLimiterStrategy<?> strategy(double eventsPerSecond) {
    return Double.isInfinite(eventsPerSecond)
        ? RateLimiterStrategy.noOp()
        : RateLimiterStrategy.perSecond(eventsPerSecond);
  }

  /** Waits for the next element's turn. */
  void await() throws InterruptedException {
    CompletableFuture<Void> turn = limiter.acquire().toCompletableFuture();
    if (!turn.isDone()) {
      var unused = turn.thenRun(() -> mailbox.execute(() -> {}, "the turn of an element"));
      while (!turn.isDone()) {
        mailbox.yield();
      }
    }
  }
}
