package momento.eventbridge.internal.send;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import momento.eventbridge.internal.core.Answer;
import momento.eventbridge.internal.core.EncodedEvent;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;

/** {@code PutEvents} through the SDK's asynchronous client. */
record SdkAsyncPutEvents(EventBridgeAsyncClient client, PutEventsFormat format)
    implements AsyncPutEvents {

  @Override
  public CompletableFuture<Answer> send(List<EncodedEvent> entries, Duration timeout) {
    return client
        .putEvents(format.request(entries, timeout))
        .handle(
            (response, failure) ->
                failure == null
                    ? PutEventsFormat.answer(response)
                    : new Answer.Failed(SdkFailure.ofAsync(failure)));
  }
}
