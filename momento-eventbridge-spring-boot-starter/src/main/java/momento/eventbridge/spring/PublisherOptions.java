package momento.eventbridge.spring;

import java.util.function.Supplier;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.PublisherBuilder;
import momento.eventbridge.PublisherListener;
import momento.eventbridge.spring.internal.PropertyOption;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** Builds publishers as properties and beans say. */
final class PublisherOptions {
  private final MomentoEventBridgeProperties properties;
  private final PublisherListener listener;
  private final ObjectProvider<MomentoPublisherCustomizer> customizers;
  private final @Nullable TraceHeaders traceHeaders;

  PublisherOptions(
      MomentoEventBridgeProperties properties,
      ObjectProvider<PublisherListener> listeners,
      ObjectProvider<MomentoPublisherCustomizer> customizers,
      ObjectProvider<TraceHeaderSource> traceHeaders) {
    this.properties = properties;
    this.listener = new PublisherListeners(listeners.orderedStream().toList());
    this.customizers = customizers;
    TraceHeaderSource source = properties.traceHeader() ? traceHeaders.getIfAvailable() : null;
    this.traceHeaders = source == null ? null : new TraceHeaders(source);
  }

  /** The client is asked for when the properties have proved right. */
  MomentoEventPublisher build(Supplier<EventBridgeClient> client) {
    MomentoEventPublisher.Builder builder = MomentoEventPublisher.builder();
    setCommonOptions(builder);
    builder.client(client.get());
    customize(builder);
    MomentoEventPublisher publisher = builder.build();
    return traceHeaders == null ? publisher : new TracedEventPublisher(publisher, traceHeaders);
  }

  /** Likewise. */
  MomentoEventAsyncPublisher buildAsync(Supplier<EventBridgeAsyncClient> client) {
    MomentoEventAsyncPublisher.Builder builder = MomentoEventAsyncPublisher.builder();
    setCommonOptions(builder);
    setAsyncOptions(builder);
    builder.client(client.get());
    customize(builder);
    MomentoEventAsyncPublisher publisher = buildChecked(builder);
    return traceHeaders == null
        ? publisher
        : new TracedEventAsyncPublisher(publisher, traceHeaders);
  }

  private void setCommonOptions(PublisherBuilder<?> builder) {
    PropertyOption.set("event-bus-name", properties.eventBusName(), builder::eventBusName);
    if (StringUtils.hasText(properties.endpointId())) {
      PropertyOption.set("endpoint-id", properties.endpointId(), builder::endpointId);
    }
    PropertyOption.set("source", properties.source(), builder::source);
    PropertyOption.set("delivery-timeout", properties.deliveryTimeout(), builder::deliveryTimeout);
    PropertyOption.set(
        "max-request-bytes",
        properties.maxRequestBytes(),
        size -> builder.maxRequestBytes(bytes(size)));
    PropertyOption.set("max-ttl", properties.maxTtl(), builder::maxTtl);
    PropertyOption.set(
        "max-topic-message-bytes",
        properties.maxTopicMessageBytes(),
        size -> builder.maxTopicMessageBytes(bytes(size)));
    PropertyOption.set(
        "max-events-per-second", properties.maxEventsPerSecond(), builder::maxEventsPerSecond);
    builder.traceHeaderFromEnvironment(properties.traceHeader());
    builder.listener(listener);
  }

  private void setAsyncOptions(MomentoEventAsyncPublisher.Builder builder) {
    MomentoEventBridgeProperties.Async async = properties.async();
    PropertyOption.set(
        "async.max-in-flight-requests", async.maxInFlightRequests(), builder::maxInFlightRequests);
    PropertyOption.set("async.linger", async.linger(), builder::linger);
    PropertyOption.set(
        "async.max-buffered-events", async.maxBufferedEvents(), builder::maxBufferedEvents);
    PropertyOption.set(
        "async.max-buffered-bytes",
        async.maxBufferedBytes(),
        size -> builder.maxBufferedBytes(size.toBytes()));
    PropertyOption.set("async.block-when-full", async.blockWhenFull(), builder::blockWhenFull);
    PropertyOption.set("async.close-timeout", async.closeTimeout(), builder::closeTimeout);
  }

  private void customize(PublisherBuilder<?> builder) {
    customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
  }

  /** Options that contradict each other are found when all are known. */
  private MomentoEventAsyncPublisher buildChecked(MomentoEventAsyncPublisher.Builder builder) {
    try {
      return builder.build();
    } catch (EventValidationException e) {
      throw switch (e.field()) {
        case "maxBufferedBytes" ->
            PropertyOption.refused(
                "async.max-buffered-bytes", properties.async().maxBufferedBytes(), e);
        case "linger" -> PropertyOption.refused("async.linger", properties.async().linger(), e);
        default -> e;
      };
    }
  }

  /** More than an int holds is beyond every limit anyway, and refused as such. */
  private static int bytes(DataSize size) {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, size.toBytes()));
  }
}
