package momento.eventbridge.flink;

import momento.eventbridge.EventEntries;
import org.apache.flink.connector.base.sink.writer.strategy.AIMDScalingStrategy;
import org.apache.flink.connector.base.sink.writer.strategy.CongestionControlRateLimitingStrategy;
import org.apache.flink.connector.base.sink.writer.strategy.RateLimitingStrategy;
import org.apache.flink.connector.base.sink.writer.strategy.RequestInfo;
import org.apache.flink.connector.base.sink.writer.strategy.ResultInfo;
import org.apache.flink.connector.base.sink.writer.strategy.ScalingStrategy;

/**
 * How many requests are under way: what Flink's congestion control says, and none while every
 * waiting update waits for its item's answer. Without the latter Flink would spin on a buffer that
 * is not empty and gives nothing.
 */
record RequestRate(RateLimitingStrategy congestion, KeyedBuffer buffer)
    implements RateLimitingStrategy {

  /**
   * Flink's default for its asynchronous sinks, but never less than one full request: the quota of
   * {@code PutEvents} counts requests, whatever they carry (docs/scale.md has figures).
   */
  static RateLimitingStrategy congestionControl(int maxInFlightRequests) {
    return CongestionControlRateLimitingStrategy.builder()
        .setMaxInFlightRequests(maxInFlightRequests)
        .setInitialMaxInFlightMessages(EventEntries.MAX_ENTRIES)
        .setScalingStrategy(
            new FullRequests(
                AIMDScalingStrategy.builder(EventEntries.MAX_ENTRIES * maxInFlightRequests)
                    .build()))
        .build();
  }

  /** As many messages as Flink says, and at least as many as fill a request. */
  private record FullRequests(AIMDScalingStrategy messages) implements ScalingStrategy<Integer> {
    @Override
    public Integer scaleUp(Integer current) {
      return messages.scaleUp(current);
    }

    @Override
    public Integer scaleDown(Integer current) {
      return Math.max(EventEntries.MAX_ENTRIES, messages.scaleDown(current));
    }
  }

  @Override
  public void registerInFlightRequest(RequestInfo requestInfo) {
    congestion.registerInFlightRequest(requestInfo);
  }

  @Override
  public void registerCompletedRequest(ResultInfo resultInfo) {
    congestion.registerCompletedRequest(resultInfo);
  }

  @Override
  public boolean shouldBlock(RequestInfo requestInfo) {
    return buffer.isHeldUp() || congestion.shouldBlock(requestInfo);
  }

  @Override
  public int getMaxBatchSize() {
    return congestion.getMaxBatchSize();
  }
}
