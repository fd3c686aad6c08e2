package momento.eventbridge;

import java.time.Duration;
import java.util.Locale;
import momento.eventbridge.internal.core.AttributeRules;
import momento.eventbridge.internal.core.EventEncoder;
import momento.eventbridge.internal.core.EventRules;
import momento.eventbridge.internal.send.PublisherSettings;
import momento.eventbridge.internal.send.SdkClients;
import momento.eventbridge.internal.send.TraceContext;
import org.jspecify.annotations.Nullable;

/**
 * The options that both publishers have. Each has a default. Not safe for use by several threads.
 *
 * @param <B> the builder itself
 */
public abstract sealed class PublisherBuilder<B extends PublisherBuilder<B>>
    permits MomentoEventPublisher.Builder, MomentoEventAsyncPublisher.Builder {
  static final String DEFAULT_EVENT_BUS_NAME = "default";
  static final String DEFAULT_SOURCE = "momento-eventbridge-client";
  static final int DEFAULT_MAX_REQUEST_BYTES = 1_000_000;
  static final Duration DEFAULT_MAX_TTL = Duration.ofHours(24);
  static final int DEFAULT_MAX_TOPIC_MESSAGE_BYTES = 4_096;
  static final int MAX_REQUEST_BYTES = 1_048_576;
  static final int MIN_REQUEST_BYTES = 1_024;

  private String eventBusName = DEFAULT_EVENT_BUS_NAME;
  private @Nullable String endpointId;
  private String source = DEFAULT_SOURCE;
  private Duration deliveryTimeout = Duration.ofSeconds(30);
  private int maxRequestBytes = DEFAULT_MAX_REQUEST_BYTES;
  private Duration maxTtl = DEFAULT_MAX_TTL;
  private int maxTopicMessageBytes = DEFAULT_MAX_TOPIC_MESSAGE_BYTES;
  private PublisherListener listener = new PublisherListener() {};
  private TraceContext traceContext = TraceContext.SYSTEM;
  private double maxEventsPerSecond = Double.POSITIVE_INFINITY;

  PublisherBuilder() {}

  abstract B self();

  /**
   * The event bus. Change it if Momento's stack was deployed on a bus of your own.
   *
   * @param eventBusName name or ARN, 1 to 1,600 characters. Default: {@code default}
   * @return this builder
   * @throws EventValidationException if it is neither a name nor an ARN
   */
  public B eventBusName(String eventBusName) {
    this.eventBusName = AttributeRules.requireEventBusName(eventBusName);
    return self();
  }

  /**
   * A global endpoint of EventBridge, which switches to another region by itself. It needs {@code
   * software.amazon.awssdk:http-auth-aws-crt} on the class path, and a bus of the same name in both
   * regions.
   *
   * @param endpointId for example {@code abcde.veo}, at most 50 characters. Default: none
   * @return this builder
   * @throws EventValidationException if it is not such an id
   */
  public B endpointId(String endpointId) {
    this.endpointId = AttributeRules.requireEndpointId(endpointId);
    return self();
  }

  /**
   * The source of events that bring none of their own. Change it if rules on the bus tell sources
   * apart, or if Momento's stack was deployed for given sources only.
   *
   * @param source 1 to 256 characters, not beginning with {@code aws.}. Default: {@code
   *     momento-eventbridge-client}
   * @return this builder
   * @throws EventValidationException if it breaks the rule
   */
  public B source(String source) {
    this.source = AttributeRules.requireSource(source);
    return self();
  }

  /**
   * How long the publisher tries to get one event accepted, pauses included: from its first request
   * on, or, by the asynchronous publisher, from when its buffer takes the event; a wait for room
   * before that ({@code blockWhenFull}) comes on top. A single request may take a third of it. A
   * {@code publishAll} takes longer if the service keeps failing, because its later requests begin
   * later. Shorten it where a caller waits; lengthen it for bulk loads on a low quota.
   *
   * @param deliveryTimeout 1 second to 1 hour. Default: 30 s
   * @return this builder
   * @throws EventValidationException if it is outside this range
   */
  public B deliveryTimeout(Duration deliveryTimeout) {
    this.deliveryTimeout =
        requireRange(
            "deliveryTimeout", deliveryTimeout, Duration.ofSeconds(1), Duration.ofHours(1));
    return self();
  }

  /**
   * What the size of a request must stay below. AWS says "less than 1MB" since January 2026 and
   * does not say in bytes; the default fits both readings. Lower it for an emulator or a region
   * with the old limit of 262,144.
   *
   * @param maxRequestBytes 1,024 to 1,048,576, exclusive. Default: 1,000,000
   * @return this builder
   * @throws EventValidationException if it is outside this range
   */
  public B maxRequestBytes(int maxRequestBytes) {
    this.maxRequestBytes = requireMaxRequestBytes(maxRequestBytes);
    return self();
  }

  /**
   * The longest time to live of a cache item. Raise it if your Momento account has provisioned
   * capacity, which sets no bound.
   *
   * @param maxTtl at least 1 second. Default: 24 hours, Momento's limit on demand
   * @return this builder
   * @throws EventValidationException if it is less than a second
   */
  public B maxTtl(Duration maxTtl) {
    this.maxTtl = requireMaxTtl(maxTtl);
    return self();
  }

  /**
   * The largest topic message. Raise it if Momento has raised the limit of your account.
   *
   * @param maxTopicMessageBytes 1 to 1,048,576 bytes of UTF-8. Default: 4,096, Momento's limit
   * @return this builder
   * @throws EventValidationException if it is outside this range
   */
  public B maxTopicMessageBytes(int maxTopicMessageBytes) {
    this.maxTopicMessageBytes = requireMaxTopicMessageBytes(maxTopicMessageBytes);
    return self();
  }

  /**
   * Who is told what the publisher does, for metrics.
   *
   * @param listener is told on the threads that {@link PublisherListener} names; it replaces the
   *     one set before. Default: none
   * @return this builder
   */
  public B listener(PublisherListener listener) {
    this.listener = EventRules.require("listener", listener);
    return self();
  }

  /**
   * Whether events that bring no {@linkplain EventAttributes#traceHeader trace header} of their own
   * get AWS X-Ray's from the environment, so that what happens to them shows up in the trace of the
   * code that published them. It is looked up on the publishing thread as each event is taken: the
   * system property {@code com.amazonaws.xray.traceHeader}, which Lambda's Java runtime sets for
   * each invocation, then the environment variable {@code _X_AMZN_TRACE_ID}. If neither is there,
   * or it is longer than EventBridge's 500 characters or has not X-Ray's form, the event goes out
   * without one. Where one process serves several invocations at once (Lambda Managed Instances),
   * Lambda sets no property: give {@code Context.getXrayTraceId()} as an attribute there.
   *
   * <p>Switch it off if rules on the bus lead to functions that must not be part of the trace.
   *
   * @param traceHeaderFromEnvironment whether to look it up. Default: true
   * @return this builder
   */
  public B traceHeaderFromEnvironment(boolean traceHeaderFromEnvironment) {
    traceContext = traceHeaderFromEnvironment ? TraceContext.SYSTEM : TraceContext.NONE;
    return self();
  }

  /**
   * The pace: how many events a second this publisher lets go at most, all its threads together. An
   * API destination makes 300 calls a second by default, for all that publish in the account, and
   * what waits there for more than 24 hours is lost to the dead-letter queue (EventBridge user
   * guide, "quotas", 2026): pace what sends for hours. A burst needs no pace, because the bus holds
   * it.
   *
   * <p>A synchronous publisher waits for a turn with each event that it takes; what it sends again
   * takes no other, because what was throttled did not pass, so it may send more entries than the
   * pace while the service fails. An asynchronous one counts every entry of every request, what it
   * sends again included. It keeps events in its buffer, which then holds at most what leaves in a
   * quarter of {@link #deliveryTimeout}; let {@code blockWhenFull} make the load wait. Its close
   * keeps to the pace, too, but waits no longer than {@code closeTimeout}: call {@code
   * flush().join()} before it.
   *
   * @param maxEventsPerSecond 1 to 1,000,000. Default: no limit
   * @return this builder
   * @throws EventValidationException if it is outside this range
   */
  public B maxEventsPerSecond(int maxEventsPerSecond) {
    this.maxEventsPerSecond = requireRange("maxEventsPerSecond", maxEventsPerSecond, 1, 1_000_000);
    return self();
  }

  final PublisherSettings settings() {
    if (endpointId != null) {
      SdkClients.requireGlobalEndpointSigner();
    }
    return new PublisherSettings(
        eventBusName,
        endpointId,
        new EventEncoder(source, maxRequestBytes, maxTtl, maxTopicMessageBytes),
        deliveryTimeout,
        listener,
        traceContext,
        maxEventsPerSecond);
  }

  static int requireMaxRequestBytes(int value) {
    return requireRange("maxRequestBytes", value, MIN_REQUEST_BYTES, MAX_REQUEST_BYTES);
  }

  static Duration requireMaxTtl(Duration value) {
    EventRules.require("maxTtl", value);
    if (value.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new EventValidationException("maxTtl", "is " + value + "; give at least 1 second");
    }
    return value;
  }

  static int requireMaxTopicMessageBytes(int value) {
    return requireRange("maxTopicMessageBytes", value, 1, MAX_REQUEST_BYTES);
  }

  static Duration requireRange(String option, Duration value, Duration min, Duration max) {
    EventRules.require(option, value);
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new EventValidationException(option, "is " + value + "; give " + min + " to " + max);
    }
    return value;
  }

  static int requireRange(String option, int value, int min, int max) {
    if (value < min || value > max) {
      throw new EventValidationException(
          option, String.format(Locale.ROOT, "is %,d; give %,d to %,d", value, min, max));
    }
    return value;
  }
}
