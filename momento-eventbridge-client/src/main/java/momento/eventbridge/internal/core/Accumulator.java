package momento.eventbridge.internal.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import momento.eventbridge.internal.core.Settlement.Decided;
import org.jspecify.annotations.Nullable;

/**
 * The events of an asynchronous publisher that have no outcome yet, and the decision what leaves
 * when. An event leaves at once while few requests are under way; otherwise it waits and shares the
 * next request with up to nine others. Beyond those few, full requests leave as long as the window
 * is open. Entries to send again go first, in order.
 *
 * <p>Pure: it is told the time and sends nothing. Not safe for use by several threads at once: one
 * lock around every call makes "does it fit", "add" and "is it full" one decision.
 *
 * @param <E> the publisher's own kind of event
 */
public final class Accumulator<E extends PendingEvent> {

  /**
   * What bounds an accumulator.
   *
   * @param maxEvents events without an outcome
   * @param maxBytes their sizes together
   * @param maxRequestBytes what the size of a request must be below
   * @param lingerNanos how long an event may wait for others although the window is open
   * @param lifeNanos from taking an event to its outcome
   * @param shortestAttemptNanos with less left, an event is not sent again
   */
  public record Limits(
      int maxEvents,
      long maxBytes,
      int maxRequestBytes,
      long lingerNanos,
      long lifeNanos,
      long shortestAttemptNanos) {}

  /**
   * Events that leave together.
   *
   * @param <E> the publisher's own kind of event
   * @param number for the window of requests
   * @param events 1 to 10, in order
   */
  public record Request<E>(long number, List<E> events) {}

  private final Limits limits;
  private final RequestWindow window;
  private final Pace pace;
  private final Deque<E> fresh = new ArrayDeque<>();
  private long freshBytes;
  private final WaitingEntries<E> waiting;

  /** While the service throttles or answers nothing, nothing leaves until that time. */
  private boolean holdingBack;

  private long heldBackUntilNanos;
  private final Deque<List<E>> halves = new ArrayDeque<>();
  private final List<E> expired = new ArrayList<>();
  private int unfinishedEvents;
  private long unfinishedBytes;

  /** An empty accumulator. */
  public Accumulator(Limits limits, RequestWindow window, Pace pace) {
    this.limits = limits;
    this.window = window;
    this.pace = pace;
    this.waiting = new WaitingEntries<>(limits.maxBytes);
  }

  /** Whether so many events of that size together may be added. */
  public boolean hasRoomFor(int events, long bytes) {
    return unfinishedEvents + events <= limits.maxEvents
        && unfinishedBytes + bytes <= limits.maxBytes;
  }

  /** Adds a new event; the caller has asked for room. */
  public void add(E event) {
    fresh.add(event);
    freshBytes += event.encoded().size();
    unfinishedEvents++;
    unfinishedBytes += event.encoded().size();
  }

  /**
   * What leaves now, or null. The events count as sent, and the request as under way, until {@link
   * #settle}.
   *
   * @param push whether a linger is cut short
   */
  public @Nullable Request<E> next(long nanoTime, boolean push) {
    expire(nanoTime);
    if (isAnswerAwaited()) {
      return null;
    }
    List<E> events = nextEvents(nanoTime, push);
    if (events.isEmpty()) {
      return null;
    }
    events.forEach(event -> event.sent(1));
    pace.take(events.size(), nanoTime);
    return new Request<>(window.begin(), events);
  }

  /**
   * Whether nothing may leave before an answer comes, after which {@link #next} is asked anyway.
   */
  private boolean isAnswerAwaited() {
    return !window.isOpen() || (window.isBusy() && halves.isEmpty() && !fillsARequest());
  }

  private boolean fillsARequest() {
    return fresh.size() >= Batch.MAX_ENTRIES || freshBytes >= limits.maxRequestBytes;
  }

  private List<E> nextEvents(long nanoTime, boolean push) {
    if (nanosHeldBack(nanoTime) > 0) {
      return List.of();
    }
    holdingBack = false;
    if (!halves.isEmpty()) {
      return halves.remove();
    }
    Batch<E> batch = new Batch<>(limits.maxRequestBytes);
    addWaiting(batch, nanoTime);
    if (!batch.isEmpty() || freshWait(nanoTime, push) <= 0) {
      addFresh(batch);
    }
    return batch.entries();
  }

  /** By an answer that asked for a pause, or by the pace. */
  private long nanosHeldBack(long nanoTime) {
    long paced = pace.nanosLeft(nanoTime);
    return holdingBack ? Math.max(paced, heldBackUntilNanos - nanoTime) : paced;
  }

  /** How long new events still wait for others, if there are any. */
  private long freshWait(long nanoTime, boolean push) {
    if (push || fresh.isEmpty() || fillsARequest()) {
      return 0;
    }
    long age = limits.lifeNanos - fresh.element().nanosLeft(nanoTime);
    return limits.lingerNanos - age;
  }

  private void addWaiting(Batch<E> batch, long nanoTime) {
    while (waiting.isDue(nanoTime)) {
      E event = waiting.first();
      if (!batch.add(event, event.encoded().size())) {
        return;
      }
      waiting.remove(event);
    }
  }

  private void addFresh(Batch<E> batch) {
    for (E event = fresh.peek(); event != null; event = fresh.peek()) {
      if (!batch.add(event, event.encoded().size())) {
        return;
      }
      removeFirstFresh();
    }
  }

  private void removeFirstFresh() {
    freshBytes -= fresh.remove().encoded().size();
  }

  /** Whatever holds an event up. The first is the oldest, so what follows it has more time left. */
  private void expire(long nanoTime) {
    while (!waiting.isEmpty() && isExpired(waiting.oldest(), nanoTime)) {
      expired.add(waiting.oldest());
      waiting.remove(waiting.oldest());
    }
    if (!halves.isEmpty()) {
      expireHalves(nanoTime);
    }
    for (E event = fresh.peek();
        event != null && isExpired(event, nanoTime);
        event = fresh.peek()) {
      removeFirstFresh();
      expired.add(event);
    }
  }

  private void expireHalves(long nanoTime) {
    List<List<E>> all = List.copyOf(halves);
    halves.clear();
    for (List<E> half : all) {
      List<E> kept = new ArrayList<>(half.size());
      for (E event : half) {
        (isExpired(event, nanoTime) ? expired : kept).add(event);
      }
      if (!kept.isEmpty()) {
        halves.add(kept);
      }
    }
  }

  private boolean isExpired(E event, long nanoTime) {
    return event.nanosLeft(nanoTime) < limits.shortestAttemptNanos;
  }

  /**
   * Removes the events whose time was up before they could leave; they are finished. To be asked
   * after each {@link #next} and {@link #settle}, before anybody else can look.
   */
  public List<E> takeExpired() {
    List<E> taken = List.copyOf(expired);
    expired.clear();
    taken.forEach(this::finish);
    return taken;
  }

  /**
   * Takes an answer in: the decided events are finished, others wait or leave again.
   *
   * @param backoffNanos how long those that are sent again wait
   */
  public void settle(
      Request<E> request, Settlement<E> settlement, long nanoTime, long backoffNanos) {
    if (settlement.throttled()) {
      window.throttled(request.number());
    } else if (settlement.failure().isPresent()) {
      window.failed();
    } else {
      window.succeeded();
    }
    for (Decided<E> one : settlement.decided()) {
      finish(one.event());
    }
    for (int i = settlement.halves().size() - 1; i >= 0; i--) {
      halves.addFirst(settlement.halves().get(i));
    }
    long due = nanoTime + backoffNanos;
    if (!settlement.again().isEmpty()
        && (settlement.throttled() || settlement.failure().isPresent())) {
      holdBack(nanoTime, due);
    }
    for (E event : settlement.again()) {
      if (isExpired(event, due)) {
        expired.add(event);
      } else {
        waiting.add(event, due);
      }
    }
  }

  /** What is answered meanwhile left before it, and says nothing new. */
  private void holdBack(long nanoTime, long untilNanos) {
    if (!holdingBack || heldBackUntilNanos - nanoTime <= 0) {
      holdingBack = true;
      heldBackUntilNanos = untilNanos;
    }
  }

  private void finish(E event) {
    unfinishedEvents--;
    unfinishedBytes -= event.encoded().size();
  }

  /**
   * When {@link #next} has to be asked again although nothing happens; empty for never.
   *
   * @param push whether a linger is cut short
   */
  public OptionalLong nanosToNext(long nanoTime, boolean push) {
    E oldest = oldestWaiting();
    if (oldest == null) {
      return OptionalLong.empty();
    }
    long nanos = untilExpired(oldest, nanoTime);
    if (!isAnswerAwaited()) {
      long held = nanosHeldBack(nanoTime);
      if (!fresh.isEmpty()) {
        nanos = Math.min(nanos, Math.max(held, freshWait(nanoTime, push)));
      }
      if (!waiting.isEmpty()) {
        nanos = Math.min(nanos, Math.max(held, waiting.nanosLeft(nanoTime)));
      }
      if (!halves.isEmpty()) {
        nanos = Math.min(nanos, held);
      }
    }
    return OptionalLong.of(Math.max(0, nanos));
  }

  private long untilExpired(E event, long nanoTime) {
    return event.nanosLeft(nanoTime) - limits.shortestAttemptNanos + 1;
  }

  /** Removes every event that has not left, in order; they are finished. */
  public List<E> removeAll() {
    List<E> all = new ArrayList<>(waiting.removeAll());
    halves.forEach(all::addAll);
    all.addAll(fresh);
    halves.clear();
    fresh.clear();
    freshBytes = 0;
    all.forEach(this::finish);
    return all;
  }

  /** How many events have no outcome, those under way included. */
  public int unfinishedEvents() {
    return unfinishedEvents;
  }

  /** Their sizes together. */
  public long unfinishedBytes() {
    return unfinishedBytes;
  }

  /** The event that has waited to leave for longest, or null. */
  public @Nullable E oldestWaiting() {
    E oldest = fresh.peek();
    if (!waiting.isEmpty()) {
      oldest = older(oldest, waiting.oldest());
    }
    for (List<E> half : halves) {
      for (E event : half) {
        oldest = older(oldest, event);
      }
    }
    return oldest;
  }

  private E older(@Nullable E one, E other) {
    return one != null && one.index() < other.index() ? one : other;
  }

  /** The window of requests. */
  public RequestWindow window() {
    return window;
  }
}
