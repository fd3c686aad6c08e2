package momento.eventbridge.local;

import java.time.Duration;
import java.util.List;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.MomentoEventPublisher;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/**
 * Publishers for unit tests that keep what was published in memory: no network, no threads.
 *
 * <pre>{@code
 * RecordingMomentoEventPublisher recorder = new RecordingMomentoEventPublisher();
 *
 * new OrderService(recorder.sync()).ship("order-7");
 *
 * assertEquals(
 *     List.of(CacheSet.of("my-cache", "order-7", "shipped", Duration.ofHours(1))),
 *     recorder.published());
 * }</pre>
 *
 * <p>Only EventBridge is replaced. The publishers are the real ones with every default, so they
 * refuse, batch, flush and close as in production; but the delivery timeout is an hour, and {@code
 * close} of the asynchronous one does not wait. Futures complete, with their dependent stages, on
 * the thread that publishes or that ends a {@linkplain #hold hold}. To see rules, retries, Momento
 * and dead letters as well, use {@link LocalMomentoStack}.
 *
 * <p>Safe for use by several threads at once.
 */
public final class RecordingMomentoEventPublisher {
  private final RecordingBus bus = new RecordingBus();
  private final MomentoEventPublisher sync =
      MomentoEventPublisher.builder()
          .client(new RecordingBus.Client(bus))
          .deliveryTimeout(Duration.ofHours(1))
          .build();
  private final MomentoEventAsyncPublisher async =
      MomentoEventAsyncPublisher.builder()
          .client(new RecordingBus.AsyncClient(bus))
          .deliveryTimeout(Duration.ofHours(1))
          // So that nearly all that is published during a hold is seen.
          .maxInFlightRequests(1_000)
          .closeTimeout(Duration.ZERO)
          .completionExecutor(Runnable::run)
          .build();

  /** A recorder to which nothing was published. */
  public RecordingMomentoEventPublisher() {}

  /**
   * The synchronous publisher.
   *
   * @return the same at each call
   */
  public MomentoEventPublisher sync() {
    return sync;
  }

  /**
   * The asynchronous publisher.
   *
   * @return the same at each call
   */
  public MomentoEventAsyncPublisher async() {
    return async;
  }

  /**
   * What was accepted of both publishers, also if its answer is still {@linkplain #hold held}.
   *
   * @return the events in the order in which they were accepted; a copy
   */
  public List<MomentoEvent> published() {
    return bus.entries().stream()
        .map(entry -> MomentoEvent.parse(entry.detailType(), entry.detail()))
        .toList();
  }

  /**
   * The same with EventBridge's own fields: source, time, resources, trace header.
   *
   * @return the entries in the order in which they were accepted; a copy. The SDK's {@code
   *     toString} of an entry shows the message
   */
  public List<PutEventsRequestEntry> entries() {
    return bus.entries();
  }

  /**
   * Rejects events to come. The first call counts first.
   *
   * @param events how many, at least 1
   * @param code one that EventBridge gives and that is final, for example {@link
   *     ErrorCode#ACCESS_DENIED}; what a publisher tries again would not stay rejected
   * @throws IllegalArgumentException if there are no events, or for another code
   */
  public void rejectNext(int events, ErrorCode code) {
    bus.rejectNext(events, code);
  }

  /**
   * Keeps answers back: futures stay incomplete, and calls of the synchronous publisher wait. The
   * asynchronous publisher sends the first eight events at once meanwhile, and more as soon as ten
   * of them fill a request, as it does with eight unanswered requests on AWS; the rest waits in its
   * buffer.
   *
   * @return ends the hold when closed; a call that it waits for is one request
   */
  public Hold hold() {
    return bus.hold();
  }

  /** Forgets what was published, and the rejections that have not been used. */
  public void clear() {
    bus.clear();
  }
}
