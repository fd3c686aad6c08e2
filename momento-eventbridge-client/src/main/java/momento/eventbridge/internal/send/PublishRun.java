package momento.eventbridge.internal.send;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.EventTooLargeException;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.MomentoEventException;
import momento.eventbridge.PublishCounts;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublishOutcome.Rejected;
import momento.eventbridge.PublisherListener;
import momento.eventbridge.RequestReport;
import momento.eventbridge.internal.core.Answer;
import momento.eventbridge.internal.core.Backoff;
import momento.eventbridge.internal.core.Batch;
import momento.eventbridge.internal.core.EncodedEvent;
import momento.eventbridge.internal.core.PendingEvent;
import momento.eventbridge.internal.core.Settlement;
import momento.eventbridge.internal.core.WaitingEntries;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * One call of {@code publish} or {@code publishAll}: takes events from the input one by one, sends
 * them in batches, sends again what may be sent again, and reports exactly one outcome for each
 * event that it took. It holds one batch and a bounded number of waiting entries, however long the
 * input.
 *
 * <p>Entries that wait for another attempt wait together and go out first, in input order, filled
 * up with new events. While the service throttles, or answers nothing, nothing new is taken.
 */
final class PublishRun {
  /** Gets the outcomes as they become known. */
  interface Sink {
    void accept(long index, PublishOutcome outcome);
  }

  private final PublisherSettings settings;
  private final PutEvents putEvents;
  private final Pacing pacing;
  private final CountDownLatch publisherClosed;
  private final Turns turns;
  private final PublisherListener listener;
  private final Logger logger;
  private final EventAttributes attributes;
  private final Sink sink;

  private final Iterator<? extends MomentoEvent> input;
  private boolean inputExhausted;
  private long taken;
  private @Nullable PendingEvent nextNew;

  private final Deque<List<PendingEvent>> halves = new ArrayDeque<>();
  private final WaitingEntries<PendingEvent> waiting;
  private List<PendingEvent> underWay = List.of();

  /** While the service throttles or answers nothing, nothing is sent until that time. */
  private boolean paused;

  private long pausedUntilNanos;

  private final Map<ErrorCode, Integer> rejectedInStep = new EnumMap<>(ErrorCode.class);
  private @Nullable Rejected firstRejectedInStep;
  private long accepted;
  private long rejected;
  private @Nullable Stop stop;
  private @Nullable RuntimeException failure;

  /** Why nothing more is sent. */
  private record Stop(ErrorCode code, String reason) {}

  PublishRun(
      PublisherSettings settings,
      PutEvents putEvents,
      Pacing pacing,
      CountDownLatch publisherClosed,
      Turns turns,
      Logger logger,
      EventAttributes attributes,
      Iterator<? extends MomentoEvent> input,
      Sink sink) {
    this.settings = settings;
    this.putEvents = putEvents;
    this.pacing = pacing;
    this.publisherClosed = publisherClosed;
    this.turns = turns;
    this.listener = new GuardedListener(settings.listener(), logger);
    this.logger = logger;
    this.attributes = attributes;
    this.input = input;
    this.sink = sink;
    this.waiting = new WaitingEntries<>(settings.encoder().maxRequestBytes());
  }

  /** Takes this event first, in its turn; it is encoded already. */
  void takeFirst(EncodedEvent encoded) {
    awaitTurn();
    nextNew = pending(encoded);
  }

  /**
   * Publishes until the input is exhausted and every event taken has its outcome. What the input or
   * the sink throws is thrown again, after that.
   */
  PublishCounts run() {
    try {
      while (stop == null && !isDone()) {
        step();
        logRejected();
      }
    } catch (RuntimeException e) {
      // Nothing known throws here; but if something does, the events must not vanish with it.
      stop = new Stop(ErrorCode.STOPPED, "publishing failed before this event was done");
      fail(e);
    }
    rejectUnfinished();
    logRejected();
    if (failure != null) {
      throw failure;
    }
    return new PublishCounts(accepted, rejected, inputExhausted && stop == null);
  }

  private void step() {
    checkStop();
    List<PendingEvent> batch = stop == null ? nextBatch() : List.of();
    if (stop != null) {
      halves.addFirst(batch); // not to be sent any more
    } else if (!batch.isEmpty()) {
      send(batch);
    } else if (paused || !waiting.isEmpty()) {
      pause();
    }
  }

  /** After a run that was stopped: gives the events that are left in the input an outcome too. */
  void rejectRest() {
    while (stop != null && input.hasNext()) {
      emit(taken++, new Rejected(input.next(), stop.code, stop.reason, false, 0));
    }
    logRejected();
  }

  private boolean isDone() {
    return inputExhausted && nextNew == null && waiting.isEmpty() && halves.isEmpty();
  }

  private void checkStop() {
    if (publisherClosed.getCount() == 0) {
      stop =
          new Stop(
              ErrorCode.PUBLISHER_CLOSED, "the publisher was closed before this event was done");
    } else if (Thread.currentThread().isInterrupted()) {
      stop = interrupted();
    }
  }

  private static Stop interrupted() {
    return new Stop(
        ErrorCode.STOPPED, "the publishing thread was interrupted before this event was done");
  }

  private List<PendingEvent> nextBatch() {
    if (paused && pausedUntilNanos - pacing.nanoTime() > 0) {
      return List.of();
    }
    paused = false;
    while (!halves.isEmpty()) {
      List<PendingEvent> half = withTimeLeft(halves.remove());
      if (!half.isEmpty()) {
        return half;
      }
    }
    Batch<PendingEvent> batch = new Batch<>(settings.encoder().maxRequestBytes());
    addWaiting(batch);
    if (!waiting.isFull()) {
      addNew(batch);
    }
    return withTimeLeft(batch.entries());
  }

  /** A slow input, or what was sent meanwhile, may have used up the time of those sent before. */
  private List<PendingEvent> withTimeLeft(List<PendingEvent> events) {
    List<PendingEvent> kept = new ArrayList<>(events.size());
    for (PendingEvent event : events) {
      if (event.attempts() == 0 || hasTimeAt(event, pacing.nanoTime())) {
        kept.add(event);
      } else {
        giveUp(event);
      }
    }
    return kept;
  }

  private void addWaiting(Batch<PendingEvent> batch) {
    while (waiting.isDue(pacing.nanoTime())) {
      PendingEvent event = waiting.first();
      if (!hasTimeAt(event, pacing.nanoTime())) {
        giveUp(event);
      } else if (!batch.add(event, event.encoded().size())) {
        return;
      }
      waiting.remove(event);
    }
  }

  private void addNew(Batch<PendingEvent> batch) {
    while (!batch.isFull() && stop == null && mayWaitForInput(batch)) {
      PendingEvent event = nextNew != null ? nextNew : takeNew();
      if (event == null) {
        return;
      }
      if (!batch.add(event, event.encoded().size())) {
        nextNew = event;
        return;
      }
      nextNew = null;
    }
  }

  /** A slow input must not cost an entry that is to be sent again a whole attempt. */
  private boolean mayWaitForInput(Batch<PendingEvent> batch) {
    long now = pacing.nanoTime();
    for (PendingEvent event : batch.entries()) {
      if (event.attempts() > 0 && event.nanosLeft(now) < settings.attemptTimeout().toNanos()) {
        return false;
      }
    }
    return true;
  }

  /** The next event that may be sent; those that may not get their outcome at once. */
  private @Nullable PendingEvent takeNew() {
    while (!inputExhausted && stop == null) {
      MomentoEvent event;
      try {
        if (!input.hasNext()) {
          inputExhausted = true;
          return null;
        }
        awaitTurn();
        if (stop != null) {
          return null;
        }
        event = input.next();
        if (event == null) {
          throw new EventValidationException("events[" + taken + "]", "is null: leave nulls out");
        }
      } catch (RuntimeException e) {
        // What was taken before is published all the same; the caller gets the exception after
        // that.
        inputExhausted = true;
        fail(e);
        return null;
      }
      try {
        return pending(settings.encode(event, attributes));
      } catch (MomentoEventException e) {
        ErrorCode code =
            e instanceof EventTooLargeException
                ? ErrorCode.EVENT_TOO_LARGE
                : ErrorCode.INVALID_EVENT;
        emit(taken++, new Rejected(event, code, String.valueOf(e.getMessage()), false, 0));
      }
    }
    return null;
  }

  /** Who has to stop meanwhile takes no turn and nothing from the input. */
  private void awaitTurn() {
    try {
      turns.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    checkStop();
  }

  private PendingEvent pending(EncodedEvent encoded) {
    return new PendingEvent(taken++, encoded, pacing.nanoTime());
  }

  private boolean hasTimeAt(PendingEvent event, long nanoTime) {
    return event.nanosLeft(nanoTime) >= settings.shortestAttempt().toNanos();
  }

  private void send(List<PendingEvent> batch) {
    List<EncodedEvent> entries = new ArrayList<>(batch.size());
    int bytes = 0;
    long started = pacing.nanoTime();
    long timeout = settings.attemptTimeout().toNanos();
    for (PendingEvent event : batch) {
      if (event.attempts() == 0) {
        // An input may be slow; an event's own time begins when it can be sent.
        event.setDeadline(started + settings.deliveryTimeout().toNanos());
      }
      event.sent(1);
      entries.add(event.encoded());
      bytes += event.encoded().size();
      timeout = Math.min(timeout, event.nanosLeft(started));
    }
    // Time may have run out since it was looked at; the SDK refuses a timeout of nothing.
    timeout = Math.max(timeout, settings.shortestAttempt().toNanos());
    underWay = batch;
    Answer answer = putEvents.send(entries, Duration.ofNanos(timeout));
    Duration latency = Duration.ofNanos(pacing.nanoTime() - started);
    Settlement<PendingEvent> settlement = Settlement.of(batch, answer);
    underWay = List.of(); // from here on each is in one of the settlement's lists
    listener.onRequest(
        new RequestReport(
            batch.size(), bytes, latency, settlement.accepted(), settlement.failure()));
    if (settlement.interrupted()) {
      Thread.currentThread().interrupt();
      stop = interrupted();
    }
    settlement.decided().forEach(one -> emit(one.event().index(), one.outcome()));
    for (int i = settlement.halves().size() - 1; i >= 0; i--) {
      halves.addFirst(settlement.halves().get(i));
    }
    if (!settlement.again().isEmpty()) {
      holdOn(settlement);
    }
  }

  private void holdOn(Settlement<PendingEvent> settlement) {
    int attempts = 0;
    for (PendingEvent event : settlement.again()) {
      attempts = Math.max(attempts, event.attempts());
    }
    Duration delay = Duration.ofNanos(Backoff.nanos(attempts, pacing.random()));
    long due = pacing.nanoTime() + delay.toNanos();
    if (settlement.throttled() || settlement.failure().isPresent()) {
      paused = true;
      pausedUntilNanos = due;
    }
    Map<ErrorCode, Integer> held = new EnumMap<>(ErrorCode.class);
    for (PendingEvent event : settlement.again()) {
      if (hasTimeAt(event, due)) {
        waiting.add(event, due);
        held.merge(event.lastCode(), 1, Integer::sum);
      } else {
        giveUp(event);
      }
    }
    held.forEach(
        (code, entries) -> {
          logger.debug("{} entries wait {} after {}", entries, delay, code.value());
          listener.onRetry(code, entries, delay);
        });
  }

  private void pause() {
    long now = pacing.nanoTime();
    long nanos = paused ? pausedUntilNanos - now : waiting.nanosLeft(now);
    try {
      pacing.sleep(Duration.ofNanos(Math.max(0, nanos)), publisherClosed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop = interrupted();
    }
  }

  private void giveUp(PendingEvent event) {
    emit(event.index(), event.givenUp(settings.deliveryTimeout()));
  }

  private void rejectUnfinished() {
    if (stop == null) {
      return;
    }
    for (PendingEvent event : underWay) {
      emit(event.index(), event.rejectedUnderWay(stop.code, stop.reason));
    }
    List<PendingEvent> unfinished = waiting.removeAll();
    halves.forEach(unfinished::addAll);
    if (nextNew != null) {
      unfinished.add(nextNew);
    }
    halves.clear();
    nextNew = null;
    for (PendingEvent event : unfinished) {
      emit(event.index(), event.rejected(stop.code, stop.reason));
    }
  }

  private void emit(long index, PublishOutcome outcome) {
    if (outcome instanceof Rejected rejection) {
      rejected++;
      rejectedInStep.merge(rejection.code(), 1, Integer::sum);
      if (firstRejectedInStep == null) {
        firstRejectedInStep = rejection;
      }
    } else {
      accepted++;
    }
    listener.onOutcome(outcome);
    try {
      sink.accept(index, outcome);
    } catch (RuntimeException e) {
      stop =
          new Stop(ErrorCode.STOPPED, "the consumer of outcomes threw before this event was done");
      fail(e);
    }
  }

  private void fail(RuntimeException e) {
    if (failure == null) {
      failure = e;
    } else {
      failure.addSuppressed(e);
    }
  }

  private void logRejected() {
    if (firstRejectedInStep != null) {
      logger.warn(
          "events for bus {} were rejected: {}; the first: {}",
          settings.eventBusName(),
          rejectedInStep,
          firstRejectedInStep.describe());
      rejectedInStep.clear();
      firstRejectedInStep = null;
    }
  }
}
