package momento.eventbridge.flink;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.EventEntries;
import momento.eventbridge.EventTooLargeException;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.MomentoEventAsyncPublisher;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.IOUtils;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;

/**
 * Publishes the elements of a stream as Momento events through Amazon EventBridge.
 *
 * <pre>{@code
 * stream.keyBy(Price::sku).sinkTo(
 *     MomentoEventSink.<Price>builder(
 *             (price, context) ->
 *                 CacheSet.of("prices", price.sku(), price.text(), Duration.ofMinutes(5)))
 *         .eventBusName("orders")
 *         .region("us-east-1")
 *         .build());
 * }</pre>
 *
 * <p><b>Delivery.</b> With checkpoints on, every event is accepted by EventBridge at least once.
 * After a failure of the job the events since the last checkpoint are sent again. What may pass
 * (throttling, failures inside EventBridge, lost connections, requests without an answer) is sent
 * again for as long as the job runs, with pauses of up to 5 seconds, while the stream waits.
 * <em>Accepted</em> is not <em>applied</em>: rule, API destination and Momento come after it.
 *
 * <p><b>Order.</b> EventBridge keeps none. Within a subtask an item is therefore never twice on its
 * way, and of the updates of one item that wait only the last is sent; the others are counted as
 * <em>coalesced</em>. Let all updates of an item come to one subtask ({@code keyBy} on what its key
 * is made of). Even so an older update can win: EventBridge may deliver two accepted events the
 * wrong way round, or one of them twice; an event that was sent before a failure of the job may
 * come after the ones that are sent again; and after a restart with another parallelism a buffered
 * update can be restored on another subtask than its successors. The item's time to live bounds how
 * long that shows. Topic messages have no key and are not ordered.
 *
 * <p><b>Events that can never be accepted</b> (a field breaks a rule, too large, refused by
 * EventBridge because of the event itself) fail the job, or go to {@link Builder#rejectionHandler}.
 * Missing rights and the like always fail it.
 *
 * <p><b>Metrics.</b> Flink's own of a sink, where {@code numRecordsSend} and {@code numBytesSend}
 * count every attempt and {@code numRecordsSendErrors} every failed one; and in the group {@code
 * momento} the counters {@code accepted}, {@code coalesced}, and by {@link
 * momento.eventbridge.ErrorCode#value() code} {@code code.<code>.sentAgain} and {@code
 * code.<code>.rejected}.
 *
 * <p>Immutable and serializable.
 *
 * @param <T> the elements of the stream
 */
public final class MomentoEventSink<T> extends AsyncSinkBase<T, MomentoRequestEntry> {
  private static final long serialVersionUID = 1L;

  /** Makes entries of elements. */
  private final EventConverter<T> converter;

  /** What the entries need to know. */
  private final EventSettings settings;

  /** Makes a subtask's client. */
  private final EventBridgeClientFactory clientFactory;

  /** Null to fail the job. */
  private final @Nullable RejectionHandler<T> rejectionHandler;

  /** Whether the first subtask asks for the bus. */
  private final boolean verifyEventBus;

  /** The pace of all subtasks together; infinite for none. */
  private final double maxEventsPerSecond;

  private MomentoEventSink(
      Builder<T> builder, EventSettings settings, EventConverter<T> converter) {
    super(
        converter,
        EventEntries.MAX_ENTRIES,
        builder.maxInFlightRequests,
        builder.maxBufferedEvents,
        converter.entries().maxRequestBytes(),
        builder.linger.toMillis(),
        converter.entries().maxRequestBytes());
    this.converter = converter;
    this.settings = settings;
    clientFactory = builder.clientFactoryOrDefault();
    rejectionHandler = builder.rejectionHandler;
    verifyEventBus = builder.verifyEventBus;
    maxEventsPerSecond = builder.maxEventsPerSecond;
  }

  /**
   * Begins a sink of elements that become events. Set the element type where Java cannot infer it:
   * {@code MomentoEventSink.<Price>builder(…)}.
   *
   * @param <T> the elements of the stream
   * @param events makes an event of an element; it travels with the job, so what it captures must
   *     be serializable. An {@link EventValidationException} from it is a rejection, any other
   *     exception fails the job
   * @return a new builder; not safe for use by several threads
   */
  public static <T> Builder<T> builder(ElementConverter<T, ? extends MomentoEvent> events) {
    return new Builder<>(events);
  }

  /** {@inheritDoc} */
  @Override
  public StatefulSinkWriter<T, BufferedRequestState<MomentoRequestEntry>> createWriter(
      WriterInitContext context) throws IOException {
    return restoreWriter(context, List.of());
  }

  /** {@inheritDoc} */
  @Override
  public StatefulSinkWriter<T, BufferedRequestState<MomentoRequestEntry>> restoreWriter(
      WriterInitContext context, Collection<BufferedRequestState<MomentoRequestEntry>> states)
      throws IOException {
    EventBridgeAsyncClient client = clientFactory.create();
    Closeable resources = () -> close(client, rejectionHandler);
    try {
      if (verifyEventBus && context.getTaskInfo().getIndexOfThisSubtask() == 0) {
        verifyEventBus(client);
      }
      converter.open(context);
      if (rejectionHandler != null) {
        rejectionHandler.open(context);
      }
      SinkMetrics metrics = new SinkMetrics(context.metricGroup());
      Rejections<T> rejections = new Rejections<>(rejectionHandler, metrics);
      KeyedBuffer buffer = new KeyedBuffer(metrics.coalesced());
      RequestWriter requests =
          new RequestWriter(
              context,
              configuration(buffer),
              prepared(states, rejections),
              client,
              settings.bus(),
              converter.entries(),
              buffer,
              metrics,
              rejections::afterSending);
      Turns turns =
          Turns.of(
              maxEventsPerSecond,
              context.getTaskInfo().getNumberOfParallelSubtasks(),
              context.getMailboxExecutor());
      return new MomentoEventWriter<>(converter, rejections, requests, turns, resources);
    } catch (IOException | RuntimeException e) {
      IOUtils.closeQuietly(resources);
      throw e;
    }
  }

  private static void close(EventBridgeAsyncClient client, @Nullable RejectionHandler<?> handler)
      throws IOException {
    try {
      client.close();
    } finally {
      if (handler != null) {
        handler.close();
      }
    }
  }

  /** {@code PutEvents} accepts events for a bus that does not exist, and drops them. */
  private void verifyEventBus(EventBridgeAsyncClient client) {
    MomentoEventAsyncPublisher.Builder publisher =
        MomentoEventAsyncPublisher.builder().client(client);
    if (settings.eventBusName() != null) {
      publisher.eventBusName(settings.eventBusName());
    }
    try (MomentoEventAsyncPublisher verifier = publisher.build()) {
      verifier.verifyEventBus();
    }
  }

  private AsyncSinkWriterConfiguration configuration(KeyedBuffer buffer) {
    return AsyncSinkWriterConfiguration.builder()
        .setMaxBatchSize(getMaxBatchSize())
        .setMaxBatchSizeInBytes(getMaxBatchSizeInBytes())
        .setMaxInFlightRequests(getMaxInFlightRequests())
        .setMaxBufferedRequests(getMaxBufferedRequests())
        .setMaxTimeInBufferMS(getMaxTimeInBufferMS())
        .setMaxRecordSizeInBytes(getMaxRecordSizeInBytes())
        .setRateLimitingStrategy(
            new RequestRate(RequestRate.congestionControl(getMaxInFlightRequests()), buffer))
        .build();
  }

  /** The job may run with other limits than the one that wrote the state. */
  private List<BufferedRequestState<MomentoRequestEntry>> prepared(
      Collection<BufferedRequestState<MomentoRequestEntry>> states, Rejections<T> rejections)
      throws IOException {
    List<RequestEntryWrapper<MomentoRequestEntry>> prepared = new ArrayList<>();
    for (BufferedRequestState<MomentoRequestEntry> state : states) {
      for (RequestEntryWrapper<MomentoRequestEntry> stored : state.getBufferedRequestEntries()) {
        MomentoRequestEntry entry = stored.getRequestEntry();
        try {
          MomentoRequestEntry ready = converter.prepared(entry.event(), entry.attributes());
          prepared.add(new RequestEntryWrapper<>(ready, ready.prepared().sizeInBytes()));
        } catch (EventValidationException | EventTooLargeException e) {
          rejections.beforeSending(Optional.empty(), Optional.of(entry.event()), e);
        }
      }
    }
    return List.of(new BufferedRequestState<>(prepared));
  }

  /** {@inheritDoc} */
  @Override
  public SimpleVersionedSerializer<BufferedRequestState<MomentoRequestEntry>>
      getWriterStateSerializer() {
    return new WriterStateSerializer();
  }

  /**
   * Builds a {@link MomentoEventSink}. Each option has a default. Not safe for use by several
   * threads.
   *
   * @param <T> the elements of the stream
   */
  public static final class Builder<T> {
    private final ElementConverter<T, ? extends MomentoEvent> events;

    /** Refuses what is wrong here, and not on the cluster. */
    private final EventEntries.Builder rules = EventEntries.builder();

    private ElementConverter<T, EventAttributes> attributes =
        (element, context) -> EventAttributes.none();

    private @Nullable String eventBusName;
    private @Nullable String endpointId;
    private @Nullable String source;
    private @Nullable Integer maxRequestBytes;
    private @Nullable Duration maxTtl;
    private @Nullable Integer maxTopicMessageBytes;
    private @Nullable Duration requestTimeout;

    private @Nullable String region;
    private @Nullable URI endpoint;
    private @Nullable String accessKeyId;
    private @Nullable String secretAccessKey;
    private @Nullable String sessionToken;
    private @Nullable String profile;
    private @Nullable EventBridgeClientFactory clientFactory;

    private @Nullable RejectionHandler<T> rejectionHandler;
    private boolean verifyEventBus = true;
    private double maxEventsPerSecond = Double.POSITIVE_INFINITY;
    private int maxInFlightRequests = 8;
    private int maxBufferedEvents = 1_000;
    private Duration linger = Duration.ofMillis(100);

    private Builder(ElementConverter<T, ? extends MomentoEvent> events) {
      this.events = require("events", events);
    }

    /**
     * EventBridge's own fields of an event: source, time, resources, trace header.
     *
     * @param attributes makes them of an element; it travels with the job. Default: {@link
     *     EventAttributes#none()}
     * @return this builder
     */
    public Builder<T> attributes(ElementConverter<T, EventAttributes> attributes) {
      this.attributes = require("attributes", attributes);
      return this;
    }

    /**
     * The event bus. Change it if Momento's stack was deployed on a bus of your own.
     *
     * @param eventBusName name or ARN, 1 to 1,600 characters. Default: {@code default}
     * @return this builder
     * @throws EventValidationException if it is neither a name nor an ARN
     */
    public Builder<T> eventBusName(String eventBusName) {
      rules.eventBusName(eventBusName);
      this.eventBusName = eventBusName;
      return this;
    }

    /**
     * A global endpoint of EventBridge. It needs {@code software.amazon.awssdk:http-auth-aws-crt}
     * in the job's jar, and a bus of the same name in both regions.
     *
     * @param endpointId for example {@code abcde.veo}, at most 50 characters. Default: none
     * @return this builder
     * @throws EventValidationException if it is not such an id
     */
    public Builder<T> endpointId(String endpointId) {
      rules.endpointId(endpointId);
      this.endpointId = endpointId;
      return this;
    }

    /**
     * The source of events whose attributes have none.
     *
     * @param source 1 to 256 characters, not beginning with {@code aws.}. Default: {@code
     *     momento-eventbridge-client}
     * @return this builder
     * @throws EventValidationException if it breaks the rule
     */
    public Builder<T> source(String source) {
      rules.source(source);
      this.source = source;
      return this;
    }

    /**
     * What the size of a request must stay below. Lower it for an emulator or a region with the old
     * limit of 262,144.
     *
     * @param maxRequestBytes 1,024 to 1,048,576, exclusive. Default: 1,000,000
     * @return this builder
     * @throws EventValidationException if it is outside this range
     */
    public Builder<T> maxRequestBytes(int maxRequestBytes) {
      rules.maxRequestBytes(maxRequestBytes);
      this.maxRequestBytes = maxRequestBytes;
      return this;
    }

    /**
     * The longest time to live of a cache item. Raise it if your Momento account has provisioned
     * capacity, which sets no bound.
     *
     * @param maxTtl at least 1 second. Default: 24 hours, Momento's limit on demand
     * @return this builder
     * @throws EventValidationException if it is less than a second
     */
    public Builder<T> maxTtl(Duration maxTtl) {
      rules.maxTtl(maxTtl);
      this.maxTtl = maxTtl;
      return this;
    }

    /**
     * The largest topic message. Raise it if Momento has raised the limit of your account.
     *
     * @param maxTopicMessageBytes 1 to 1,048,576 bytes of UTF-8. Default: 4,096, Momento's limit
     * @return this builder
     * @throws EventValidationException if it is outside this range
     */
    public Builder<T> maxTopicMessageBytes(int maxTopicMessageBytes) {
      rules.maxTopicMessageBytes(maxTopicMessageBytes);
      this.maxTopicMessageBytes = maxTopicMessageBytes;
      return this;
    }

    /**
     * How long a request may take. After it nobody knows whether its events were accepted, and they
     * are sent again.
     *
     * @param requestTimeout 100 ms to 1 minute. Default: 10 s
     * @return this builder
     * @throws EventValidationException if it is outside this range
     */
    public Builder<T> requestTimeout(Duration requestTimeout) {
      // Far below Flink's own timeout of a request, which would not know what to do about it.
      this.requestTimeout =
          requireRange(
              "requestTimeout", requestTimeout, Duration.ofMillis(100), Duration.ofMinutes(1));
      return this;
    }

    /**
     * The region of the bus.
     *
     * @param region for example {@code us-east-1}. Default: as the SDK finds it on the task
     *     managers
     * @return this builder
     */
    public Builder<T> region(String region) {
      this.region = require("region", region);
      return this;
    }

    /**
     * Where EventBridge listens, for an emulator or an endpoint of your own network.
     *
     * @param endpoint for example {@code http://127.0.0.1:4599}. Default: AWS's of the region
     * @return this builder
     */
    public Builder<T> endpoint(URI endpoint) {
      this.endpoint = require("endpoint", endpoint);
      return this;
    }

    /**
     * Credentials as they are, for tests and emulators: they travel with the job and lie in its
     * files. On AWS give the task managers a role instead.
     *
     * @param accessKeyId the id
     * @param secretAccessKey the secret
     * @return this builder
     */
    public Builder<T> credentials(String accessKeyId, String secretAccessKey) {
      this.accessKeyId = require("accessKeyId", accessKeyId);
      this.secretAccessKey = require("secretAccessKey", secretAccessKey);
      sessionToken = null;
      return this;
    }

    /**
     * Temporary credentials as they are; they travel with the job.
     *
     * @param accessKeyId the id
     * @param secretAccessKey the secret
     * @param sessionToken the session's token
     * @return this builder
     */
    public Builder<T> credentials(String accessKeyId, String secretAccessKey, String sessionToken) {
      credentials(accessKeyId, secretAccessKey);
      this.sessionToken = require("sessionToken", sessionToken);
      return this;
    }

    /**
     * The profile that has the credentials, in AWS's shared files on the task managers.
     *
     * @param profile its name. Default: credentials as the SDK finds them
     * @return this builder
     */
    public Builder<T> profile(String profile) {
      this.profile = require("profile", profile);
      return this;
    }

    /**
     * Makes the SDK client of each subtask, for what the options do not say.
     *
     * @param clientFactory excludes region, endpoint, credentials and profile. Default: a client of
     *     these four that does not retry
     * @return this builder
     */
    public Builder<T> clientFactory(EventBridgeClientFactory clientFactory) {
      this.clientFactory = require("clientFactory", clientFactory);
      return this;
    }

    /**
     * Who gets the events that can never be accepted.
     *
     * @param rejectionHandler travels with the job. Default: none, and such an event fails the job
     * @return this builder
     */
    public Builder<T> rejectionHandler(RejectionHandler<T> rejectionHandler) {
      this.rejectionHandler = require("rejectionHandler", rejectionHandler);
      return this;
    }

    /**
     * Whether the first subtask asks at its start for the event bus, because EventBridge accepts
     * events for a bus that does not exist, and drops them. It needs the right {@code
     * events:DescribeEventBus}.
     *
     * @param verifyEventBus {@code false} if that right cannot be had. Default: {@code true}
     * @return this builder
     */
    public Builder<T> verifyEventBus(boolean verifyEventBus) {
      this.verifyEventBus = verifyEventBus;
      return this;
    }

    /**
     * The pace: how many events a second all subtasks of the sink take together, each an equal
     * part. An API destination makes 300 calls a second by default, and what waits there for more
     * than 24 hours is lost to the dead-letter queue (EventBridge user guide, "quotas", 2026): pace
     * what runs for hours. The stream waits meanwhile, and a checkpoint for what the network holds
     * in front of the sink, unless the source is chained to it. What a checkpoint had in its
     * buffer, and what is sent again, does not count.
     *
     * @param maxEventsPerSecond 1 to 1,000,000. Default: no limit
     * @return this builder
     * @throws EventValidationException if it is outside this range
     */
    public Builder<T> maxEventsPerSecond(int maxEventsPerSecond) {
      this.maxEventsPerSecond =
          requireRange("maxEventsPerSecond", maxEventsPerSecond, 1, 1_000_000);
      return this;
    }

    /**
     * How many requests of a subtask may be under way. Flink's congestion control goes up to it
     * while the service accepts everything, and down to one when it does not. All subtasks share
     * the account's quota of requests: 1.1 × quota × time of an answer ÷ subtasks use it up.
     *
     * @param maxInFlightRequests 1 to 1,000. Default: 8
     * @return this builder
     * @throws EventValidationException if it is outside this range
     */
    public Builder<T> maxInFlightRequests(int maxInFlightRequests) {
      this.maxInFlightRequests = requireRange("maxInFlightRequests", maxInFlightRequests, 1, 1_000);
      return this;
    }

    /**
     * How many events of a subtask may wait; the stream waits when there are more. They are held in
     * memory and in checkpoints: lower it when events are large.
     *
     * @param maxBufferedEvents 11 to 1,000,000. Default: 1,000
     * @return this builder
     * @throws EventValidationException if it is outside this range
     */
    public Builder<T> maxBufferedEvents(int maxBufferedEvents) {
      this.maxBufferedEvents =
          requireRange(
              "maxBufferedEvents", maxBufferedEvents, EventEntries.MAX_ENTRIES + 1, 1_000_000);
      return this;
    }

    /**
     * How long an event waits for others to share its request, when there are fewer than ten.
     * Shorten it for fresher items, lengthen it to save requests against a low quota.
     *
     * @param linger 1 ms to 1 hour. Default: 100 ms
     * @return this builder
     * @throws EventValidationException if it is outside this range
     */
    public Builder<T> linger(Duration linger) {
      this.linger = requireRange("linger", linger, Duration.ofMillis(1), Duration.ofHours(1));
      return this;
    }

    /**
     * Builds the sink.
     *
     * @return the sink
     * @throws EventValidationException if two options exclude each other
     * @throws momento.eventbridge.MomentoEventException if a global endpoint is set whose signer is
     *     not there
     */
    public MomentoEventSink<T> build() {
      if (clientFactory != null
          && (region != null || endpoint != null || accessKeyId != null || profile != null)) {
        throw new EventValidationException(
            "clientFactory",
            "excludes region, endpoint, credentials and profile: let the factory set them");
      }
      if (accessKeyId != null && profile != null) {
        throw new EventValidationException("profile", "excludes credentials: give one of the two");
      }
      EventSettings settings =
          new EventSettings(
              eventBusName,
              endpointId,
              source,
              maxRequestBytes,
              maxTtl,
              maxTopicMessageBytes,
              requestTimeout);
      return new MomentoEventSink<>(
          this, settings, new EventConverter<>(events, attributes, settings));
    }

    private EventBridgeClientFactory clientFactoryOrDefault() {
      return clientFactory != null
          ? clientFactory
          : new SdkClient(region, endpoint, accessKeyId, secretAccessKey, sessionToken, profile);
    }

    private static <V> V require(String option, @Nullable V value) {
      if (value == null) {
        throw new EventValidationException(option, "is missing: give a value, or leave it out");
      }
      return value;
    }

    private static Duration requireRange(
        String option, Duration value, Duration min, Duration max) {
      require(option, value);
      if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
        throw new EventValidationException(option, "is " + value + "; give " + min + " to " + max);
      }
      return value;
    }

    private static int requireRange(String option, int value, int min, int max) {
      if (value < min || value > max) {
        throw new EventValidationException(
            option, String.format(Locale.ROOT, "is %,d; give %,d to %,d", value, min, max));
      }
      return value;
    }
  }
}
