package momento.eventbridge.internal.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Entries that wait for another attempt. They wait together, whatever the time that each failed, so
 * that they go out in full requests; first come, first in the input.
 *
 * @param <E> the publisher's own kind of event
 */
public final class WaitingEntries<E extends PendingEvent> {
  /** Beyond this many nothing new is taken, which bounds memory. */
  private static final int MAX_ENTRIES = 100;

  private final long maxBytes;
  private final PriorityQueue<E> entries =
      new PriorityQueue<>(Comparator.comparingLong(PendingEvent::index));
  private long bytes;
  private long untilNanos;

  /** Nobody waits yet; from {@code maxBytes} on it is full. */
  public WaitingEntries(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Whether nobody waits. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Whether so much waits that nothing new should be taken. */
  public boolean isFull() {
    return entries.size() >= MAX_ENTRIES || bytes >= maxBytes;
  }

  /** Whether somebody waits and the time has come. */
  public boolean isDue(long nanoTime) {
    return !entries.isEmpty() && nanosLeft(nanoTime) <= 0;
  }

  /** How long they still wait; zero or less when the time has come. */
  public long nanosLeft(long nanoTime) {
    return untilNanos - nanoTime;
  }

  /**
   * Sets the time, and returns it. Who waits already is not kept longer by others, unless all are
   * to hold back.
   */
  public long waitUntil(long wanted, long nanoTime, boolean holdBack) {
    if (holdBack || entries.isEmpty() || nanosLeft(nanoTime) <= 0) {
      untilNanos = wanted;
    }
    return untilNanos;
  }

  /** Adds an event to those that wait. */
  public void add(E event) {
    entries.add(event);
    bytes += event.encoded().size();
  }

  /** The first in the input, or null. */
  public @Nullable E peek() {
    return entries.peek();
  }

  /** Removes what {@link #peek} shows. */
  public void removeFirst() {
    bytes -= entries.remove().encoded().size();
  }

  /** Removes all, in no particular order. */
  public List<E> removeAll() {
    List<E> all = new ArrayList<>(entries);
    entries.clear();
    bytes = 0;
    return all;
  }
}
