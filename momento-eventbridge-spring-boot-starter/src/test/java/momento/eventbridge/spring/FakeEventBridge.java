package momento.eventbridge.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** An application's own clients: they keep what they get, and note in which order things happen. */
public final class FakeEventBridge {
  public final List<PutEventsRequestEntry> entries = new CopyOnWriteArrayList<>();
  public final List<String> happened = new CopyOnWriteArrayList<>();

  /** Answers wait for it. */
  public volatile CompletableFuture<?> gate = CompletableFuture.completedFuture(null);

  private final AtomicInteger ids = new AtomicInteger();

  public EventBridgeClient client() {
    return new Client();
  }

  public EventBridgeAsyncClient asyncClient() {
    return new AsyncClient();
  }

  private PutEventsResponse accept(PutEventsRequest request) {
    List<PutEventsResultEntry> results = new ArrayList<>();
    for (PutEventsRequestEntry entry : request.entries()) {
      entries.add(entry);
      happened.add("accepted " + entry.detailType());
      results.add(
          PutEventsResultEntry.builder()
              .eventId(String.format(Locale.ROOT, "%d", ids.incrementAndGet()))
              .build());
    }
    return PutEventsResponse.builder().failedEntryCount(0).entries(results).build();
  }

  private final class Client implements EventBridgeClient {
    @Override
    public PutEventsResponse putEvents(PutEventsRequest request) {
      gate.join();
      return accept(request);
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {
      happened.add("client closed");
    }
  }

  private final class AsyncClient implements EventBridgeAsyncClient {
    @Override
    public CompletableFuture<PutEventsResponse> putEvents(PutEventsRequest request) {
      return gate.thenApply(open -> accept(request));
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {
      happened.add("async client closed");
    }
  }
}
