package momento.eventbridge.tests;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A queue that gets every event of a bus, by a rule of its own. LocalStack works through the rules
 * of a bus one after the other for each event, calls included; this rule is made last, so an event
 * that is in the queue has been through the rules of the stack, and what has not arrived at Momento
 * by then will not arrive.
 */
final class WitnessQueue {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SqsClient sqs;
  private final String url;
  private final Map<String, JsonNode> envelopes = new HashMap<>();

  private WitnessQueue(SqsClient sqs, String url) {
    this.sqs = sqs;
    this.url = url;
  }

  /** Makes the rule and the queue. */
  static WitnessQueue attach(SqsClient sqs, EventBridgeClient eventBridge, String bus) {
    String name = "witness-" + UUID.randomUUID();
    String url = sqs.createQueue(request -> request.queueName(name)).queueUrl();
    String arn =
        sqs.getQueueAttributes(
                request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    eventBridge.putRule(
        request -> request.name(name).eventBusName(bus).eventPattern("{\"version\":[\"0\"]}"));
    Target target = Target.builder().id("queue").arn(arn).build();
    eventBridge.putTargets(request -> request.rule(name).eventBusName(bus).targets(target));
    return new WitnessQueue(sqs, url);
  }

  /** Waits until the events with these ids have come, and returns all that have, by their id. */
  Map<String, JsonNode> await(Collection<String> ids) {
    Awaitility.await("events in the queue")
        .atMost(PATIENCE)
        .until(
            () -> {
              for (Message message :
                  sqs.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10))
                      .messages()) {
                JsonNode envelope = Json.read(message.body());
                envelopes.put(envelope.path("id").textValue(), envelope);
              }
              return envelopes.keySet().containsAll(ids);
            });
    return Map.copyOf(envelopes);
  }
}
