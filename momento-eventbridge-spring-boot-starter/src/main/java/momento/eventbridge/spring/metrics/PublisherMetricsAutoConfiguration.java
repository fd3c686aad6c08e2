package momento.eventbridge.spring.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.PublisherListener;
import momento.eventbridge.spring.MomentoEventBridgeAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Meters, where the application has a registry for them. */
@AutoConfiguration(
    after = MomentoEventBridgeAutoConfiguration.class,
    afterName =
        "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
final class PublisherMetricsAutoConfiguration {
  PublisherMetricsAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  PublisherMetricNames momentoPublisherMetricNames() {
    return new PublisherMetricNames();
  }

  @Bean
  PublisherListener momentoPublisherMetrics(MeterRegistry registry, PublisherMetricNames names) {
    return new PublisherMetrics(registry, names);
  }

  @Bean
  @ConditionalOnBean(MomentoEventAsyncPublisher.class)
  MeterBinder momentoBufferGauges(
      Map<String, MomentoEventAsyncPublisher> publishers, PublisherMetricNames names) {
    return new BufferGauges(publishers, names);
  }
}
