package momento.eventbridge.internal.send;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import momento.eventbridge.BufferReport;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheSet;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.MomentoEventException;
import momento.eventbridge.PublishCounts;
import momento.eventbridge.PublishOutcome.Rejected;
import momento.eventbridge.PublisherClosedException;
import momento.eventbridge.PublisherListener;
import momento.eventbridge.PublisherOverflowException;
import momento.eventbridge.RequestReport;
import momento.eventbridge.TopicPublish;
import momento.eventbridge.internal.core.Accumulator;
import momento.eventbridge.internal.core.Accumulator.Request;
import momento.eventbridge.internal.core.Answer;
import momento.eventbridge.internal.core.Backoff;
import momento.eventbridge.internal.core.EncodedEvent;
import momento.eventbridge.internal.core.Settlement;
import momento.eventbridge.internal.core.Settlement.Decided;
import momento.eventbridge.internal.send.RoomQueue.Place;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;

/**
 * The publisher that batches by itself. One lock guards the accumulator, the requests under way and
 * the flushes; nothing is sent and no code of the caller's runs while it is held.
 */
public final class AsyncPublisher implements MomentoEventAsyncPublisher {
  /** Room for many is this part of the buffer. */
  private static final int PART_FOR_MANY = 16;

  /** How often the first of those who wait looks by himself whether there is room for one. */
  private static final long NEXT_LOOK_NANOS = Duration.ofMillis(10).toNanos();

  private final PublisherSettings settings;
  private final AsyncSettings async;
  private final AsyncPutEvents putEvents;
  private final Pacing pacing;
  private final Alarm alarm;
  private final EventBus eventBus;
  private final Runnable closeClient;
  private final Executor completionExecutor;
  private final CallbackThreads callbackThreads = new CallbackThreads();
  private final Logger logger = LoggerFactory.getLogger(MomentoEventAsyncPublisher.class);
  private final PublisherListener listener;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Accumulator<AsyncEvent> accumulator;
  private final Map<Long, Request<AsyncEvent>> underWay = new LinkedHashMap<>();
  private final Set<Delivery> deliveries = new LinkedHashSet<>();
  private final Flushes flushes = new Flushes();
  private long nextIndex;

  /** Events that were added and whose future is not complete, and their sizes together. */
  private long undelivered;

  private long undeliveredBytes;

  private final RoomQueue roomQueue = new RoomQueue();
  private boolean closing;
  private boolean closed;
  private @Nullable Long alarmNanos;

  /** Keeps an answer that is there at once from sending inside of sending. */
  private final ThreadLocal<Boolean> sending = ThreadLocal.withInitial(() -> false);

  /**
   * Whether this thread brings answers or the alarm, and there may be no other that does. If the
   * caller's code runs on it and publishes, it must not wait for room, which only answers make.
   */
  private final ThreadLocal<Boolean> bringing = ThreadLocal.withInitial(() -> false);

  /** Whether this thread runs the caller's code, for which close must not wait. */
  private final ThreadLocal<Boolean> delivering = ThreadLocal.withInitial(() -> false);

  /**
   * A publisher on this client.
   *
   * @param ownsClient whether closing the publisher closes the client
   */
  public AsyncPublisher(
      PublisherSettings settings,
      AsyncSettings async,
      EventBridgeAsyncClient client,
      boolean ownsClient) {
    this(
        settings,
        async,
        new SdkAsyncPutEvents(
            client, new PutEventsFormat(settings.eventBusName(), settings.endpointId())),
        Pacing.SYSTEM,
        new Alarm.OnThread(),
        EventBus.by(client),
        ownsClient ? client::close : () -> {});
  }

  AsyncPublisher(
      PublisherSettings settings,
      AsyncSettings async,
      AsyncPutEvents putEvents,
      Pacing pacing,
      Alarm alarm,
      EventBus.Describe describe,
      Runnable closeClient) {
    this.settings = settings;
    this.async = async;
    this.putEvents = putEvents;
    this.pacing = pacing;
    this.alarm = alarm;
    this.eventBus = new EventBus(settings, describe, pacing);
    this.closeClient = closeClient;
    this.completionExecutor =
        async.completionExecutor() == null ? CallbackThreads.others() : async.completionExecutor();
    this.listener = new GuardedListener(settings.listener(), logger);
    this.accumulator = new Accumulator<>(async.limits(), async.window(), settings.pace());
  }

  @Override
  public CompletableFuture<String> cacheSet(
      String cacheName, String key, String message, Duration ttl) {
    return publish(() -> CacheSet.of(cacheName, key, message, ttl), EventAttributes.none());
  }

  @Override
  public CompletableFuture<String> cacheDelete(String cacheName, String key) {
    return publish(() -> CacheDelete.of(cacheName, key), EventAttributes.none());
  }

  @Override
  public CompletableFuture<String> topicPublish(
      String cacheName, String topicName, String message) {
    return publish(() -> TopicPublish.of(cacheName, topicName, message), EventAttributes.none());
  }

  @Override
  public CompletableFuture<String> publish(MomentoEvent event) {
    return publish(event, EventAttributes.none());
  }

  @Override
  public CompletableFuture<String> publish(MomentoEvent event, EventAttributes attributes) {
    return publish(() -> event, attributes);
  }

  private CompletableFuture<String> publish(
      Supplier<? extends MomentoEvent> event, EventAttributes attributes) {
    AsyncEvent added;
    try {
      added = add(settings.encode(event.get(), attributes));
    } catch (MomentoEventException e) {
      return CompletableFuture.failedFuture(e);
    }
    sendWhatMayLeave();
    return added.future;
  }

  private AsyncEvent add(EncodedEvent encoded) {
    try {
      return addIfThereIsRoom(encoded);
    } catch (PublisherOverflowException e) {
      // On this thread: to hand it to the executor would pile up what the buffer has no room for.
      listener.onOverflow(encoded.event());
      throw e;
    }
  }

  private AsyncEvent addIfThereIsRoom(EncodedEvent encoded) {
    lock.lock();
    try {
      requireOpen(encoded);
      if (hasToQueue(encoded) || !hasRoomFor(encoded)) {
        awaitRoom(encoded);
      }
      long deadline = pacing.nanoTime() + settings.deliveryTimeout().toNanos();
      AsyncEvent event = new AsyncEvent(nextIndex++, encoded, deadline);
      accumulator.add(event);
      undelivered++;
      undeliveredBytes += encoded.size();
      return event;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Room is free once an outcome is known, so that a slow callback does not stall sending; but not
   * while as many outcomes as the buffer holds events wait for callbacks. A callback that publishes
   * does not wait for callbacks, of which it is one.
   */
  private boolean hasRoomFor(EncodedEvent encoded) {
    return accumulator.hasRoomFor(1, encoded.size())
        && (delivering.get()
            || (waitingForCallbacks() < async.limits().maxEvents()
                && bytesWaitingForCallbacks() < async.limits().maxBytes()));
  }

  private long waitingForCallbacks() {
    return undelivered - accumulator.unfinishedEvents();
  }

  private long bytesWaitingForCallbacks() {
    return undeliveredBytes - accumulator.unfinishedBytes();
  }

  /**
   * Waits with the lock held; gives it back while the buffer is pushed and while nothing changes.
   */
  private void awaitRoom(EncodedEvent encoded) {
    long nanos = bringing.get() ? 0 : async.maxBlock().toNanos();
    // Who runs callbacks while he waits is woken for those, too.
    Condition woken = delivering.get() || isOfCompletionPool() ? changed : lock.newCondition();
    Place place = roomQueue.join(woken, encoded.size());
    try {
      withoutLock(this::sendAll); // what lingers makes room only once it leaves
      requireOpen(encoded);
      while (isBehindOthers(place) || !hasRoomFor(encoded)) {
        if (nanos <= 0) {
          if (hasRoomForAllWhoWait(0, 0) && hasRoomFor(encoded)) {
            break; // those before him are still waking up
          }
          throw overflow(encoded);
        }
        Delivery delivery = deliveryForThisThread();
        if (delivery == null) {
          long wait = roomQueue.isFirst(place) ? Math.min(nanos, NEXT_LOOK_NANOS) : nanos;
          nanos += roomQueue.goesToWait(place).awaitNanos(wait) - wait;
        } else {
          withoutLock(() -> run(delivery));
        }
        requireOpen(encoded); // the lock was given back meanwhile
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MomentoEventException(
          "the thread was interrupted while it waited for room in the buffer; the event was not"
              + " taken");
    } finally {
      roomQueue.leave(place);
      changed.signalAll();
    }
  }

  /**
   * Something changed. To wake who waits for room for each request that is answered would cost more
   * than the request's events do. So he is woken when there is room for many, or all have their
   * outcome; and finds what room there is otherwise at his next look.
   */
  private void announceChange() {
    changed.signalAll();
    if (accumulator.unfinishedEvents() == 0 || hasRoomForMany()) {
      roomQueue.wakeFirst();
    }
  }

  private boolean hasRoomForMany() {
    long events = async.limits().maxEvents();
    long bytes = async.limits().maxBytes();
    return accumulator.unfinishedEvents() <= events - events / PART_FOR_MANY
        && accumulator.unfinishedBytes() <= bytes - bytes / PART_FOR_MANY;
  }

  /** Whether who comes now has to wait for his turn. */
  private boolean hasToQueue(EncodedEvent encoded) {
    return isBehindOthers(null)
        && !(roomQueue.isMoving() && hasRoomForAllWhoWait(1, encoded.size()));
  }

  private boolean hasRoomForAllWhoWait(int moreEvents, int moreBytes) {
    return accumulator.hasRoomFor(roomQueue.events() + moreEvents, roomQueue.bytes() + moreBytes);
  }

  /**
   * Whether others came first. Where nobody waits, there is no turn to wait for; and those that are
   * ahead of a callback may wait for its end.
   */
  private boolean isBehindOthers(@Nullable Place place) {
    return !async.maxBlock().isZero()
        && !delivering.get()
        && !roomQueue.isEmpty()
        && (place == null || !roomQueue.isFirst(place));
  }

  /**
   * The callbacks may need this very thread: one of the common pool, or of the caller's, which a
   * parallel stream that publishes keeps busy. Other executors do not tell whose threads are
   * theirs.
   */
  private @Nullable Delivery deliveryForThisThread() {
    if (!delivering.get() && isOfCompletionPool()) {
      for (Delivery delivery : deliveries) {
        if (!delivery.begun.get()) {
          return delivery;
        }
      }
    }
    return null;
  }

  private boolean isOfCompletionPool() {
    return ForkJoinTask.getPool() == completionExecutor;
  }

  private void withoutLock(Runnable work) {
    lock.unlock();
    try {
      work.run();
    } finally {
      lock.lock();
    }
  }

  private PublisherOverflowException overflow(EncodedEvent encoded) {
    Overflow overflow =
        new Overflow(
            accumulator.unfinishedEvents(),
            accumulator.unfinishedBytes(),
            waitingForCallbacks(),
            bytesWaitingForCallbacks(),
            roomQueue.events(),
            encoded.size(),
            !bringing.get());
    return new PublisherOverflowException(overflow.describe(settings, async));
  }

  private void requireOpen(EncodedEvent encoded) {
    if (closing) {
      throw new PublisherClosedException(
          new Rejected(
              encoded.event(),
              ErrorCode.PUBLISHER_CLOSED,
              "the publisher is closed; the event was not taken: build another one",
              false,
              0));
    }
  }

  /** Sends requests until the window is full or nothing may leave. Runs without the lock. */
  private void sendWhatMayLeave() {
    if (!sending.get()) { // else the loop further down this thread's stack looks again
      sendAll();
    }
  }

  /** The same at once, for who is about to wait and so keeps that loop from looking again. */
  private void sendAll() {
    boolean nested = sending.get();
    List<Delivery> expired = new ArrayList<>(0);
    sending.set(true);
    try {
      for (Request<AsyncEvent> request = next(expired); request != null; request = next(expired)) {
        send(request);
      }
    } finally {
      sending.set(nested);
    }
    // Not sooner: what the caller's code publishes then has to be looked at.
    expired.forEach(this::deliver);
  }

  private @Nullable Request<AsyncEvent> next(List<Delivery> expired) {
    lock.lock();
    try {
      long now = pacing.nanoTime();
      boolean push = closing || !flushes.isEmpty() || !roomQueue.isEmpty();
      Request<AsyncEvent> request = accumulator.next(now, push);
      List<Decided<AsyncEvent>> givenUp = givenUp();
      if (!givenUp.isEmpty()) {
        expired.add(newDelivery(givenUp, List.of()));
        announceChange();
      }
      if (request != null) {
        underWay.put(request.number(), request);
      } else {
        setAlarm(now, push);
      }
      return request;
    } finally {
      lock.unlock();
    }
  }

  private List<Decided<AsyncEvent>> givenUp() {
    List<Decided<AsyncEvent>> givenUp = new ArrayList<>(0);
    for (AsyncEvent event : accumulator.takeExpired()) {
      givenUp.add(new Decided<>(event, event.givenUp(settings.deliveryTimeout())));
    }
    return givenUp;
  }

  private void setAlarm(long now, boolean push) {
    OptionalLong nanos = accumulator.nanosToNext(now, push);
    if (nanos.isPresent() && (alarmNanos == null || now + nanos.getAsLong() - alarmNanos < 0)) {
      try {
        alarm.set(Duration.ofNanos(nanos.getAsLong()), this::wake);
        alarmNanos = now + nanos.getAsLong();
      } catch (OutOfMemoryError e) {
        // It found no thread. Whoever publishes or brings an answer next tries again.
        logger.warn("what waits has no alarm until something else happens: {}", e.getMessage());
      }
    }
  }

  private void wake() {
    lock.lock();
    try {
      alarmNanos = null;
    } finally {
      lock.unlock();
    }
    bring(this::sendWhatMayLeave);
  }

  private void bring(Runnable work) {
    boolean nested = bringing.get();
    bringing.set(true);
    try {
      work.run();
    } finally {
      bringing.set(nested);
    }
  }

  private void send(Request<AsyncEvent> request) {
    List<EncodedEvent> entries = new ArrayList<>(request.events().size());
    long started = pacing.nanoTime();
    long timeout = settings.attemptTimeout().toNanos();
    for (AsyncEvent event : request.events()) {
      entries.add(event.encoded());
      timeout = Math.min(timeout, event.nanosLeft(started));
    }
    // Time may have run out since this request was taken; the SDK refuses a timeout of nothing.
    timeout = Math.max(timeout, settings.shortestAttempt().toNanos());
    // Nothing waits for this stage: what it does is the end of the request.
    var unused =
        sent(entries, Duration.ofNanos(timeout))
            .whenComplete(
                (answer, failure) ->
                    bring(
                        () ->
                            answered(
                                request,
                                failure == null
                                    ? answer
                                    : new Answer.Failed(SdkFailure.ofAsync(failure)),
                                started)));
  }

  /** The request carries events of others, so that this thread is interrupted must not end it. */
  private CompletableFuture<Answer> sent(List<EncodedEvent> entries, Duration timeout) {
    boolean interrupted = Thread.interrupted();
    try {
      return putEvents.send(entries, timeout);
    } catch (RuntimeException | Error e) {
      return CompletableFuture.failedFuture(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void answered(Request<AsyncEvent> request, Answer answer, long started) {
    Delivery delivery;
    lock.lock();
    try {
      if (!underWay.containsKey(request.number())) {
        return; // closed meanwhile, and its events have their outcome
      }
      long now = pacing.nanoTime();
      int windowBefore = accumulator.window().limit();
      Settlement<AsyncEvent> settlement = Settlement.of(request.events(), answer);
      // Not sooner: of what could not be settled, close must still know.
      underWay.remove(request.number());
      int attempts = 1;
      for (AsyncEvent event : settlement.again()) {
        attempts = Math.max(attempts, event.attempts());
      }
      long backoff = Backoff.nanos(attempts, pacing.random());
      accumulator.settle(request, settlement, now, backoff);
      List<Decided<AsyncEvent>> decided = new ArrayList<>(settlement.decided());
      List<Decided<AsyncEvent>> givenUp = givenUp();
      decided.addAll(givenUp);
      List<AsyncEvent> again = new ArrayList<>(settlement.again());
      givenUp.forEach(one -> again.remove(one.event()));
      delivery =
          newDelivery(
              decided,
              reports(
                  request,
                  settlement,
                  again,
                  Duration.ofNanos(now - started),
                  backoff,
                  windowBefore));
      announceChange();
    } finally {
      lock.unlock();
    }
    sendWhatMayLeave();
    boolean delivered = false;
    try {
      delivered = deliverHere(delivery);
    } finally {
      if (!delivered) { // also where memory ran out: the outcomes must not be lost
        deliver(delivery);
      }
    }
  }

  private List<Runnable> reports(
      Request<AsyncEvent> request,
      Settlement<AsyncEvent> settlement,
      List<AsyncEvent> waiting,
      Duration latency,
      long backoff,
      int windowBefore) {
    List<Runnable> reports = new ArrayList<>(3);
    int bytes = 0;
    for (AsyncEvent event : request.events()) {
      bytes += event.encoded().size();
    }
    RequestReport report =
        new RequestReport(
            request.events().size(), bytes, latency, settlement.accepted(), settlement.failure());
    reports.add(() -> listener.onRequest(report));
    Map<ErrorCode, Integer> again = new EnumMap<>(ErrorCode.class);
    waiting.forEach(event -> again.merge(event.lastCode(), 1, Integer::sum));
    Duration delay = Duration.ofNanos(backoff);
    again.forEach((code, entries) -> reports.add(() -> listener.onRetry(code, entries, delay)));
    int window = accumulator.window().limit();
    if (window != windowBefore) {
      reports.add(() -> listener.onRequestWindow(window));
    }
    return reports;
  }

  /** Events with their outcome, on their way to the caller's code. */
  private static final class Delivery {
    final List<Decided<AsyncEvent>> decided;
    final List<Runnable> reports;
    final AtomicBoolean begun = new AtomicBoolean();

    Delivery(List<Decided<AsyncEvent>> decided, List<Runnable> reports) {
      this.decided = decided;
      this.reports = reports;
    }

    void complete() {
      decided.forEach(one -> one.event().complete(one.outcome()));
    }
  }

  /** With the lock held, so that close sees it. */
  private Delivery newDelivery(List<Decided<AsyncEvent>> decided, List<Runnable> reports) {
    Delivery delivery = new Delivery(decided, reports);
    deliveries.add(delivery);
    return delivery;
  }

  /**
   * Not inside of sending or of another callback of this publisher: what is further down the stack
   * could go on only after these callbacks.
   */
  private boolean deliverHere(Delivery delivery) {
    return async.completionExecutor() == null
        && !sending.get()
        && !delivering.get()
        && callbackThreads.tryRunHere(() -> runWhileOthersBring(delivery));
  }

  /** Other threads bring answers meanwhile; so a callback that publishes may wait for room. */
  private void runWhileOthersBring(Delivery delivery) {
    bringing.set(false);
    try {
      run(delivery);
    } finally {
      bringing.set(true); // as it was, or no answer would have come here
    }
  }

  private void deliver(Delivery delivery) {
    try {
      completionExecutor.execute(() -> run(delivery));
    } catch (RuntimeException | Error e) {
      // The executor was shut down, or has no thread left; the outcomes must not be lost.
      run(delivery);
    }
  }

  private void run(Delivery delivery) {
    if (!delivery.begun.compareAndSet(false, true)) {
      return;
    }
    boolean nested = delivering.get();
    delivering.set(true);
    try {
      logRejected(delivery);
      delivery.reports.forEach(Runnable::run);
      for (Decided<AsyncEvent> one : delivery.decided) {
        listener.onOutcome(one.outcome());
        one.event().complete(one.outcome());
      }
    } finally {
      delivery.complete(); // also when logging threw
      ended(delivery);
      delivering.set(nested);
    }
  }

  private void ended(Delivery delivery) {
    List<Runnable> flushed = new ArrayList<>(0);
    lock.lock();
    try {
      if (!deliveries.remove(delivery)) {
        return; // close has ended it
      }
      undelivered -= delivery.decided.size();
      for (Decided<AsyncEvent> one : delivery.decided) {
        undeliveredBytes -= one.event().encoded().size();
        flushed.addAll(flushes.ended(one.event().index(), one.outcome()));
      }
      announceChange();
    } finally {
      lock.unlock();
    }
    flushed.forEach(Runnable::run);
  }

  private void logRejected(Delivery delivery) {
    Map<ErrorCode, Integer> codes = new EnumMap<>(ErrorCode.class);
    Rejected first = null;
    for (Decided<AsyncEvent> one : delivery.decided) {
      if (one.outcome() instanceof Rejected rejected) {
        codes.merge(rejected.code(), 1, Integer::sum);
        first = first == null ? rejected : first;
      }
    }
    if (first != null) {
      logger.warn(
          "events for bus {} were rejected: {}; the first: {}",
          settings.eventBusName(),
          codes,
          first.describe());
    }
  }

  @Override
  public CompletableFuture<PublishCounts> flush() {
    CompletableFuture<PublishCounts> flushed;
    lock.lock();
    try {
      flushed = flushes.begin(nextIndex, undelivered);
    } finally {
      lock.unlock();
    }
    sendWhatMayLeave();
    return flushed;
  }

  @Override
  public BufferReport buffered() {
    lock.lock();
    try {
      AsyncEvent oldest = accumulator.oldestWaiting();
      long age =
          oldest == null
              ? 0
              : settings.deliveryTimeout().toNanos() - oldest.nanosLeft(pacing.nanoTime());
      return new BufferReport(
          accumulator.unfinishedEvents(),
          accumulator.unfinishedBytes(),
          accumulator.window().inFlight(),
          accumulator.window().limit(),
          Duration.ofNanos(age));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void verifyEventBus() {
    lock.lock();
    try {
      if (closing) {
        throw new PublisherClosedException(
            "the publisher is closed and does not ask for its bus: build another one");
      }
    } finally {
      lock.unlock();
    }
    eventBus.verify();
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
      roomQueue.wakeAll();
    } finally {
      lock.unlock();
    }
    sendAll();
    List<Delivery> late;
    boolean first;
    lock.lock();
    try {
      boolean interrupted = awaitEnd();
      first = !closed;
      if (first) {
        closed = true;
        abandon(interrupted);
        changed.signalAll();
      }
      late = List.copyOf(deliveries);
    } finally {
      lock.unlock();
    }
    try {
      late.forEach(this::run);
    } finally {
      // One that began elsewhere may be held up by the caller's code; every future completes here,
      // that of a flush too.
      late.forEach(Delivery::complete);
      late.forEach(this::ended);
      if (first) {
        alarm.close();
        closeClient.run();
      }
    }
  }

  /** Returns whether it was interrupted. */
  private boolean awaitEnd() {
    long nanos = async.closeTimeout().toNanos();
    try {
      while (!closed && nanos > 0 && !isAtEnd()) {
        Delivery delivery = deliveryForThisThread();
        if (delivery == null) {
          nanos = changed.awaitNanos(nanos);
        } else {
          withoutLock(() -> run(delivery));
        }
      }
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** A close from the caller's own code must not wait for that code to end. */
  private boolean isAtEnd() {
    return accumulator.unfinishedEvents() == 0 && (deliveries.isEmpty() || delivering.get());
  }

  /** Gives an outcome to all that have none. */
  private void abandon(boolean interrupted) {
    List<Decided<AsyncEvent>> lost = new ArrayList<>();
    String reason = "the publisher was closed before this event had its outcome";
    for (Request<AsyncEvent> request : underWay.values()) {
      for (AsyncEvent event : request.events()) {
        lost.add(new Decided<>(event, event.rejectedUnderWay(ErrorCode.PUBLISHER_CLOSED, reason)));
      }
    }
    underWay.clear();
    for (AsyncEvent event : accumulator.removeAll()) {
      lost.add(new Decided<>(event, event.rejected(ErrorCode.PUBLISHER_CLOSED, reason)));
    }
    if (!lost.isEmpty()) {
      newDelivery(lost, List.of(() -> reportLoss(lost.size(), interrupted)));
    }
  }

  private void reportLoss(int events, boolean interrupted) {
    logger.warn(
        "closed with {} events that had no outcome, for bus {}, {}: before close, call"
            + " flush().join()",
        events,
        settings.eventBusName(),
        interrupted
            ? "because the thread that closes was interrupted"
            : "after the closeTimeout of " + async.closeTimeout() + ", which can be raised");
    listener.onClosedWithLoss(events);
  }
}
