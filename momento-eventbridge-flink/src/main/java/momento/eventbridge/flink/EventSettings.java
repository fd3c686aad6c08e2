package momento.eventbridge.flink;

import java.io.Serializable;
import java.time.Duration;
import momento.eventbridge.EventEntries;
import org.jspecify.annotations.Nullable;

/**
 * What every subtask has to know to make entries of events, in a form that travels with the job;
 * what is null stays with the client's default.
 */
record EventSettings(
    @Nullable String eventBusName,
    @Nullable String endpointId,
    @Nullable String source,
    @Nullable Integer maxRequestBytes,
    @Nullable Duration maxTtl,
    @Nullable Integer maxTopicMessageBytes,
    @Nullable Duration requestTimeout)
    implements Serializable {

  /** What logs call the bus. */
  String bus() {
    return eventBusName == null ? "default" : eventBusName;
  }

  EventEntries entries() {
    EventEntries.Builder entries = EventEntries.builder();
    if (eventBusName != null) {
      entries.eventBusName(eventBusName);
    }
    if (endpointId != null) {
      entries.endpointId(endpointId);
    }
    if (source != null) {
      entries.source(source);
    }
    if (maxRequestBytes != null) {
      entries.maxRequestBytes(maxRequestBytes);
    }
    if (maxTtl != null) {
      entries.maxTtl(maxTtl);
    }
    if (maxTopicMessageBytes != null) {
      entries.maxTopicMessageBytes(maxTopicMessageBytes);
    }
    if (requestTimeout != null) {
      entries.requestTimeout(requestTimeout);
    }
    return entries.build();
  }
}
