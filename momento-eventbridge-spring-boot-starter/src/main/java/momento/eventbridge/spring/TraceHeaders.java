package momento.eventbridge.spring;

import momento.eventbridge.EventAttributes;

/** Adds the current trace to attributes that have none. */
record TraceHeaders(TraceHeaderSource source) {

  EventAttributes addTo(EventAttributes attributes) {
    if (attributes.traceHeader().isPresent()) {
      return attributes;
    }
    return source
        .traceHeader()
        .map(header -> attributes.toBuilder().traceHeader(header).build())
        .orElse(attributes);
  }
}
