package momento.eventbridge.internal.send;

import momento.eventbridge.EventAttributes;
import momento.eventbridge.internal.core.XRayTraceHeader;
import org.jspecify.annotations.Nullable;

/** The trace that the calling code is part of. */
@FunctionalInterface
public interface TraceContext {
  /** For a publisher that was told not to look. */
  TraceContext NONE = () -> null;

  /** X-Ray's, as this process's system properties and environment name it. */
  TraceContext SYSTEM = xray(System::getProperty, System::getenv);

  /** The trace header at this moment; it changes with each invocation of a Lambda function. */
  @Nullable String header();

  /** The attributes, with this trace header if they bring none of their own. */
  default EventAttributes addTo(EventAttributes attributes) {
    if (attributes.traceHeader().isPresent()) {
      return attributes;
    }
    String header = header();
    return header == null ? attributes : attributes.toBuilder().traceHeader(header).build();
  }

  /**
   * The two places that the AWS SDK looks at, in its order. Lambda's Java runtime sets the property
   * anew for each invocation; the environment of a Java process cannot change.
   */
  static TraceContext xray(Settings properties, Settings environment) {
    return () -> {
      String header = properties.get("com.amazonaws.xray.traceHeader");
      if (header == null) {
        header = environment.get("_X_AMZN_TRACE_ID");
      }
      // What is no trace header must not cost an event its publishing.
      return header != null && XRayTraceHeader.isValid(header) ? header : null;
    };
  }

  /** Values by name, such as the environment. */
  @FunctionalInterface
  interface Settings {
    @Nullable String get(String name);
  }
}
