package momento.eventbridge.internal.send;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheSet;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.EventRejectedException;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.PublishCounts;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublishOutcome.Accepted;
import momento.eventbridge.PublishOutcome.Rejected;
import momento.eventbridge.PublishResult;
import momento.eventbridge.PublisherClosedException;
import momento.eventbridge.TopicPublish;
import momento.eventbridge.internal.core.EncodedEvent;
import momento.eventbridge.internal.core.EventRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** The publisher that works on the caller's thread. */
public final class SyncPublisher implements MomentoEventPublisher {
  private static final String CLOSED =
      "the publisher is closed; nothing was sent: build another one";

  private final PublisherSettings settings;
  private final PutEvents putEvents;
  private final Pacing pacing;
  private final EventBus eventBus;
  private final Runnable closeClient;
  private final Logger logger = LoggerFactory.getLogger(MomentoEventPublisher.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Turns turns;
  private int running;

  /**
   * A publisher on this client.
   *
   * @param ownsClient whether closing the publisher closes the client
   */
  public SyncPublisher(PublisherSettings settings, EventBridgeClient client, boolean ownsClient) {
    this(
        settings,
        new SdkPutEvents(client, settings.eventBusName(), settings.endpointId()),
        Pacing.SYSTEM,
        EventBus.by(client),
        ownsClient ? client::close : () -> {});
  }

  SyncPublisher(
      PublisherSettings settings,
      PutEvents putEvents,
      Pacing pacing,
      EventBus.Describe describe,
      Runnable closeClient) {
    this.settings = settings;
    this.putEvents = putEvents;
    this.pacing = pacing;
    this.eventBus = new EventBus(settings, describe, pacing);
    this.closeClient = closeClient;
    turns = new Turns(settings.pace(), pacing, closed);
  }

  @Override
  public String cacheSet(String cacheName, String key, String message, Duration ttl) {
    return publish(CacheSet.of(cacheName, key, message, ttl));
  }

  @Override
  public String cacheDelete(String cacheName, String key) {
    return publish(CacheDelete.of(cacheName, key));
  }

  @Override
  public String topicPublish(String cacheName, String topicName, String message) {
    return publish(TopicPublish.of(cacheName, topicName, message));
  }

  @Override
  public String publish(MomentoEvent event) {
    return publish(event, EventAttributes.none());
  }

  @Override
  public String publish(MomentoEvent event, EventAttributes attributes) {
    EventRules.require("event", event);
    return call(
        () -> notSent(event),
        () -> {
          List<PublishOutcome> outcomes = new ArrayList<>(1);
          PublishRun run =
              newRun(attributes, Collections.emptyIterator(), (index, one) -> outcomes.add(one));
          EncodedEvent encoded = settings.encode(event, attributes);
          run.takeFirst(encoded);
          run.run();
          return eventIdOf(outcomes.get(0));
        });
  }

  private static PublisherClosedException notSent(MomentoEvent event) {
    return new PublisherClosedException(
        new Rejected(event, ErrorCode.PUBLISHER_CLOSED, CLOSED, false, 0));
  }

  private static String eventIdOf(PublishOutcome outcome) {
    if (outcome instanceof Rejected rejected) {
      throw rejected.code() == ErrorCode.PUBLISHER_CLOSED
          ? new PublisherClosedException(rejected)
          : new EventRejectedException(rejected);
    }
    return ((Accepted) outcome).eventId();
  }

  @Override
  public PublishResult publishAll(Iterable<? extends MomentoEvent> events) {
    return publishAll(events, EventAttributes.none());
  }

  @Override
  public PublishResult publishAll(
      Iterable<? extends MomentoEvent> events, EventAttributes attributes) {
    EventRules.require("events", events);
    EventRules.require("attributes", attributes);
    if (events instanceof Collection<?> collection) {
      requireNoNull(collection);
    }
    return call(
        () -> {
          List<Indexed> outcomes = new ArrayList<>();
          PublishRun run =
              newRun(
                  attributes,
                  events.iterator(),
                  (index, one) -> outcomes.add(new Indexed(index, one)));
          run.run();
          run.rejectRest();
          return new PublishResult(inInputOrder(outcomes));
        });
  }

  private record Indexed(long index, PublishOutcome outcome) {}

  /** They come nearly in order, which is what a list sorts fastest. */
  private static List<PublishOutcome> inInputOrder(List<Indexed> outcomes) {
    outcomes.sort(Comparator.comparingLong(Indexed::index));
    List<PublishOutcome> inOrder = new ArrayList<>(outcomes.size());
    for (Indexed one : outcomes) {
      inOrder.add(one.outcome());
    }
    return inOrder;
  }

  /** Before anything is sent; an exception in the middle would take the outcomes with it. */
  private static void requireNoNull(Collection<?> events) {
    int index = 0;
    for (Object event : events) {
      if (event == null) {
        throw new EventValidationException(
            "events[" + index + "]", "is null; nothing was sent: leave nulls out");
      }
      index++;
    }
  }

  @Override
  public PublishCounts publishAll(
      Iterable<? extends MomentoEvent> events, Consumer<? super PublishOutcome> onOutcome) {
    return publishAll(events, EventAttributes.none(), onOutcome);
  }

  @Override
  public PublishCounts publishAll(
      Iterable<? extends MomentoEvent> events,
      EventAttributes attributes,
      Consumer<? super PublishOutcome> onOutcome) {
    EventRules.require("events", events);
    EventRules.require("attributes", attributes);
    EventRules.require("onOutcome", onOutcome);
    return call(
        () -> newRun(attributes, events.iterator(), (index, one) -> onOutcome.accept(one)).run());
  }

  private PublishRun newRun(
      EventAttributes attributes, Iterator<? extends MomentoEvent> input, PublishRun.Sink sink) {
    return new PublishRun(
        settings, putEvents, pacing, closed, turns, logger, attributes, input, sink);
  }

  @Override
  public void verifyEventBus() {
    call(
        () -> {
          eventBus.verify();
          return true;
        });
  }

  private <T> T call(Supplier<T> call) {
    return call(() -> new PublisherClosedException(CLOSED), call);
  }

  /** The client is closed after the last call, so that no request under way is broken off. */
  private <T> T call(Supplier<PublisherClosedException> refusal, Supplier<T> call) {
    lock.lock();
    try {
      if (isClosed()) {
        throw refusal.get();
      }
      running++;
    } finally {
      lock.unlock();
    }
    try {
      return call.get();
    } finally {
      end();
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void end() {
    boolean last;
    lock.lock();
    try {
      running--;
      last = isClosed() && running == 0;
    } finally {
      lock.unlock();
    }
    if (last) {
      closeClient.run();
    }
  }

  @Override
  public void close() {
    boolean idle;
    lock.lock();
    try {
      idle = !isClosed() && running == 0;
      closed.countDown();
    } finally {
      lock.unlock();
    }
    if (idle) {
      closeClient.run();
    }
  }
}
