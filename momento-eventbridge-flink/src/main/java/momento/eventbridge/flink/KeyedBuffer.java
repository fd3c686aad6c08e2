package momento.eventbridge.flink;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import momento.eventbridge.EventEntries;
import momento.eventbridge.flink.MomentoRequestEntry.ItemKey;
import org.apache.flink.connector.base.sink.writer.RequestBuffer;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.apache.flink.metrics.Counter;
import org.jspecify.annotations.Nullable;

/**
 * The events of a subtask that wait to be sent. EventBridge keeps no order, so that two updates of
 * one item that are on their way together can arrive the wrong way round. Therefore an item is
 * never twice on its way, and of the updates of one item that wait, only the last is kept.
 *
 * <p>An update whose item is on its way is <em>held</em> until the item's request is decided. Flink
 * asks for the size to know whether it may take more and send more; held updates do not count
 * there: there are never more of them than entries in flight.
 *
 * <p>Only the task's thread uses it.
 */
final class KeyedBuffer implements RequestBuffer<MomentoRequestEntry> {
  private final Deque<Place> ready = new ArrayDeque<>();
  private final Map<ItemKey, Place> readyByKey = new HashMap<>();
  private final Map<ItemKey, MomentoRequestEntry> inFlight = new HashMap<>();
  private final Map<ItemKey, RequestEntryWrapper<MomentoRequestEntry>> held = new LinkedHashMap<>();
  private final Counter coalesced;
  private long readyBytes;

  /**
   * An empty buffer.
   *
   * @param coalesced counts the updates that a later one replaced
   */
  KeyedBuffer(Counter coalesced) {
    this.coalesced = coalesced;
  }

  /** A place in the queue, whose entry a later update of the same item takes over. */
  private static final class Place {
    private RequestEntryWrapper<MomentoRequestEntry> entry;

    private Place(RequestEntryWrapper<MomentoRequestEntry> entry) {
      this.entry = entry;
    }
  }

  @Override
  public void add(RequestEntryWrapper<MomentoRequestEntry> entry, boolean prioritize) {
    ItemKey key = entry.getRequestEntry().itemKey().orElse(null);
    if (key == null) {
      enqueue(entry, prioritize);
    } else if (prioritize) {
      putBack(key, entry);
    } else if (inFlight.containsKey(key)) {
      if (held.put(key, entry) != null) {
        coalesced.inc();
      }
    } else {
      Place waiting = readyByKey.get(key);
      if (waiting == null) {
        readyByKey.put(key, enqueue(entry, false));
      } else {
        readyBytes += entry.getSize() - waiting.entry.getSize();
        waiting.entry = entry;
        coalesced.inc();
      }
    }
  }

  /** The entry was on its way and has to go again, unless a later update makes it needless. */
  private void putBack(ItemKey key, RequestEntryWrapper<MomentoRequestEntry> entry) {
    inFlight.remove(key, entry.getRequestEntry());
    RequestEntryWrapper<MomentoRequestEntry> later = held.remove(key);
    if (later != null) {
      coalesced.inc();
    }
    readyByKey.put(key, enqueue(later == null ? entry : later, true));
  }

  /** The entry's request is decided: a held update of the same item may leave. */
  void release(MomentoRequestEntry entry) {
    ItemKey key = entry.itemKey().orElse(null);
    if (key != null && inFlight.remove(key, entry)) {
      RequestEntryWrapper<MomentoRequestEntry> later = held.remove(key);
      if (later != null) {
        // It is older than all that came since, and waited for one request already.
        readyByKey.put(key, enqueue(later, true));
      }
    }
  }

  private Place enqueue(RequestEntryWrapper<MomentoRequestEntry> entry, boolean first) {
    Place place = new Place(entry);
    if (first) {
      ready.addFirst(place);
    } else {
      ready.addLast(place);
    }
    readyBytes += entry.getSize();
    return place;
  }

  /** The first entry, which from now on is on its way. */
  @Override
  public @Nullable RequestEntryWrapper<MomentoRequestEntry> poll() {
    Place place = ready.pollFirst();
    if (place == null) {
      return null;
    }
    MomentoRequestEntry entry = place.entry.getRequestEntry();
    entry
        .itemKey()
        .ifPresent(
            key -> {
              readyByKey.remove(key);
              inFlight.put(key, entry);
            });
    readyBytes -= place.entry.getSize();
    return place.entry;
  }

  @Override
  public @Nullable RequestEntryWrapper<MomentoRequestEntry> peek() {
    Place place = ready.peekFirst();
    return place == null ? null : place.entry;
  }

  /** The first entries in the order in which they are to leave; they stay. */
  List<EventEntries.Entry> head(int atMost) {
    List<EventEntries.Entry> head = new ArrayList<>(atMost);
    int largest = atMost;
    for (Iterator<Place> places = ready.iterator(); places.hasNext() && head.size() < largest; ) {
      MomentoRequestEntry entry = places.next().entry.getRequestEntry();
      if (head.size() >= entry.largestRequest()) {
        break; // of an entry that has to go in a smaller request, this would make a larger one
      }
      largest = Math.min(largest, entry.largestRequest());
      head.add(entry.prepared());
    }
    return head;
  }

  /** Whether all that waits, waits for an answer. */
  boolean isHeldUp() {
    return ready.isEmpty() && !held.isEmpty();
  }

  @Override
  public boolean isEmpty() {
    return ready.isEmpty() && held.isEmpty();
  }

  /** How many entries may leave. */
  @Override
  public int size() {
    return ready.size();
  }

  @Override
  public Collection<RequestEntryWrapper<MomentoRequestEntry>> getBufferedState() {
    List<RequestEntryWrapper<MomentoRequestEntry>> state = new ArrayList<>();
    ready.forEach(place -> state.add(place.entry));
    state.addAll(held.values());
    return state;
  }

  @Override
  public long totalSizeInBytes() {
    return readyBytes;
  }

  /** The first entry; there must be one. */
  RequestEntryWrapper<MomentoRequestEntry> take() {
    return Objects.requireNonNull(poll(), "an entry");
  }
}
