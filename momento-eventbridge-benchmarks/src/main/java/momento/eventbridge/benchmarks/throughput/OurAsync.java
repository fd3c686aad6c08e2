package momento.eventbridge.benchmarks.throughput;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.benchmarks.throughput.Payload.Item;
import org.jspecify.annotations.Nullable;

/** Our asynchronous publisher, one event a call, with a look at each outcome. */
final class OurAsync extends Throughput {
  private static final Duration TTL = Duration.ofSeconds(Entries.TTL_SECONDS);

  private final MomentoEventAsyncPublisher publisher;
  private final Runnable closeClient;
  private final List<Item> items;
  private final LongAdder published = new LongAdder();
  private final LongAdder accepted = new LongAdder();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  OurAsync(
      MomentoEventAsyncPublisher publisher, Runnable closeClient, List<Item> items, int threads) {
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
      var unused =
          publisher
              .cacheSet(Entries.CACHE, item.key(), item.message(), TTL)
              .whenComplete(this::decided);
      sent++;
    }
    published.add(sent);
    return sent;
  }

  private void decided(@Nullable String eventId, @Nullable Throwable thrown) {
    if (thrown == null) {
      accepted.increment();
    } else {
      failure.set(thrown);
    }
  }

  @Override
  void settle() {
    var unused = publisher.flush().join();
    Throwable thrown = failure.get();
    if (thrown != null || published.sum() != accepted.sum()) {
      throw new IllegalStateException(
          "of " + published + " events " + accepted + " were accepted", thrown);
    }
  }

  @Override
  public void close() {
    super.close();
    publisher.close();
    closeClient.run();
  }
}
