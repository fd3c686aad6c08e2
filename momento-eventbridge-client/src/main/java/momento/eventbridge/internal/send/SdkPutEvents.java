package momento.eventbridge.internal.send;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import momento.eventbridge.internal.core.Answer;
import momento.eventbridge.internal.core.EncodedEvent;
import momento.eventbridge.internal.core.EntryAnswer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** {@code PutEvents} through the SDK's synchronous client. */
record SdkPutEvents(EventBridgeClient client, String eventBusName, @Nullable String endpointId)
    implements PutEvents {

  @Override
  public Answer send(List<EncodedEvent> entries, Duration timeout) {
    PutEventsRequest request =
        PutEventsRequest.builder()
            .entries(entries.stream().map(this::toEntry).toList())
            .endpointId(endpointId)
            .overrideConfiguration(c -> c.apiCallTimeout(timeout).addApiName(UserAgent.MARK))
            .build();
    try {
      return new Answer.Entries(toAnswers(client.putEvents(request)));
    } catch (RuntimeException e) {
      return new Answer.Failed(SdkFailure.of(e));
    }
  }

  private PutEventsRequestEntry toEntry(EncodedEvent encoded) {
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
  private static List<EntryAnswer> toAnswers(PutEventsResponse response) {
    List<EntryAnswer> answers = new ArrayList<>(response.entries().size());
    response
        .entries()
        .forEach(
            e ->
                answers.add(
                    new EntryAnswer(
                        orEmpty(e.eventId()), orEmpty(e.errorCode()), orEmpty(e.errorMessage()))));
    return answers;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
