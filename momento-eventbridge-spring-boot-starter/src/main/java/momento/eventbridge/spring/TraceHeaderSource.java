package momento.eventbridge.spring;

import java.util.Optional;

/**
 * Knows the trace that the current thread works for. With Micrometer Tracing in the application
 * there is one already; a bean of this type replaces it. Must be safe for use by several threads.
 */
@FunctionalInterface
public interface TraceHeaderSource {
  /**
   * The trace header for an event that the current thread publishes and that brings none.
   *
   * @return X-Ray's {@code Root=…;Parent=…;Sampled=…}, at most 500 characters; empty for none
   */
  Optional<String> traceHeader();
}
