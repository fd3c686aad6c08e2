package momento.eventbridge.local.internal.bus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import momento.eventbridge.local.EventBridgeFaults;
import momento.eventbridge.local.Hold;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** The faults that were scripted and are not used up. */
public final class FaultScript implements EventBridgeFaults {
  private final Deque<RequestFault> nextRequests = new ArrayDeque<>();
  private final Deque<EntryError> nextEntries = new ArrayDeque<>();
  private final List<MatchingEntries> matchingEntries = new ArrayList<>();
  private @Nullable Gate gate;

  private record MatchingEntries(Predicate<PutEventsRequestEntry> entries, EntryError error) {
    boolean selects(PutEventsRequestEntry entry) {
      try {
        return entries.test(entry);
      } catch (RuntimeException | Error e) {
        // An assertion in it is an Error.
        throw ServiceException.predicateFailed(error.code(), e);
      }
    }
  }

  @Override
  public synchronized void failNextEntries(String errorCode, String errorMessage, int times) {
    checkTimes(times);
    for (int i = 0; i < times; i++) {
      nextEntries.add(new EntryError(errorCode, errorMessage));
    }
  }

  @Override
  public void failEntriesOfNextRequest(String errorCode, String errorMessage, int... indexes) {
    Set<Integer> places = Arrays.stream(indexes).boxed().collect(Collectors.toSet());
    add(RequestFault.failEntries(places, new EntryError(errorCode, errorMessage)), 1);
  }

  @Override
  public synchronized void failEntriesWhere(
      String errorCode, String errorMessage, Predicate<PutEventsRequestEntry> entries) {
    matchingEntries.add(new MatchingEntries(entries, new EntryError(errorCode, errorMessage)));
  }

  @Override
  public void throttleNext(int times) {
    respondNext(400, "ThrottlingException", "Rate exceeded", times);
  }

  @Override
  public void respondTooLargeNext(int times) {
    add(RequestFault.refuse("413", Answer.empty(413)), times);
  }

  @Override
  public void respondNext(int status, String errorCode, String errorMessage, int times) {
    if (status < 300 || status > 599) {
      throw new IllegalArgumentException(
          "status is " + status + "; an error has one from 300 to 599");
    }
    add(RequestFault.refuse(errorCode, Answer.error(status, errorCode, errorMessage)), times);
  }

  @Override
  public void dropNext(int times) {
    add(RequestFault.dropBefore(), times);
  }

  @Override
  public void dropAnswerNext(int times) {
    add(RequestFault.dropAfter(), times);
  }

  @Override
  public void answerNextWithEntries(int entries) {
    if (entries < 0) {
      throw new IllegalArgumentException("entries is " + entries + "; it must be 0 or more");
    }
    add(RequestFault.answerEntries(entries), 1);
  }

  @Override
  public void omitFailedEntryCountNext(int times) {
    add(RequestFault.omitFailedEntryCount(), times);
  }

  @Override
  public synchronized Hold hold() {
    if (gate != null && !gate.isOpen()) {
      throw new IllegalStateException("requests are being held already: close that hold first");
    }
    gate = new Gate();
    return gate;
  }

  @Override
  public synchronized void clear() {
    nextRequests.clear();
    nextEntries.clear();
    matchingEntries.clear();
    if (gate != null) {
      gate.close();
    }
  }

  void awaitRelease() throws InterruptedException {
    Gate held;
    synchronized (this) {
      held = gate;
    }
    if (held != null) {
      held.pass();
    }
  }

  synchronized RequestFault next(String operation) {
    Iterator<RequestFault> faults = nextRequests.iterator();
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
        .filter(fault -> fault.selects(sdkEntry))
        .map(MatchingEntries::error)
        .findFirst();
  }

  private synchronized void add(RequestFault fault, int times) {
    checkTimes(times);
    for (int i = 0; i < times; i++) {
      nextRequests.add(fault);
    }
  }

  private static void checkTimes(int times) {
    if (times < 1) {
      throw new IllegalArgumentException("times is " + times + "; it must be at least 1");
    }
  }
}
