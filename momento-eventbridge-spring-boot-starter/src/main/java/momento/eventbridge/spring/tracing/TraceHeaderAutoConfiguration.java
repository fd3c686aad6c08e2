package momento.eventbridge.spring.tracing;

import io.micrometer.tracing.Tracer;
import momento.eventbridge.spring.TraceHeaderSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Trace headers, where the application has a tracer. */
@AutoConfiguration
@ConditionalOnClass(Tracer.class)
final class TraceHeaderAutoConfiguration {
  TraceHeaderAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  TraceHeaderSource momentoTraceHeaders(ObjectProvider<Tracer> tracer) {
    return new MicrometerTraceHeaders(tracer.getIfUnique(() -> Tracer.NOOP));
  }
}
