package momento.eventbridge.samples.stepfunctions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The definition of the workflow, and how an order is sent through it. */
final class OrderWorkflow {
  private static final String FILE = "order-status.asl.json";

  private OrderWorkflow() {}

  /** The file with its placeholders filled in, as CloudFormation does on AWS. */
  static String definition(String cacheName, String eventBusName, String packOrderActivityArn) {
    String definition = file();
    for (Map.Entry<String, String> substitution :
        Map.of(
                "CacheName",
                cacheName,
                "EventBusName",
                eventBusName,
                "PackOrderActivityArn",
                packOrderActivityArn)
            .entrySet()) {
      definition = definition.replace("${" + substitution.getKey() + "}", substitution.getValue());
    }
    return definition;
  }

  /**
   * Starts the workflow for one order.
   *
   * @return the execution's ARN
   */
  static String start(SfnClient stepFunctions, String stateMachineArn, String orderId, int items) {
    ObjectNode order =
        JsonNodeFactory.instance
            .objectNode()
            .put("orderId", orderId)
            .put("topicName", topic(orderId))
            .put("items", items);
    return stepFunctions
        .startExecution(
            request ->
                request.stateMachineArn(stateMachineArn).name(orderId).input(order.toString()))
        .executionArn();
  }

  /** Each order has a topic of its own, so that a screen hears of this order only. */
  static String topic(String orderId) {
    return "order-" + orderId;
  }

  private static String file() {
    try (InputStream file =
        Objects.requireNonNull(OrderWorkflow.class.getResourceAsStream(FILE), FILE)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }
}
