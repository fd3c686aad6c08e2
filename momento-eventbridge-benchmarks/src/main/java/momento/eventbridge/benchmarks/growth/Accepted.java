package momento.eventbridge.benchmarks.growth;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/** Counts futures that completed with an event id. */
final class Accepted {
  private final LongAdder accepted = new LongAdder();

  void add(CompletableFuture<String> eventId) {
    var unused =
        eventId.whenComplete(
            (id, failure) -> {
              if (failure == null) {
                accepted.increment();
              }
            });
  }

  long count() {
    return accepted.sum();
  }
}
