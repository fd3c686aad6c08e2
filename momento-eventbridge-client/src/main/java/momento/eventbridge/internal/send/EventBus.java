package momento.eventbridge.internal.send;

import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import momento.eventbridge.EventBusNotFoundException;
import momento.eventbridge.MomentoEventException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;

/** The bus that a publisher sends to. */
record EventBus(String name, Consumer<DescribeEventBusRequest> describe) {

  EventBus(EventBridgeClient client, String name) {
    this(name, client::describeEventBus);
  }

  EventBus(EventBridgeAsyncClient client, String name) {
    this(name, request -> await(client, request));
  }

  private static void await(EventBridgeAsyncClient client, DescribeEventBusRequest request) {
    try {
      client.describeEventBus(request).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof SdkException failure ? failure : e;
    }
  }

  /** Asks the service, because {@code PutEvents} accepts events for a bus that does not exist. */
  void verify() {
    try {
      describe.accept(
          DescribeEventBusRequest.builder()
              .name(name)
              .overrideConfiguration(c -> c.addApiName(UserAgent.MARK))
              .build());
    } catch (ResourceNotFoundException e) {
      throw new EventBusNotFoundException(name);
    } catch (SdkException e) {
      throw new MomentoEventException(
          "whether event bus "
              + name
              + " exists could not be found out; the credentials need events:DescribeEventBus: "
              + e.getMessage());
    }
  }
}
