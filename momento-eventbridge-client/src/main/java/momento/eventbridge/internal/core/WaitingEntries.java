package momento.eventbridge.internal.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Entries that wait for another attempt, each until its own time, so that those which fail again
 * and again do not hold up others. Those that are due at one time go in input order.
 *
 * @param <E> the publisher's own kind of event
 */
public final class WaitingEntries<E extends PendingEvent> {
  /** Beyond this many nothing new is taken, which bounds memory. */
  private static final int MAX_ENTRIES = 100;

  private final long maxBytes;
  private final TreeSet<E> entries = new TreeSet<>(WaitingEntries::compare);
  private final TreeSet<E> byAge = new TreeSet<>(Comparator.comparingLong(PendingEvent::index));
  private long bytes;

  /** Nobody waits yet; from {@code maxBytes} on it is full. */
  public WaitingEntries(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  private static int compare(PendingEvent one, PendingEvent other) {
    long later = one.dueNanos() - other.dueNanos(); // nanoTime may overflow between the two
    return later != 0 ? Long.signum(later) : Long.compare(one.index(), other.index());
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

  /** How long the first still waits; zero or less when the time has come. */
  public long nanosLeft(long nanoTime) {
    return entries.first().dueNanos() - nanoTime;
  }

  /** Adds an event to those that wait, until that time. */
  public void add(E event, long dueNanos) {
    event.setDue(dueNanos);
    entries.add(event);
    byAge.add(event);
    bytes += event.encoded().size();
  }

  /** The next to go; somebody waits. */
  public E first() {
    return entries.first();
  }

  /** The one that was taken first, whose time runs out first; somebody waits. */
  public E oldest() {
    return byAge.first();
  }

  /** Removes one of those that wait. */
  public void remove(E event) {
    entries.remove(event);
    byAge.remove(event);
    bytes -= event.encoded().size();
  }

  /** Removes all, the oldest first. */
  public List<E> removeAll() {
    List<E> all = new ArrayList<>(byAge);
    entries.clear();
    byAge.clear();
    bytes = 0;
    return all;
  }
}
