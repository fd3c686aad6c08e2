package momento.eventbridge.internal.send;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.EventTooLargeException;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.MomentoEventException;
import momento.eventbridge.PublishCounts;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublishOutcome.Accepted;
import momento.eventbridge.PublishOutcome.Rejected;
import momento.eventbridge.PublisherListener;
import momento.eventbridge.RequestReport;
import momento.eventbridge.internal.core.AnswerClassifier;
import momento.eventbridge.internal.core.Backoff;
import momento.eventbridge.internal.core.Batch;
import momento.eventbridge.internal.core.CallFailure;
import momento.eventbridge.internal.core.EncodedEvent;
import momento.eventbridge.internal.core.EntryAnswer;
import momento.eventbridge.internal.core.Verdict;
import momento.eventbridge.internal.core.Verdict.Next;
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
  /** Beyond this many waiting entries nothing new is taken, which bounds memory. */
  private static final int MAX_WAITING = 100;

  /** Gets the outcomes as they become known. */
  interface Sink {
    void accept(long index, PublishOutcome outcome);
  }

  private final PublisherSettings settings;
  private final PutEvents putEvents;
  private final Pacing pacing;
  private final BooleanSupplier publisherClosed;
  private final PublisherListener listener;
  private final Logger logger;
  private final EventAttributes attributes;
  private final Sink sink;

  private final Iterator<? extends MomentoEvent> input;
  private boolean inputExhausted;
  private long taken;
  private @Nullable PendingEvent nextNew;

  private final Deque<List<PendingEvent>> halves = new ArrayDeque<>();
  private final PriorityQueue<PendingEvent> waiting =
      new PriorityQueue<>(Comparator.comparingLong(event -> event.index));
  private long waitingBytes;
  private long waitingUntilNanos;
  private boolean paused;

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
      BooleanSupplier publisherClosed,
      Logger logger,
      EventAttributes attributes,
      Iterator<? extends MomentoEvent> input,
      Sink sink) {
    this.settings = settings;
    this.putEvents = putEvents;
    this.pacing = pacing;
    this.publisherClosed = publisherClosed;
    this.listener = new GuardedListener(settings.listener(), logger);
    this.logger = logger;
    this.attributes = attributes;
    this.input = input;
    this.sink = sink;
  }

  /** Takes this event first; it is encoded already. */
  void takeFirst(EncodedEvent encoded) {
    nextNew = pending(encoded);
  }

  /**
   * Publishes until the input is exhausted and every event taken has its outcome. What the input or
   * the sink throws is thrown again, after that.
   */
  PublishCounts run() {
    while (stop == null) {
      checkStop();
      List<PendingEvent> batch = stop == null ? nextBatch() : List.of();
      if (!batch.isEmpty()) {
        send(batch);
      } else if (stop == null && waiting.isEmpty()) {
        break;
      } else if (stop == null) {
        awaitWaiting();
      }
      logRejected();
    }
    rejectUnfinished();
    logRejected();
    if (failure != null) {
      throw failure;
    }
    return new PublishCounts(accepted, rejected, inputExhausted && stop == null);
  }

  /** After a run that was stopped: gives the events that are left in the input an outcome too. */
  void rejectRest() {
    while (stop != null && input.hasNext()) {
      emit(taken++, new Rejected(input.next(), stop.code, stop.reason, false, 0));
    }
  }

  private void checkStop() {
    if (publisherClosed.getAsBoolean()) {
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
    List<PendingEvent> half = halves.poll();
    if (half != null) {
      return withTimeLeft(half);
    }
    Batch<PendingEvent> batch = new Batch<>(settings.encoder().maxRequestBytes());
    boolean due = !waiting.isEmpty() && pacing.nanoTime() - waitingUntilNanos >= 0;
    if (due) {
      paused = false;
      addWaiting(batch);
    }
    if (!paused
        && waiting.size() < MAX_WAITING
        && waitingBytes < settings.encoder().maxRequestBytes()) {
      addNew(batch);
    }
    return batch.entries();
  }

  private List<PendingEvent> withTimeLeft(List<PendingEvent> events) {
    List<PendingEvent> kept = new ArrayList<>(events.size());
    for (PendingEvent event : events) {
      if (hasTimeAt(event, pacing.nanoTime())) {
        kept.add(event);
      } else {
        giveUp(event);
      }
    }
    return kept;
  }

  private void addWaiting(Batch<PendingEvent> batch) {
    for (PendingEvent event = waiting.peek(); event != null; event = waiting.peek()) {
      if (!hasTimeAt(event, pacing.nanoTime())) {
        giveUp(event);
      } else if (!batch.add(event, event.encoded.size())) {
        return;
      }
      waiting.remove();
      waitingBytes -= event.encoded.size();
    }
  }

  private void addNew(Batch<PendingEvent> batch) {
    while (!batch.isFull() && stop == null) {
      PendingEvent event = nextNew != null ? nextNew : takeNew();
      if (event == null) {
        return;
      }
      if (!batch.add(event, event.encoded.size())) {
        nextNew = event;
        return;
      }
      nextNew = null;
    }
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
        event = input.next();
        if (event == null) {
          throw new NullPointerException("event number " + taken + " of the input is null");
        }
      } catch (RuntimeException e) {
        // What was taken before is published all the same; the caller gets the exception after
        // that.
        inputExhausted = true;
        fail(e);
        return null;
      }
      try {
        return pending(settings.encoder().encode(event, attributes));
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

  private PendingEvent pending(EncodedEvent encoded) {
    long deadline = pacing.nanoTime() + settings.deliveryTimeout().toNanos();
    return new PendingEvent(taken++, encoded, deadline);
  }

  private boolean hasTimeAt(PendingEvent event, long nanoTime) {
    return event.deadlineNanos - nanoTime >= settings.shortestAttempt().toNanos();
  }

  private void send(List<PendingEvent> batch) {
    List<EncodedEvent> entries = new ArrayList<>(batch.size());
    int bytes = 0;
    long started = pacing.nanoTime();
    long timeout = settings.attemptTimeout().toNanos();
    for (PendingEvent event : batch) {
      event.attempts++;
      entries.add(event.encoded);
      bytes += event.encoded.size();
      timeout = Math.min(timeout, event.deadlineNanos - started);
    }
    PutEvents.Answer answer = putEvents.send(entries, Duration.ofNanos(timeout));
    List<Verdict> verdicts = verdicts(answer, batch, entries);
    report(answer, verdicts, bytes, Duration.ofNanos(pacing.nanoTime() - started));
    boolean whole = answer instanceof PutEvents.Answer.Failed;
    if (verdicts.get(0) instanceof Verdict.Failed failed && failed.next() == Next.SPLIT) {
      split(batch);
      return;
    }
    List<PendingEvent> again = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      settle(batch.get(i), verdicts.get(i), again);
    }
    if (!again.isEmpty()) {
      await(again, whole);
    }
  }

  private List<Verdict> verdicts(
      PutEvents.Answer answer, List<PendingEvent> batch, List<EncodedEvent> entries) {
    List<Verdict> verdicts = new ArrayList<>(batch.size());
    if (answer instanceof PutEvents.Answer.Entries answered) {
      List<EntryAnswer> lines = answered.entries();
      for (int i = 0; i < batch.size(); i++) {
        verdicts.add(
            lines.size() == batch.size()
                ? AnswerClassifier.ofEntry(lines.get(i), entries.get(i))
                : AnswerClassifier.ofWrongLength(batch.size(), lines.size()));
      }
    } else if (answer instanceof PutEvents.Answer.Failed failed) {
      CallFailure call = failed.failure();
      Verdict verdict = AnswerClassifier.ofFailure(call, entries);
      for (PendingEvent event : batch) {
        event.attempts += Math.max(0, call.attempts() - 1);
        verdicts.add(verdict);
      }
    }
    return verdicts;
  }

  private void report(
      PutEvents.Answer answer, List<Verdict> verdicts, int bytes, Duration latency) {
    int acceptedNow = 0;
    for (Verdict verdict : verdicts) {
      acceptedNow += verdict instanceof Verdict.Accepted ? 1 : 0;
    }
    Optional<ErrorCode> failed =
        answer instanceof PutEvents.Answer.Failed && verdicts.get(0) instanceof Verdict.Failed first
            ? Optional.of(first.code())
            : Optional.empty();
    listener.onRequest(new RequestReport(verdicts.size(), bytes, latency, acceptedNow, failed));
  }

  private void split(List<PendingEvent> batch) {
    int middle = batch.size() / 2;
    halves.addFirst(List.copyOf(batch.subList(middle, batch.size())));
    halves.addFirst(List.copyOf(batch.subList(0, middle)));
  }

  private void settle(PendingEvent event, Verdict verdict, List<PendingEvent> again) {
    if (verdict instanceof Verdict.Accepted acceptedNow) {
      emit(event.index, new Accepted(event.encoded.event(), acceptedNow.eventId(), event.attempts));
    } else if (verdict instanceof Verdict.Failed failed) {
      event.lastFailure = failed;
      event.mayHaveBeenAccepted |= failed.mayHaveBeenAccepted();
      if (failed.next() == Next.RETRY) {
        again.add(event);
        return;
      }
      if (failed.next() == Next.STOP) {
        Thread.currentThread().interrupt();
        stop = interrupted();
      }
      reject(event, failed.code(), failed.reason());
    }
  }

  private void await(List<PendingEvent> again, boolean pause) {
    long now = pacing.nanoTime();
    int attempts = 0;
    ErrorCode code = ErrorCode.UNKNOWN;
    for (PendingEvent event : again) {
      attempts = Math.max(attempts, event.attempts);
      if (event.lastFailure != null) {
        code = event.lastFailure.code();
        paused |= pause || code == ErrorCode.THROTTLING;
      }
    }
    long until = now + Backoff.nanos(attempts, pacing.random());
    if (waiting.isEmpty() || paused || waitingUntilNanos - now <= 0) {
      waitingUntilNanos = until;
    }
    int waitingNow = 0;
    for (PendingEvent event : again) {
      if (hasTimeAt(event, waitingUntilNanos)) {
        waiting.add(event);
        waitingBytes += event.encoded.size();
        waitingNow++;
      } else {
        giveUp(event);
      }
    }
    if (waitingNow > 0) {
      Duration delay = Duration.ofNanos(waitingUntilNanos - now);
      logger.debug("{} entries wait {} after {}", waitingNow, delay, code.value());
      listener.onRetry(code, waitingNow, delay);
    } else if (waiting.isEmpty()) {
      paused = false;
    }
  }

  private void awaitWaiting() {
    try {
      pacing.sleep(Duration.ofNanos(Math.max(0, waitingUntilNanos - pacing.nanoTime())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop = interrupted();
    }
  }

  private void giveUp(PendingEvent event) {
    Verdict.Failed last = event.lastFailure;
    reject(
        event,
        last == null ? ErrorCode.STOPPED : last.code(),
        (last == null ? "not sent" : last.reason())
            + "; given up because the delivery timeout of "
            + settings.deliveryTimeout()
            + " leaves no time for another attempt");
  }

  private void rejectUnfinished() {
    if (stop == null) {
      return;
    }
    List<PendingEvent> unfinished = new ArrayList<>(waiting);
    halves.forEach(unfinished::addAll);
    if (nextNew != null) {
      unfinished.add(nextNew);
    }
    waiting.clear();
    halves.clear();
    nextNew = null;
    for (PendingEvent event : unfinished) {
      reject(event, stop.code, stop.reason);
    }
  }

  private void reject(PendingEvent event, ErrorCode code, String reason) {
    emit(
        event.index,
        new Rejected(
            event.encoded.event(), code, reason, event.mayHaveBeenAccepted, event.attempts));
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
