package momento.eventbridge.spring;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The options of the publisher beans, {@code momento.eventbridge.*}. Most are options of {@link
 * momento.eventbridge.PublisherBuilder}, where their ranges and reasons stand, and have the same
 * defaults.
 *
 * @param enabled Whether there are publisher beans.
 * @param eventBusName Name or ARN of the event bus that Momento's stack was deployed on.
 * @param endpoint Where requests go instead of the region's own endpoint, for example to an
 *     emulator or a VPC endpoint. Not used if the application has a client bean of its own.
 * @param endpointId Id of a global endpoint of EventBridge; needs
 *     software.amazon.awssdk:http-auth-aws-crt.
 * @param source Source of events that bring none of their own.
 * @param deliveryTimeout How long a publisher tries to get one event accepted, 1s to 1h.
 * @param maxRequestBytes What the size of a request must stay below, 1024B to 1024KB.
 * @param maxTtl Longest time to live of a cache item; raise it if your Momento account has
 *     provisioned capacity.
 * @param maxTopicMessageBytes Largest topic message in UTF-8, 1B to 1024KB; raise it if Momento has
 *     raised the limit of your account.
 * @param maxEventsPerSecond How many events a second each publisher sends at most, 1 to 1000000. No
 *     limit if it is not set.
 * @param traceHeader Whether an event that brings no trace header gets that of the code that
 *     publishes it: from Micrometer Tracing or a TraceHeaderSource bean, otherwise from the
 *     environment, as in Lambda.
 * @param region AWS region. Without it, that of an AwsRegionProvider bean, or as the SDK finds it.
 *     Not used if the application has a client bean of its own.
 * @param async Options of the asynchronous publisher alone.
 */
@ConfigurationProperties(MomentoEventBridgeProperties.PREFIX)
public record MomentoEventBridgeProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("default") String eventBusName,
    @Nullable String endpointId,
    @DefaultValue("momento-eventbridge-client") String source,
    @DefaultValue("30s") Duration deliveryTimeout,
    @DefaultValue("1000000B") DataSize maxRequestBytes,
    @DefaultValue("24h") Duration maxTtl,
    @DefaultValue("4096B") DataSize maxTopicMessageBytes,
    @Nullable Integer maxEventsPerSecond,
    @DefaultValue("true") boolean traceHeader,
    @Nullable String region,
    @Nullable URI endpoint,
    @DefaultValue Async async) {

  /** What every property's name begins with. */
  public static final String PREFIX = "momento.eventbridge";

  /**
   * Options of {@link momento.eventbridge.MomentoEventAsyncPublisher.Builder} alone.
   *
   * @param enabled Whether there is an asynchronous publisher, which has an SDK client of its own.
   * @param maxInFlightRequests How many requests may be under way at once, 1 to 1000; beyond eight,
   *     only full ones.
   * @param linger How long an event may wait for others although it could leave, up to 10s and less
   *     than half the delivery timeout.
   * @param maxBufferedEvents How many events may be without an outcome at once, 10 to 10000000.
   * @param maxBufferedBytes How large they may be together, at least max-request-bytes.
   * @param blockWhenFull How long publishing waits for room when the buffer is full, up to 1h; zero
   *     fails at once.
   * @param closeTimeout How long a shutdown waits for outcomes, up to 1h.
   */
  public record Async(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("48") int maxInFlightRequests,
      @DefaultValue("0s") Duration linger,
      @DefaultValue("10000") int maxBufferedEvents,
      @DefaultValue("32MB") DataSize maxBufferedBytes,
      @DefaultValue("0s") Duration blockWhenFull,
      @DefaultValue("10s") Duration closeTimeout) {}
}
