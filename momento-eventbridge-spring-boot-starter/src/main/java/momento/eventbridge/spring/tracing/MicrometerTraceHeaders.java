package momento.eventbridge.spring.tracing;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.Optional;
import momento.eventbridge.spring.TraceHeaderSource;

/** The span that the current thread is in. */
record MicrometerTraceHeaders(Tracer tracer) implements TraceHeaderSource {

  @Override
  public Optional<String> traceHeader() {
    Span span = tracer.currentSpan();
    if (span == null) {
      return Optional.empty();
    }
    TraceContext context = span.context();
    return XRayTraceHeader.of(context.traceId(), context.spanId(), context.sampled());
  }
}
