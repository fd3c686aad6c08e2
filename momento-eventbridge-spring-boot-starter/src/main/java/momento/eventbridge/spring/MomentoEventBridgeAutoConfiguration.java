package momento.eventbridge.spring;

import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.PublisherListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * A {@link MomentoEventPublisher} and a {@link MomentoEventAsyncPublisher}, each unless the
 * application has one.
 *
 * <p>They send through the bean {@value #CLIENT} or {@value #ASYNC_CLIENT} if there is one, else
 * through the application's only or primary {@link EventBridgeClient} or {@link
 * EventBridgeAsyncClient}, else through a client that is made for them, with the application's
 * {@link AwsRegionProvider} and {@link AwsCredentialsProvider} where it has these. A client that is
 * made here does not retry, which the publishers do, and so is not offered to the rest of the
 * application.
 *
 * <p>Every {@link PublisherListener} bean hears of both. Nothing here needs a hint for native
 * images: no class is found by its name and no resource is read at run time.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "momento.eventbridge.enabled", matchIfMissing = true)
@EnableConfigurationProperties(MomentoEventBridgeProperties.class)
public final class MomentoEventBridgeAutoConfiguration {
  /** The name of the client bean that the synchronous publisher prefers. */
  public static final String CLIENT = "momentoEventBridgeClient";

  /** The name of the client bean that the asynchronous publisher prefers. */
  public static final String ASYNC_CLIENT = "momentoEventBridgeAsyncClient";

  /** For Spring. */
  public MomentoEventBridgeAutoConfiguration() {}

  @Bean
  ClientOptions momentoClientOptions(
      MomentoEventBridgeProperties properties,
      ObjectProvider<AwsRegionProvider> regions,
      ObjectProvider<AwsCredentialsProvider> credentials) {
    return new ClientOptions(properties, regions, credentials);
  }

  @Bean
  PublisherOptions momentoPublisherOptions(
      MomentoEventBridgeProperties properties,
      ObjectProvider<PublisherListener> listeners,
      ObjectProvider<MomentoPublisherCustomizer> customizers,
      ObjectProvider<TraceHeaderSource> traceHeaders) {
    return new PublisherOptions(properties, listeners, customizers, traceHeaders);
  }

  // Lazy: with a publisher of the application's own, nobody asks for it.
  @Lazy
  @Bean(name = CLIENT, defaultCandidate = false)
  @ConditionalOnMissingBean(value = EventBridgeClient.class, name = CLIENT)
  EventBridgeClient momentoEventBridgeClient(ClientOptions options) {
    return options.build(EventBridgeClient.builder());
  }

  @Lazy
  @Bean(name = ASYNC_CLIENT, defaultCandidate = false)
  @ConditionalOnMissingBean(value = EventBridgeAsyncClient.class, name = ASYNC_CLIENT)
  EventBridgeAsyncClient momentoEventBridgeAsyncClient(ClientOptions options) {
    return options.build(EventBridgeAsyncClient.builder());
  }

  @Bean
  @ConditionalOnMissingBean
  MomentoEventPublisher momentoEventPublisher(
      PublisherOptions options,
      @Qualifier(CLIENT) ObjectProvider<EventBridgeClient> named,
      ObjectProvider<EventBridgeClient> any) {
    return options.build(() -> named.getIfAvailable(any::getObject));
  }

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnBooleanProperty(name = "momento.eventbridge.async.enabled", matchIfMissing = true)
  MomentoEventAsyncPublisher momentoEventAsyncPublisher(
      PublisherOptions options,
      @Qualifier(ASYNC_CLIENT) ObjectProvider<EventBridgeAsyncClient> named,
      ObjectProvider<EventBridgeAsyncClient> any) {
    return options.buildAsync(() -> named.getIfAvailable(any::getObject));
  }

  @Bean
  PublisherDrain momentoPublisherDrain(
      ConfigurableApplicationContext context,
      ObjectProvider<MomentoEventAsyncPublisher> publishers,
      MomentoEventBridgeProperties properties) {
    return new PublisherDrain(
        context, publishers.stream().toList(), properties.async().closeTimeout());
  }
}
