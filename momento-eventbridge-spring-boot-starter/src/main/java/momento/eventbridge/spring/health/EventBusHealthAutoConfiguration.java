package momento.eventbridge.spring.health;

import java.util.Map;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.spring.MomentoEventBridgeAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.CompositeHealthContributorConfiguration;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * A health contributor for each synchronous publisher. Off unless asked for, because it needs the
 * right {@code events:DescribeEventBus}, which publishing does not, and calls EventBridge at each
 * check.
 */
@AutoConfiguration(after = MomentoEventBridgeAutoConfiguration.class)
@ConditionalOnClass(HealthContributor.class)
@ConditionalOnBooleanProperty("management.health.momento-event-bus.enabled")
@ConditionalOnBean(MomentoEventPublisher.class)
final class EventBusHealthAutoConfiguration
    extends CompositeHealthContributorConfiguration<
        EventBusHealthIndicator, MomentoEventPublisher> {
  EventBusHealthAutoConfiguration() {
    super(EventBusHealthIndicator::new);
  }

  @Bean
  @ConditionalOnMissingBean(
      name = {"momentoEventBusHealthContributor", "momentoEventBusHealthIndicator"})
  HealthContributor momentoEventBusHealthContributor(
      Map<String, MomentoEventPublisher> publishers) {
    return createContributor(publishers);
  }
}
