package momento.eventbridge.samples.flinkbulkload;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many items a second pass, of all subtasks together, with Flink's own limiter. An API
 * destination makes 300 calls a second by default, and what waits there for more than 24 hours ends
 * in the dead-letter queue: a load that is faster only moves the queue.
 */
final class Pace extends RichMapFunction<Item, Item> {
  private static final long serialVersionUID = 1L;

  private final RateLimiterStrategy<SourceSplit> strategy;
  private transient @Nullable RateLimiter<SourceSplit> limiter;

  Pace(double itemsPerSecond) {
    strategy = perSecond(itemsPerSecond);
  }

  @SuppressWarnings("unchecked") // Flink's method returns the raw type
  private static RateLimiterStrategy<SourceSplit> perSecond(double itemsPerSecond) {
    return RateLimiterStrategy.perSecond(itemsPerSecond);
  }

  @Override
  public void open(OpenContext context) {
    limiter =
        strategy.createRateLimiter(getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks());
  }

  @Override
  public Item map(Item item) {
    if (limiter != null) {
      limiter.acquire(1).toCompletableFuture().join();
    }
    return item;
  }
}
