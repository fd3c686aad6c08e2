package momento.eventbridge;

import java.time.Duration;
import java.util.function.Consumer;
import momento.eventbridge.internal.core.EventRules;
import momento.eventbridge.internal.send.SdkClients;
import momento.eventbridge.internal.send.SyncPublisher;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * Publishes Momento events to an EventBridge bus, on the calling thread.
 *
 * <pre>{@code
 * try (MomentoEventPublisher publisher = MomentoEventPublisher.create()) {
 *   publisher.cacheSet("my-cache", "test-key", "hello world!", Duration.ofMinutes(5));
 * }
 * }</pre>
 *
 * <p><b>What a result says.</b> <em>Accepted</em> means that EventBridge took the event and gave it
 * an id. The cache has it some time later: a rule, an API destination and Momento's HTTP API come
 * in between, and what fails there goes to the stack's dead-letter queue. EventBridge accepts
 * events for a bus that does not exist, too, and drops them: call {@link #verifyEventBus} once at
 * the start.
 *
 * <p><b>Order and duplicates.</b> Events go out in input order, but EventBridge delivers in any
 * order and at least once. Two quick updates of one key can arrive the wrong way round; {@link
 * MomentoEvent#lastPerKey} leaves only the last of those that are published together.
 *
 * <p><b>Batches.</b> {@code publishAll} sends up to ten events in a request, as long as their sizes
 * stay below {@link PublisherBuilder#maxRequestBytes}. An event that is invalid or too large is
 * refused alone, before sending; its neighbours go out. If the service finds a request too large
 * after all, it is split and sent again.
 *
 * <p><b>Retries.</b> An event whose entry or request failed in a way that may pass (see {@link
 * ErrorCode#isRetryable}) is sent again with others, after a random pause of up to 100 ms, 200 ms …
 * 5 s, until {@link PublisherBuilder#deliveryTimeout} leaves no time; that counts for each event
 * from its first request. This is the only retry: a client that the publisher made does not retry
 * by itself. A caller's own client does, as it is configured, inside each of our attempts and
 * inside the same budget of time.
 *
 * <p><b>Unknown outcomes.</b> If a request has no answer, or the service fails (5xx), its events
 * are sent again, which can duplicate them. If they are given up then, {@link
 * PublishOutcome.Rejected#mayHaveBeenAccepted} is true. Repeating a {@code cacheSet} or {@code
 * cacheDelete} does no harm unless a newer change of the same key came in between; repeating a
 * {@code topicPublish} shows the message twice.
 *
 * <p><b>Threads.</b> Safe for use by several threads at once; it has none of its own and keeps
 * nothing between calls but its pace. Interrupting the thread ends a call early, also where it
 * waits for a turn or before another attempt: {@code publish} throws {@link EventRejectedException}
 * with {@link ErrorCode#STOPPED}, {@code publishAll} rejects what is not done with that code or,
 * with a consumer, returns counts that are not complete. The interrupt flag stays set.
 *
 * <p><b>Rights.</b> {@code events:PutEvents} on the bus; {@link #verifyEventBus} needs {@code
 * events:DescribeEventBus}.
 */
public interface MomentoEventPublisher extends AutoCloseable {

  /**
   * A publisher with every default: region and credentials as the SDK finds them, bus {@code
   * default}.
   *
   * @return a publisher that owns its client; close it
   * @throws MomentoEventException if the SDK finds no region
   */
  @CheckReturnValue
  static MomentoEventPublisher create() {
    return builder().build();
  }

  /**
   * A builder with every default.
   *
   * @return a new builder; not safe for use by several threads
   */
  static Builder builder() {
    return new Builder();
  }

  /**
   * Publishes a {@code cacheSet}.
   *
   * @param cacheName the cache, which must exist
   * @param key the item's key, at least one character
   * @param message the item's value, at least one character
   * @param ttl how long the item lives: whole seconds, at least one
   * @return EventBridge's event id
   * @throws EventValidationException if an argument breaks its rule; nothing was sent
   * @throws EventTooLargeException if the event is too large; nothing was sent
   * @throws EventRejectedException if EventBridge did not accept the event
   * @throws PublisherClosedException if the publisher is closed
   */
  String cacheSet(String cacheName, String key, String message, Duration ttl);

  /**
   * Publishes a {@code cacheDelete}.
   *
   * @param cacheName the cache, which must exist
   * @param key the item's key, at least one character; it need not be in the cache
   * @return EventBridge's event id
   * @throws EventValidationException if an argument breaks its rule; nothing was sent
   * @throws EventTooLargeException if the event is too large; nothing was sent
   * @throws EventRejectedException if EventBridge did not accept the event
   * @throws PublisherClosedException if the publisher is closed
   */
  String cacheDelete(String cacheName, String key);

  /**
   * Publishes a {@code topicPublish}.
   *
   * @param cacheName the cache that the topic belongs to, which must exist
   * @param topicName the topic
   * @param message at least one character
   * @return EventBridge's event id
   * @throws EventValidationException if an argument breaks its rule; nothing was sent
   * @throws EventTooLargeException if the event is too large; nothing was sent
   * @throws EventRejectedException if EventBridge did not accept the event
   * @throws PublisherClosedException if the publisher is closed
   */
  String topicPublish(String cacheName, String topicName, String message);

  /**
   * Publishes one event.
   *
   * @param event the event
   * @return EventBridge's event id
   * @throws EventValidationException if the event is over a limit of the Momento account; nothing
   *     was sent
   * @throws EventTooLargeException if the event is too large; nothing was sent
   * @throws EventRejectedException if EventBridge did not accept the event
   * @throws PublisherClosedException if the publisher is closed
   */
  String publish(MomentoEvent event);

  /**
   * Publishes one event with fields of EventBridge's own.
   *
   * @param event the event
   * @param attributes what differs from the publisher's defaults
   * @return EventBridge's event id
   * @throws EventValidationException if the event is over a limit of the Momento account; nothing
   *     was sent
   * @throws EventTooLargeException if the event is too large; nothing was sent
   * @throws EventRejectedException if EventBridge did not accept the event
   * @throws PublisherClosedException if the publisher is closed
   */
  String publish(MomentoEvent event, EventAttributes attributes);

  /**
   * Publishes events in batches and keeps every outcome. For very many events use the form with a
   * consumer, which keeps none.
   *
   * @param events the events, none null; their iterator must not throw, or the outcomes so far are
   *     lost
   * @return one outcome per event, in input order; look at it, or call {@link
   *     PublishResult#orThrow}
   * @throws EventValidationException if an event is null; of a {@code Collection} nothing was sent
   *     then
   * @throws PublisherClosedException if the publisher is closed before the call
   */
  @CheckReturnValue
  PublishResult publishAll(Iterable<? extends MomentoEvent> events);

  /**
   * Publishes events in batches, all with the same fields of EventBridge's own.
   *
   * @param events the events, none null; their iterator must not throw, or the outcomes so far are
   *     lost
   * @param attributes what differs from the publisher's defaults
   * @return one outcome per event, in input order; look at it, or call {@link
   *     PublishResult#orThrow}
   * @throws EventValidationException if an event is null; of a {@code Collection} nothing was sent
   *     then
   * @throws PublisherClosedException if the publisher is closed before the call
   */
  @CheckReturnValue
  PublishResult publishAll(Iterable<? extends MomentoEvent> events, EventAttributes attributes);

  /**
   * Publishes any number of events in bounded memory. For a {@code Stream} pass {@code
   * stream::iterator}.
   *
   * <p>Each event that is taken from the input gets exactly one outcome. If the input throws, what
   * was taken before is published and reported, then the exception is thrown. If the consumer
   * throws, nothing more is sent, what was taken is reported, then the exception is thrown. A null
   * among the events is such an input, which throws {@link EventValidationException}. If the
   * publisher is closed or the thread interrupted, the call returns and the counts are not
   * {@linkplain PublishCounts#complete complete}.
   *
   * <p>An input that blocks longer than the delivery timeout costs the entries that wait for
   * another attempt that attempt; they are rejected with the code of their last one.
   *
   * @param events the events, taken one by one as they are needed
   * @param onOutcome gets each outcome on the calling thread, as it becomes known; near to input
   *     order, but what is sent again comes later
   * @return how many were accepted and rejected, and whether the input was taken to its end, which
   *     nothing else tells
   * @throws PublisherClosedException if the publisher is closed before the call
   */
  PublishCounts publishAll(
      Iterable<? extends MomentoEvent> events, Consumer<? super PublishOutcome> onOutcome);

  /**
   * Publishes any number of events in bounded memory, all with the same fields of EventBridge's
   * own.
   *
   * @param events the events, taken one by one as they are needed
   * @param attributes what differs from the publisher's defaults
   * @param onOutcome gets each outcome on the calling thread, as it becomes known
   * @return how many were accepted and rejected, and whether the input was taken to its end, which
   *     nothing else tells
   * @throws PublisherClosedException if the publisher is closed before the call
   * @see #publishAll(Iterable, Consumer)
   */
  PublishCounts publishAll(
      Iterable<? extends MomentoEvent> events,
      EventAttributes attributes,
      Consumer<? super PublishOutcome> onOutcome);

  /**
   * Asks EventBridge whether the bus exists ({@code DescribeEventBus}). With a global endpoint it
   * asks in the client's region only. It takes at most the {@linkplain
   * PublisherBuilder#deliveryTimeout delivery timeout}, beside the time that the SDK takes to find
   * credentials. Within it, it asks up to three times if that may help. Interrupting the thread
   * ends it early; its interrupt flag stays set.
   *
   * @throws EventBusNotFoundException if it does not
   * @throws MomentoEventException if that could not be found out, for example without the right
   *     {@code events:DescribeEventBus}, without an answer in time, or because the thread was
   *     interrupted
   * @throws PublisherClosedException if the publisher is closed
   */
  void verifyEventBus();

  /**
   * Refuses further events. Calls that publish on other threads end with their current request, or
   * at once where they wait for a turn or before another attempt; what they had not sent is
   * rejected with {@link ErrorCode#PUBLISHER_CLOSED}. If the publisher made the client, it is
   * closed after the last of these calls. Closing again does nothing.
   */
  @Override
  void close();

  /** Builds a {@link MomentoEventPublisher}. Each option has a default. */
  final class Builder extends PublisherBuilder<Builder> {
    private @Nullable EventBridgeClient client;

    Builder() {}

    @Override
    Builder self() {
      return this;
    }

    /**
     * The SDK client to use. Give one to set region, credentials, endpoint, HTTP client or proxy.
     *
     * @param client is never closed by the publisher. Default: one that the publisher makes and
     *     closes, with region and credentials as the SDK finds them
     * @return this builder
     */
    public Builder client(EventBridgeClient client) {
      this.client = EventRules.require("client", client);
      return this;
    }

    /**
     * Builds the publisher.
     *
     * @return a publisher; close it
     * @throws MomentoEventException if the SDK finds no region, or if an endpoint id is set and the
     *     signer that it needs is not on the class path
     */
    @CheckReturnValue
    public MomentoEventPublisher build() {
      return client != null
          ? new SyncPublisher(settings(), client, false)
          : new SyncPublisher(settings(), SdkClients.create(), true);
    }
  }
}
