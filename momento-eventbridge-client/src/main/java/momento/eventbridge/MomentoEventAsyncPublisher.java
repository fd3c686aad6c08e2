package momento.eventbridge;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import momento.eventbridge.internal.core.Accumulator;
import momento.eventbridge.internal.core.EventRules;
import momento.eventbridge.internal.core.RequestWindow;
import momento.eventbridge.internal.send.AsyncPublisher;
import momento.eventbridge.internal.send.AsyncSettings;
import momento.eventbridge.internal.send.PublisherSettings;
import momento.eventbridge.internal.send.SdkClients;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;

/**
 * Publishes Momento events to an EventBridge bus in the background, and batches by itself: one
 * future for each event, up to ten events in a request.
 *
 * <pre>{@code
 * try (MomentoEventAsyncPublisher publisher = MomentoEventAsyncPublisher.create()) {
 *   publisher
 *       .cacheSet("my-cache", "test-key", "hello world!", Duration.ofMinutes(5))
 *       .whenComplete((eventId, failure) -> ...);
 * } // close sends what is buffered
 * }</pre>
 *
 * <p><b>What a future says.</b> It completes with EventBridge's event id once EventBridge
 * <em>accepted</em> the event; see {@link MomentoEventPublisher} for what that means, and for
 * order, duplicates, retries and unknown outcomes, which are the same here. Otherwise it fails with
 * {@link EventValidationException} or {@link EventTooLargeException} (nothing was sent), {@link
 * PublisherOverflowException} (likewise), or {@link EventRejectedException} or {@link
 * PublisherClosedException} with the outcome; an interrupted wait for room in the buffer fails it
 * with a plain {@link MomentoEventException}, and the event was not taken. Every future completes;
 * look at each, because what is refused before sending is told by its future only. Cancelling one
 * does not recall its event.
 *
 * <p><b>When an event leaves.</b> At once, while fewer than eight requests are under way; otherwise
 * it waits and shares the next request with others, and further requests leave only full, up to
 * {@link Builder#maxInFlightRequests}. So an idle publisher adds no latency and a busy one fills
 * its requests. {@link Builder#linger} can make events wait for others, to save requests on a low
 * quota. When EventBridge throttles, the number of requests under way is halved, and grows again
 * with success.
 *
 * <p><b>The buffer</b> is bounded in events and bytes ({@link Builder#maxBufferedEvents}, {@link
 * Builder#maxBufferedBytes}). When it is full, an event fails, or {@link Builder#blockWhenFull}
 * makes {@code publish} wait for room.
 *
 * <p><b>Threads.</b> Safe for use by several threads at once. A request is sent on the thread that
 * publishes, or on the SDK's when an answer makes room for it. Dependent stages of the futures and
 * the listener run once what may leave has left, by default on some of the SDK's threads and on the
 * common pool, or on {@link Builder#completionExecutor}: a slow one does not hold up sending. Those
 * of an event that {@code publish} itself refuses run on its thread; {@link
 * PublisherListener#onOverflow} runs on the thread that publishes, and what has not begun when
 * {@link #close} ends, on the thread that closes. One daemon thread wakes up for what waits
 * (retries, linger, deadlines, the pace); it is made when it is first needed. That a thread is
 * interrupted ends its wait for room in the buffer, and no request.
 *
 * <p><b>Rights.</b> {@code events:PutEvents} on the bus; {@link #verifyEventBus} needs {@code
 * events:DescribeEventBus}.
 *
 * <p><b>Closing.</b> What is not sent when the process ends is lost, so close the publisher.
 */
public interface MomentoEventAsyncPublisher extends AutoCloseable {

  /**
   * A publisher with every default: region and credentials as the SDK finds them, bus {@code
   * default}.
   *
   * @return a publisher that owns its client; close it
   * @throws MomentoEventException if the SDK finds no region
   */
  @CheckReturnValue
  static MomentoEventAsyncPublisher create() {
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
   * @return EventBridge's event id, once it accepted the event
   */
  @CheckReturnValue
  CompletableFuture<String> cacheSet(String cacheName, String key, String message, Duration ttl);

  /**
   * Publishes a {@code cacheDelete}.
   *
   * @param cacheName the cache, which must exist
   * @param key the item's key, at least one character; it need not be in the cache
   * @return EventBridge's event id, once it accepted the event
   */
  @CheckReturnValue
  CompletableFuture<String> cacheDelete(String cacheName, String key);

  /**
   * Publishes a {@code topicPublish}.
   *
   * @param cacheName the cache that the topic belongs to, which must exist
   * @param topicName the topic
   * @param message at least one character
   * @return EventBridge's event id, once it accepted the event
   */
  @CheckReturnValue
  CompletableFuture<String> topicPublish(String cacheName, String topicName, String message);

  /**
   * Publishes one event.
   *
   * @param event the event
   * @return EventBridge's event id, once it accepted the event
   */
  @CheckReturnValue
  CompletableFuture<String> publish(MomentoEvent event);

  /**
   * Publishes one event with fields of EventBridge's own.
   *
   * @param event the event
   * @param attributes what differs from the publisher's defaults
   * @return EventBridge's event id, once it accepted the event
   */
  @CheckReturnValue
  CompletableFuture<String> publish(MomentoEvent event, EventAttributes attributes);

  /**
   * Sends what is buffered without further lingering.
   *
   * <p>It counts only the events that are unfinished at this call. What was accepted, rejected or
   * refused before is not in its counts, which may say {@link PublishCounts#allAccepted} after
   * rejections; how all went, only the futures and the {@link PublisherListener} tell.
   *
   * @return completes, never exceptionally, when the future of every event that was published
   *     before this call has completed; says how many of those that were unfinished were accepted
   *     and rejected. Events that are published later do not hold it up; flushes are independent.
   *     It counts events whose callbacks run as unfinished, so a callback must not wait for it
   */
  CompletableFuture<PublishCounts> flush();

  /**
   * Asks EventBridge whether the bus exists ({@code DescribeEventBus}), and waits for the answer:
   * at most for the {@linkplain PublisherBuilder#deliveryTimeout delivery timeout}, beside the time
   * that the SDK takes to find credentials. Within it, it asks up to three times if that may help.
   * Interrupting the thread ends the wait; its interrupt flag stays set.
   *
   * @throws EventBusNotFoundException if it does not
   * @throws MomentoEventException if that could not be found out, for example without the right
   *     {@code events:DescribeEventBus}, without an answer in time, or because the thread was
   *     interrupted
   * @throws PublisherClosedException if the publisher is closed
   */
  void verifyEventBus();

  /**
   * What the publisher holds now, for gauges.
   *
   * @return a snapshot
   */
  BufferReport buffered();

  /**
   * Refuses further events, sends each buffered one, and waits for the outcomes, at most for {@link
   * Builder#closeTimeout}. When it returns, every future is complete: the events that had no
   * outcome by then have failed with {@link PublisherClosedException}, whose outcome says whether
   * they may have been accepted, and their number was logged. Closes the client if the publisher
   * made it.
   *
   * <p>With a {@linkplain PublisherBuilder#maxEventsPerSecond pace} the buffer takes up to a
   * quarter of the delivery timeout to leave, and longer if the service fails: where that can be
   * more than the close timeout, call {@code flush().join()} first.
   *
   * <p>Closing again does nothing but wait likewise. It is safe in a shutdown hook and in a
   * dependent stage of a future. An interrupted thread waits no longer; its interrupt flag stays
   * set.
   */
  @Override
  void close();

  /** Builds a {@link MomentoEventAsyncPublisher}. Each option has a default. */
  final class Builder extends PublisherBuilder<Builder> {
    private @Nullable EventBridgeAsyncClient client;
    private int maxInFlightRequests = 48;
    private Duration linger = Duration.ZERO;
    private int maxBufferedEvents = 10_000;
    private long maxBufferedBytes = 32L * 1_024 * 1_024;
    private Duration blockWhenFull = Duration.ZERO;
    private Duration closeTimeout = Duration.ofSeconds(10);
    private @Nullable Executor completionExecutor;

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
    public Builder client(EventBridgeAsyncClient client) {
      this.client = EventRules.require("client", client);
      return this;
    }

    /**
     * How many requests may be under way at once; beyond eight, only full ones. Raise it where the
     * way to EventBridge is long, lower it to leave others more of the quota.
     *
     * @param maxInFlightRequests 1 to 1,000; not more than the client has connections, of which the
     *     SDK's clients have 50. Default: 48
     * @return this builder
     * @throws EventValidationException if it is outside this range
     */
    public Builder maxInFlightRequests(int maxInFlightRequests) {
      this.maxInFlightRequests = requireRange("maxInFlightRequests", maxInFlightRequests, 1, 1_000);
      return this;
    }

    /**
     * How long an event may wait for others although it could leave. Set it to save requests where
     * events trickle and the quota is low.
     *
     * @param linger zero to 10 seconds, and shorter than half the delivery timeout. Default: zero
     * @return this builder
     * @throws EventValidationException if it is outside this range
     */
    public Builder linger(Duration linger) {
      this.linger = requireRange("linger", linger, Duration.ZERO, Duration.ofSeconds(10));
      return this;
    }

    /**
     * How many events may be without an outcome at once, those under way included. While as many
     * again have their outcome and wait for callbacks that are slower than EventBridge, the buffer
     * counts as full, except for a callback that publishes. With a {@linkplain
     * PublisherBuilder#maxEventsPerSecond pace} it may hold fewer.
     *
     * @param maxBufferedEvents 10 to 10,000,000. Default: 10,000
     * @return this builder
     * @throws EventValidationException if it is outside this range
     */
    public Builder maxBufferedEvents(int maxBufferedEvents) {
      this.maxBufferedEvents = requireRange("maxBufferedEvents", maxBufferedEvents, 10, 10_000_000);
      return this;
    }

    /**
     * How large the events that are {@linkplain #maxBufferedEvents without an outcome} may be
     * together, as EventBridge counts their sizes. Lower it in a small heap, raise it where large
     * events come in bursts.
     *
     * @param maxBufferedBytes at least 1,024, and at least {@link
     *     PublisherBuilder#maxRequestBytes}, which {@link #build} checks. Default: 33,554,432 (32
     *     MiB)
     * @return this builder
     * @throws EventValidationException if it is less than 1,024
     */
    public Builder maxBufferedBytes(long maxBufferedBytes) {
      if (maxBufferedBytes < MIN_REQUEST_BYTES) {
        throw new EventValidationException(
            "maxBufferedBytes",
            String.format(
                Locale.ROOT, "is %,d; give at least %,d", maxBufferedBytes, MIN_REQUEST_BYTES));
      }
      this.maxBufferedBytes = maxBufferedBytes;
      return this;
    }

    /**
     * Makes {@code publish} wait for room when the buffer is full; nobody who comes later takes the
     * room of those who wait. Right for loads that can wait for the service; wrong on threads that
     * must not block. The {@linkplain PublisherBuilder#deliveryTimeout delivery timeout} of the
     * event begins after that wait.
     *
     * <p>Room may depend on callbacks ({@link #maxBufferedEvents}): do not hold a lock that they
     * need, and do not publish on the threads of a {@link #completionExecutor} of your own except
     * in callbacks, unless it is a {@link ForkJoinPool}, whose threads run callbacks while they
     * wait. With {@code Runnable::run}, and where an executor rejects it, a callback does not wait:
     * its event fails at once.
     *
     * @param max zero to 1 hour; after it the event fails with {@link PublisherOverflowException}.
     *     Default: zero, fail at once
     * @return this builder
     * @throws EventValidationException if it is outside this range
     */
    public Builder blockWhenFull(Duration max) {
      blockWhenFull = requireRange("blockWhenFull", max, Duration.ZERO, Duration.ofHours(1));
      return this;
    }

    /**
     * How long {@code close} waits for outcomes.
     *
     * @param closeTimeout zero to 1 hour. Default: 10 s
     * @return this builder
     * @throws EventValidationException if it is outside this range
     */
    public Builder closeTimeout(Duration closeTimeout) {
      this.closeTimeout =
          requireRange("closeTimeout", closeTimeout, Duration.ZERO, Duration.ofHours(1));
      return this;
    }

    /**
     * Runs the dependent stages of the futures, and the listener. Without it they run on the SDK's
     * thread that brought the answer, but never on more than half of the threads that the SDK keeps
     * for that, so that others bring answers however slow they are. When these are busy, when no
     * such thread brought the outcome (a time limit was over, or the answer was there at once),
     * when fewer of them than eight, or than processors, are alive that brought answers (they end
     * after ten seconds without any), and when they belong to an executor that was given to the
     * client and names them otherwise, they run on the common pool (or what {@link
     * CompletableFuture} uses where that pool is switched off). Set it to your own pool if they
     * block for long. With {@code Runnable::run} they run on whatever thread brings the answer, as
     * does what an executor rejects, and have to be few instructions.
     *
     * @param completionExecutor is never shut down by the publisher. Default: the SDK's threads and
     *     the common pool, as above
     * @return this builder
     */
    public Builder completionExecutor(Executor completionExecutor) {
      this.completionExecutor = EventRules.require("completionExecutor", completionExecutor);
      return this;
    }

    /**
     * Builds the publisher.
     *
     * @return a publisher; close it
     * @throws EventValidationException if options contradict each other: a buffer that could not
     *     hold one request, or a linger that uses up the delivery timeout
     * @throws MomentoEventException if the SDK finds no region, or if an endpoint id is set and the
     *     signer that it needs is not on the class path
     */
    @CheckReturnValue
    public MomentoEventAsyncPublisher build() {
      PublisherSettings settings = settings();
      AsyncSettings async = async(settings);
      return client != null
          ? new AsyncPublisher(settings, async, client, false)
          : new AsyncPublisher(settings, async, SdkClients.createAsync(), true);
    }

    private AsyncSettings async(PublisherSettings settings) {
      int maxRequestBytes = settings.encoder().maxRequestBytes();
      if (maxBufferedBytes < maxRequestBytes) {
        throw new EventValidationException(
            "maxBufferedBytes",
            String.format(
                Locale.ROOT,
                "is %,d, less than the %,d of one request, which could never leave: raise it, or"
                    + " lower maxRequestBytes",
                maxBufferedBytes,
                maxRequestBytes));
      }
      if (linger.compareTo(settings.deliveryTimeout().dividedBy(2)) >= 0) {
        throw new EventValidationException(
            "linger",
            "is "
                + linger
                + ", half or more of the delivery timeout of "
                + settings.deliveryTimeout()
                + ": shorten it");
      }
      return new AsyncSettings(
          new Accumulator.Limits(
              Math.min(maxBufferedEvents, settings.eventsThatLeaveInTime()),
              maxBufferedBytes,
              maxRequestBytes,
              linger.toNanos(),
              settings.deliveryTimeout().toNanos(),
              settings.shortestAttempt().toNanos()),
          new RequestWindow(maxInFlightRequests),
          blockWhenFull,
          closeTimeout,
          completionExecutor);
    }
  }
}
