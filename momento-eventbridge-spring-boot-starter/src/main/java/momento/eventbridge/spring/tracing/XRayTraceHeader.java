package momento.eventbridge.spring.tracing;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * X-Ray's trace header, which is what EventBridge's TraceHeader takes. X-Ray's id of a trace with a
 * W3C id is that id in three parts: {@code 1-}, the first 8 digits, the other 24 (its developer
 * guide, "Sending trace data").
 */
final class XRayTraceHeader {
  private static final Pattern TRACE_ID = Pattern.compile("(?!0{32})[0-9a-f]{32}");
  private static final Pattern SPAN_ID = Pattern.compile("(?!0{16})[0-9a-f]{16}");

  private XRayTraceHeader() {}

  /**
   * The header for a span.
   *
   * @param traceId 32 hexadecimal digits, as W3C has them
   * @param spanId 16 hexadecimal digits
   * @param sampled whether the trace is recorded; null if that is not decided
   * @return empty if an id has another form, as the 64-bit trace ids of old tracers do
   */
  static Optional<String> of(String traceId, String spanId, @Nullable Boolean sampled) {
    if (!TRACE_ID.matcher(traceId).matches() || !SPAN_ID.matcher(spanId).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        "Root=1-"
            + traceId.substring(0, 8)
            + "-"
            + traceId.substring(8)
            + ";Parent="
            + spanId
            + (sampled == null ? "" : ";Sampled=" + (sampled ? 1 : 0)));
  }
}
