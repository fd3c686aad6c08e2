package momento.eventbridge.benchmarks.throughput;

import java.util.List;
import momento.eventbridge.benchmarks.throughput.Payload.Item;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;

/** The SDK's synchronous client with requests that are built beforehand. */
final class RawSync extends Throughput {
  private final EventBridgeClient client;
  private final int entries;
  private final List<PutEventsRequest> requests;

  RawSync(EventBridgeClient client, List<Item> items, int entries, int threads) {
    super(threads);
    this.client = client;
    this.entries = entries;
    this.requests = Entries.groups(items, entries).stream().map(Entries::request).toList();
  }

  @Override
  long publishUntil(long nanoTime, int worker) {
    long sent = 0;
    for (int i = worker; System.nanoTime() - nanoTime < 0; i++) {
      if (client.putEvents(requests.get(i % requests.size())).failedEntryCount() != 0) {
        throw new IllegalStateException("the stub refused an entry");
      }
      sent += entries;
    }
    return sent;
  }

  @Override
  void settle() {
    // nothing is under way once a call has returned
  }

  @Override
  public void close() {
    super.close();
    client.close();
  }
}
