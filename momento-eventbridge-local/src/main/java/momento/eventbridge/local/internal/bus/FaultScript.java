package momento.eventbridge.local.internal.bus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** What is to go wrong at EventBridge, in the order in which it was scripted. */
public final class FaultScript {
  private final Deque<RequestFault> requestFaults = new ArrayDeque<>();
  private final Deque<EntryError> nextEntries = new ArrayDeque<>();
  private final List<MatchingEntries> matchingEntries = new ArrayList<>();

  private record MatchingEntries(Predicate<PutEventsRequestEntry> entries, EntryError error) {}

  /** Adds a fault for one request that none of the earlier ones is for. */
  public synchronized void add(RequestFault fault) {
    requestFaults.add(fault);
  }

  /** Fails the next entries, in whatever requests they come. */
  public synchronized void failNextEntries(int count, String code, String message) {
    for (int i = 0; i < count; i++) {
      nextEntries.add(new EntryError(code, message));
    }
  }

  /** Fails each entry that the predicate selects, until cleared. */
  public synchronized void failEntriesWhere(
      Predicate<PutEventsRequestEntry> entries, String code, String message) {
    matchingEntries.add(new MatchingEntries(entries, new EntryError(code, message)));
  }

  /** Forgets everything and releases the requests that are to be held. */
  public synchronized void clear() {
    requestFaults.forEach(RequestFault::release);
    requestFaults.clear();
    nextEntries.clear();
    matchingEntries.clear();
  }

  synchronized RequestFault next(String operation) {
    Iterator<RequestFault> faults = requestFaults.iterator();
    while (faults.hasNext()) {
      RequestFault fault = faults.next();
      if (fault.concerns(operation)) {
        faults.remove();
        return fault;
      }
    }
    return RequestFault.NONE;
  }

  /** Whether an entry that EventBridge's own rules let pass is to fail. */
  synchronized Optional<EntryError> entryError(Entry entry) {
    EntryError next = nextEntries.poll();
    if (next != null) {
      return Optional.of(next);
    }
    if (matchingEntries.isEmpty()) {
      return Optional.empty();
    }
    PutEventsRequestEntry sdkEntry = entry.toSdk();
    return matchingEntries.stream()
        .filter(fault -> fault.entries().test(sdkEntry))
        .map(MatchingEntries::error)
        .findFirst();
  }
}
