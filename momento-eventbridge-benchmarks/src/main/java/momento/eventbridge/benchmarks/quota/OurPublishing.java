package momento.eventbridge.benchmarks.quota;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import momento.eventbridge.MomentoEventAsyncPublisher;

/** Our asynchronous publisher as {@code create()} makes it, but that publish waits for room. */
final class OurPublishing implements Publishing {
  static final String NAME = "our async publish";

  private static final Duration TTL = Duration.ofMinutes(5);

  private final MomentoEventAsyncPublisher publisher =
      MomentoEventAsyncPublisher.builder().blockWhenFull(Duration.ofMinutes(5)).build();
  private final LongAdder rejected = new LongAdder();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void publishUntil(long nanoTime) {
    while (System.nanoTime() - nanoTime < 0) {
      var unused =
          publisher
              .cacheSet("my-cache", "test-key", "hello world!", TTL)
              .whenComplete(
                  (eventId, failure) -> {
                    if (failure != null) {
                      rejected.increment();
                    }
                  });
    }
  }

  @Override
  public void settle() {
    var unused = publisher.flush().join();
  }

  @Override
  public long rejected() {
    return rejected.sum();
  }

  @Override
  public void close() {
    publisher.close();
  }
}
