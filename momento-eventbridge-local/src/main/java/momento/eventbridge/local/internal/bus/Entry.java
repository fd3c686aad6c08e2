package momento.eventbridge.local.internal.bus;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** One entry of a PutEvents request as it came in; null is what the sender left out. */
record Entry(
    @Nullable Instant time,
    @Nullable String source,
    @Nullable List<String> resources,
    @Nullable String detailType,
    @Nullable String detail,
    @Nullable String eventBusName,
    @Nullable String traceHeader) {

  // As java.util.Date writes it, in the time zone of AWS and not of this machine.
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** How AWS quotes an entry when it refuses a request: with the whole payload. */
  String quotedByAws() {
    return "PutEventsRequestEntry(time=%s, source=%s, resources=%s, detailType=%s, detail=%s, eventBusName=%s, traceHeader=%s, kmsKeyIdentifier=null, internalMetadata=null)"
        .formatted(
            time == null ? null : TIME.format(time),
            source,
            resources,
            detailType,
            detail,
            eventBusName,
            traceHeader);
  }

  PutEventsRequestEntry toSdk() {
    return PutEventsRequestEntry.builder()
        .time(time)
        .source(source)
        .resources(resources)
        .detailType(detailType)
        .detail(detail)
        .eventBusName(eventBusName)
        .traceHeader(traceHeader)
        .build();
  }

  /** Without the detail, which holds keys and messages. */
  @Override
  public String toString() {
    return "Entry[source=" + source + ", detailType=" + detailType + "]";
  }
}
