package momento.eventbridge.benchmarks.quota;

import java.util.Collections;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** The SDK with its own retries, and hand-written batches of ten, as many under way as we have. */
final class RawPublishing implements Publishing {
  private static final int ENTRIES = 10;
  private static final int IN_FLIGHT = 48;
  private static final PutEventsRequest REQUEST =
      PutEventsRequest.builder()
          .entries(
              Collections.nCopies(
                  ENTRIES,
                  PutEventsRequestEntry.builder()
                      .eventBusName("default")
                      .source("benchmark")
                      .detailType("cacheSet")
                      .detail(
                          "{\"cacheName\":\"my-cache\",\"key\":\"test-key\","
                              + "\"message\":\"hello world!\",\"ttl\":300}")
                      .build()))
          .build();

  private final EventBridgeAsyncClient client = EventBridgeAsyncClient.create();
  private final Semaphore permits = new Semaphore(IN_FLIGHT);
  private final LongAdder rejected = new LongAdder();

  @Override
  public String name() {
    return "SDK async, batches of ten, its own retries";
  }

  @Override
  public void publishUntil(long nanoTime) throws InterruptedException {
    while (System.nanoTime() - nanoTime < 0) {
      permits.acquire();
      var unused =
          client
              .putEvents(REQUEST)
              .whenComplete(
                  (response, failure) -> {
                    if (failure != null) {
                      rejected.add(ENTRIES);
                    }
                    permits.release();
                  });
    }
  }

  @Override
  public void settle() throws InterruptedException {
    permits.acquire(IN_FLIGHT);
    permits.release(IN_FLIGHT);
  }

  @Override
  public long rejected() {
    return rejected.sum();
  }

  @Override
  public void close() {
    client.close();
  }
}
