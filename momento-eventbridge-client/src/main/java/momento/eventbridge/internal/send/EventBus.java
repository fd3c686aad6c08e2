package momento.eventbridge.internal.send;

import momento.eventbridge.EventBusNotFoundException;
import momento.eventbridge.MomentoEventException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;

/** The bus that a publisher sends to. */
record EventBus(EventBridgeClient client, String name) {

  /** Asks the service, because {@code PutEvents} accepts events for a bus that does not exist. */
  void verify() {
    try {
      client.describeEventBus(
          r -> r.name(name).overrideConfiguration(c -> c.addApiName(UserAgent.MARK)));
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
