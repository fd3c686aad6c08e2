package momento.eventbridge.internal.send;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.MomentoEventAsyncPublisher;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Publishes one event with a publisher as the builder makes it. */
final class WithoutCommonPool {
  private WithoutCommonPool() {}

  public static void main(String[] arguments)
      throws ExecutionException, InterruptedException, TimeoutException {
    MomentoEventAsyncPublisher publisher =
        MomentoEventAsyncPublisher.builder().client(new Accepting()).build();
    CompletableFuture<String> future = publisher.publish(CacheDelete.of("c", "k"));
    // Only so that a failure is one and does not hang.
    System.out.println(future.get(1, TimeUnit.MINUTES));
  }

  private static final class Accepting implements EventBridgeAsyncClient {
    @Override
    public CompletableFuture<PutEventsResponse> putEvents(PutEventsRequest request) {
      return CompletableFuture.completedFuture(
          PutEventsResponse.builder()
              .failedEntryCount(0)
              .entries(PutEventsResultEntry.builder().eventId("accepted").build())
              .build());
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
