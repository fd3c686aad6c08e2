package momento.eventbridge.internal.send;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import momento.eventbridge.PublishCounts;
import momento.eventbridge.PublishOutcome;

/** The flushes that wait for the futures of earlier events. Guarded by the publisher's lock. */
final class Flushes {
  private final List<Flush> waiting = new ArrayList<>();

  private static final class Flush {
    final CompletableFuture<PublishCounts> future = new CompletableFuture<>();
    final long beforeIndex;
    long remaining;
    long accepted;
    long rejected;

    Flush(long beforeIndex, long remaining) {
      this.beforeIndex = beforeIndex;
      this.remaining = remaining;
    }
  }

  /** A flush that ends when that many events before that index have ended. */
  CompletableFuture<PublishCounts> begin(long beforeIndex, long remaining) {
    Flush flush = new Flush(beforeIndex, remaining);
    if (remaining == 0) {
      flush.future.complete(new PublishCounts(0, 0, true));
    } else {
      waiting.add(flush);
    }
    return flush.future;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Counts an event whose future is complete; returns what to run, without the lock, for it. */
  List<Runnable> ended(long index, PublishOutcome outcome) {
    List<Runnable> ends = new ArrayList<>(0);
    for (Iterator<Flush> flushes = waiting.iterator(); flushes.hasNext(); ) {
      Flush flush = flushes.next();
      if (index < flush.beforeIndex) {
        flush.remaining--;
        flush.accepted += outcome instanceof PublishOutcome.Accepted ? 1 : 0;
        flush.rejected += outcome instanceof PublishOutcome.Rejected ? 1 : 0;
        if (flush.remaining == 0) {
          flushes.remove();
          PublishCounts counts = new PublishCounts(flush.accepted, flush.rejected, true);
          ends.add(() -> flush.future.complete(counts));
        }
      }
    }
    return ends;
  }
}
