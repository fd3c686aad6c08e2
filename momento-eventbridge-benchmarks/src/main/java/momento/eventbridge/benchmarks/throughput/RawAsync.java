package momento.eventbridge.benchmarks.throughput;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import momento.eventbridge.benchmarks.throughput.Payload.Item;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** The SDK's asynchronous client, with a bound on the requests under way. */
final class RawAsync extends Throughput {
  private final EventBridgeAsyncClient client;
  private final int entries;
  private final int inFlight;
  private final IntFunction<PutEventsRequest> requests;
  private final Semaphore permits;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  private RawAsync(
      EventBridgeAsyncClient client,
      int entries,
      int threads,
      int inFlight,
      IntFunction<PutEventsRequest> requests) {
    super(threads);
    this.client = client;
    this.entries = entries;
    this.inFlight = inFlight;
    this.requests = requests;
    this.permits = new Semaphore(inFlight);
  }

  /** With requests that are built beforehand. */
  static RawAsync prebuilt(
      EventBridgeAsyncClient client, List<Item> items, int entries, int threads, int inFlight) {
    List<PutEventsRequest> requests =
        Entries.groups(items, entries).stream().map(Entries::request).toList();
    return new RawAsync(client, entries, threads, inFlight, i -> requests.get(i % requests.size()));
  }

  /** With requests that are built, and whose details are encoded, when they are sent. */
  static RawAsync encoding(
      EventBridgeAsyncClient client, List<Item> items, int entries, int threads, int inFlight) {
    List<List<Item>> groups = Entries.groups(items, entries);
    return new RawAsync(
        client, entries, threads, inFlight, i -> Entries.request(groups.get(i % groups.size())));
  }

  @Override
  long publishUntil(long nanoTime, int worker) {
    long sent = 0;
    for (int i = worker; System.nanoTime() - nanoTime < 0; i++) {
      PutEventsRequest request = requests.apply(i);
      permits.acquireUninterruptibly();
      var unused = client.putEvents(request).whenComplete(this::answered);
      sent += entries;
    }
    return sent;
  }

  private void answered(@Nullable PutEventsResponse response, @Nullable Throwable thrown) {
    if (thrown != null) {
      failure.set(thrown);
    } else if (response == null || response.failedEntryCount() != 0) {
      failure.set(new IllegalStateException("the stub refused an entry"));
    }
    permits.release();
  }

  @Override
  void settle() {
    permits.acquireUninterruptibly(inFlight);
    permits.release(inFlight);
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw new IllegalStateException("a request failed", thrown);
    }
  }

  @Override
  public void close() {
    super.close();
    client.close();
  }
}
