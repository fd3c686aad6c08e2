package momento.eventbridge.spring;

import java.util.Optional;
import momento.eventbridge.EventAttributes;

/** Adds the current trace to attributes that have none. */
record TraceHeaders(TraceHeaderSource source) {

  EventAttributes addTo(EventAttributes attributes) {
    Optional<String> header =
        attributes.traceHeader().isPresent() ? Optional.empty() : source.traceHeader();
    if (header.isEmpty()) {
      return attributes;
    }
    EventAttributes.Builder traced =
        EventAttributes.builder().resources(attributes.resources()).traceHeader(header.get());
    attributes.source().ifPresent(traced::source);
    attributes.time().ifPresent(traced::time);
    return traced.build();
  }
}
