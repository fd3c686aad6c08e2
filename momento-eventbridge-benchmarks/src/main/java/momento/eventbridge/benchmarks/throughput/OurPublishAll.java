package momento.eventbridge.benchmarks.throughput;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import momento.eventbridge.CacheSet;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.benchmarks.throughput.Payload.Item;

/** Our synchronous publisher, a thousand events a call. The events are made anew for each call. */
final class OurPublishAll extends Throughput {
  private static final Duration TTL = Duration.ofSeconds(Entries.TTL_SECONDS);

  private final MomentoEventPublisher publisher;
  private final Runnable closeClient;
  private final List<Item> items;

  OurPublishAll(
      MomentoEventPublisher publisher, Runnable closeClient, List<Item> items, int threads) {
    super(threads);
    this.publisher = publisher;
    this.closeClient = closeClient;
    this.items = items;
  }

  @Override
  long publishUntil(long nanoTime, int worker) {
    long sent = 0;
    while (System.nanoTime() - nanoTime < 0) {
      List<MomentoEvent> events = new ArrayList<>(items.size());
      for (Item item : items) {
        events.add(CacheSet.of(Entries.CACHE, item.key(), item.message(), TTL));
      }
      sent += publisher.publishAll(events).orThrow().outcomes().size();
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
