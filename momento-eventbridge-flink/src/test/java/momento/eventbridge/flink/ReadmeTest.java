package momento.eventbridge.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import momento.eventbridge.CacheSet;
import momento.eventbridge.local.LocalMomentoStack;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.RestoreSystemProperties;
import org.junit.jupiter.api.util.SetSystemProperty;

/**
 * The README's stream; only the SDK's settings say that the local stack is there instead of AWS.
 */
class ReadmeTest {
  /** What the stream is of. */
  record Price(String sku, String text) {}

  @Test
  @RestoreSystemProperties
  @SetSystemProperty(key = "aws.accessKeyId", value = "any")
  @SetSystemProperty(key = "aws.secretAccessKey", value = "any")
  void aStreamKeepsCacheItems() throws Exception {
    try (LocalMomentoStack stack = LocalMomentoStack.builder().caches("prices").start()) {
      System.setProperty("aws.endpointUrlEventBridge", stack.eventBridgeEndpoint().toString());
      StreamExecutionEnvironment environment = LocalCluster.environment(1);
      keepItems(environment.fromData(new Price("tea", "12.50"), new Price("coffee", "9.90")));
      environment.execute();
      stack.awaitIdle();

      assertThat(stack.get("prices", "tea").orElseThrow().text()).isEqualTo("12.50");
      assertThat(stack.get("prices", "coffee").orElseThrow().text()).isEqualTo("9.90");
    }
  }

  private static void keepItems(DataStream<Price> prices) {
    prices
        .keyBy(Price::sku)
        .sinkTo(
            MomentoEventSink.<Price>builder(
                    (price, context) ->
                        CacheSet.of("prices", price.sku(), price.text(), Duration.ofMinutes(5)))
                .region("us-east-1")
                .build());
  }
}
