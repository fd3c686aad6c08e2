package momento.eventbridge.benchmarks.throughput;

import java.time.Duration;
import java.util.List;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.benchmarks.throughput.Payload.Item;

/** Our synchronous publisher, one event a call. */
final class OurPublish extends Throughput {
  private static final Duration TTL = Duration.ofSeconds(Entries.TTL_SECONDS);

  private final MomentoEventPublisher publisher;
  private final Runnable closeClient;
  private final List<Item> items;

  OurPublish(MomentoEventPublisher publisher, Runnable closeClient, List<Item> items, int threads) {
    super(threads);
    this.publisher = publisher;
    this.closeClient = closeClient;
    this.items = items;
  }

  @Override
  long publishUntil(long nanoTime, int worker) {
    long sent = 0;
    for (int i = worker; System.nanoTime() - nanoTime < 0; i++) {
      Item item = items.get(i % items.size());
      var unused = publisher.cacheSet(Entries.CACHE, item.key(), item.message(), TTL);
      sent++;
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
    publisher.close();
    closeClient.run();
  }
}
