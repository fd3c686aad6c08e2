package momento.eventbridge.spring.local;

import momento.eventbridge.local.LocalMomentoStack;
import momento.eventbridge.spring.MomentoEventBridgeAutoConfiguration;
import momento.eventbridge.spring.MomentoEventBridgeProperties;
import momento.eventbridge.spring.internal.PropertyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.util.StringUtils;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * A local stack, and the clients by which the publishers find it, whatever clients the application
 * has. Only if asked for.
 */
@AutoConfiguration(before = MomentoEventBridgeAutoConfiguration.class)
@ConditionalOnBooleanProperty("momento.eventbridge.local.enabled")
@ConditionalOnClass(LocalMomentoStack.class)
@EnableConfigurationProperties({LocalMomentoProperties.class, MomentoEventBridgeProperties.class})
final class LocalMomentoAutoConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger("momento.eventbridge.local.hops");

  LocalMomentoAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  LocalMomentoStack localMomentoStack(
      LocalMomentoProperties local, MomentoEventBridgeProperties properties) {
    LocalMomentoStack.Builder builder =
        LocalMomentoStack.builder()
            .caches(local.caches().toArray(String[]::new))
            .hopListener(hop -> LOG.debug("{}", hop));
    if (StringUtils.hasText(properties.region())) {
      builder.region(properties.region());
    }
    // Made before the publishers, which would report a refused value likewise.
    PropertyOption.set("event-bus-name", properties.eventBusName(), builder::eventBusName);
    PropertyOption.set(
        "local.event-bridge-port", local.eventBridgePort(), builder::eventBridgePort);
    PropertyOption.set("local.momento-port", local.momentoPort(), builder::momentoPort);
    PropertyOption.set("max-ttl", properties.maxTtl(), builder::maxTtl);
    PropertyOption.set(
        "max-topic-message-bytes",
        properties.maxTopicMessageBytes(),
        size -> builder.maxTopicMessageBytes((int) Math.min(size.toBytes(), Integer.MAX_VALUE)));
    return builder.start();
  }

  // The stack closes its clients itself.
  @Bean(
      name = MomentoEventBridgeAutoConfiguration.CLIENT,
      defaultCandidate = false,
      destroyMethod = "")
  EventBridgeClient momentoEventBridgeClient(LocalMomentoStack stack) {
    return stack.eventBridgeClient();
  }

  @Bean(
      name = MomentoEventBridgeAutoConfiguration.ASYNC_CLIENT,
      defaultCandidate = false,
      destroyMethod = "")
  EventBridgeAsyncClient momentoEventBridgeAsyncClient(LocalMomentoStack stack) {
    return stack.eventBridgeAsyncClient();
  }
}
