package momento.eventbridge.internal.send;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import momento.eventbridge.internal.core.Answer;
import momento.eventbridge.internal.core.EncodedEvent;
import momento.eventbridge.internal.core.EntryAnswer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/**
 * Our events and answers in the SDK's classes.
 *
 * @param eventBusName name or ARN of the bus
 * @param endpointId the global endpoint, or null for none
 */
public record PutEventsFormat(String eventBusName, @Nullable String endpointId) {

  /** A request that carries these entries. */
  public PutEventsRequest request(List<EncodedEvent> entries, Duration timeout) {
    List<PutEventsRequestEntry> requestEntries = new ArrayList<>(entries.size());
    for (EncodedEvent encoded : entries) {
      requestEntries.add(entry(encoded));
    }
    return PutEventsRequest.builder()
        .entries(requestEntries)
        .endpointId(endpointId)
        .overrideConfiguration(c -> c.apiCallTimeout(timeout).addApiName(UserAgent.MARK))
        .build();
  }

  private PutEventsRequestEntry entry(EncodedEvent encoded) {
    PutEventsRequestEntry.Builder entry =
        PutEventsRequestEntry.builder()
            .eventBusName(eventBusName)
            .source(encoded.source())
            .detailType(encoded.event().detailType().value())
            .detail(encoded.detail());
    encoded.attributes().time().ifPresent(entry::time);
    encoded.attributes().traceHeader().ifPresent(entry::traceHeader);
    if (!encoded.attributes().resources().isEmpty()) {
      entry.resources(encoded.attributes().resources());
    }
    return entry.build();
  }

  /** Looks at each entry and not at FailedEntryCount, which can be absent. */
  public static Answer answer(PutEventsResponse response) {
    List<EntryAnswer> answers = new ArrayList<>(response.entries().size());
    response
        .entries()
        .forEach(
            e ->
                answers.add(
                    new EntryAnswer(
                        orEmpty(e.eventId()), orEmpty(e.errorCode()), orEmpty(e.errorMessage()))));
    return new Answer.Entries(answers);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
