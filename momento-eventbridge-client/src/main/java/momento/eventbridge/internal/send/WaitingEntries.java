package momento.eventbridge.internal.send;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import momento.eventbridge.internal.core.PendingEvent;
import org.jspecify.annotations.Nullable;

/**
 * Entries that wait for another attempt. They wait together, whatever the time that each failed, so
 * that they go out in full requests; first come, first in the input.
 */
final class WaitingEntries {
  /** Beyond this many nothing new is taken, which bounds memory. */
  private static final int MAX_ENTRIES = 100;

  private final long maxBytes;
  private final PriorityQueue<PendingEvent> entries =
      new PriorityQueue<>(Comparator.comparingLong(PendingEvent::index));
  private long bytes;
  private long untilNanos;

  WaitingEntries(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  boolean isFull() {
    return entries.size() >= MAX_ENTRIES || bytes >= maxBytes;
  }

  boolean isDue(long nanoTime) {
    return !entries.isEmpty() && nanosLeft(nanoTime) <= 0;
  }

  long nanosLeft(long nanoTime) {
    return untilNanos - nanoTime;
  }

  /** Who waits already is not kept longer by others, unless all are to hold back. */
  long waitUntil(long wanted, long nanoTime, boolean holdBack) {
    if (holdBack || entries.isEmpty() || nanosLeft(nanoTime) <= 0) {
      untilNanos = wanted;
    }
    return untilNanos;
  }

  void add(PendingEvent event) {
    entries.add(event);
    bytes += event.encoded().size();
  }

  @Nullable PendingEvent peek() {
    return entries.peek();
  }

  void removeFirst() {
    bytes -= entries.remove().encoded().size();
  }

  List<PendingEvent> removeAll() {
    List<PendingEvent> all = new ArrayList<>(entries);
    entries.clear();
    bytes = 0;
    return all;
  }
}
