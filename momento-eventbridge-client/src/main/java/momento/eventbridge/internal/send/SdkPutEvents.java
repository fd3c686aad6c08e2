package momento.eventbridge.internal.send;

import java.time.Duration;
import java.util.List;
import momento.eventbridge.internal.core.Answer;
import momento.eventbridge.internal.core.EncodedEvent;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** {@code PutEvents} through the SDK's synchronous client. */
record SdkPutEvents(EventBridgeClient client, PutEventsFormat format) implements PutEvents {

  SdkPutEvents(EventBridgeClient client, String eventBusName, @Nullable String endpointId) {
    this(client, new PutEventsFormat(eventBusName, endpointId));
  }

  @Override
  public Answer send(List<EncodedEvent> entries, Duration timeout) {
    try {
      return PutEventsFormat.answer(client.putEvents(format.request(entries, timeout)));
    } catch (RuntimeException e) {
      return new Answer.Failed(SdkFailure.of(e));
    }
  }
}
