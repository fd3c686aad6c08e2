package momento.eventbridge.local.internal.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import momento.eventbridge.local.internal.delivery.DeadLetterQueues;
import momento.eventbridge.local.internal.delivery.DeadLetterQueues.Receipt;
import momento.eventbridge.local.internal.delivery.DeadLetterQueues.Received;
import momento.eventbridge.local.internal.json.Json;

/**
 * The operations with which a consumer reads a queue, by SQS's API reference of 2012-11-05. Only
 * EventBridge sends to a dead-letter queue, so there is no SendMessage.
 */
final class QueueOperations {
  private static final int MAX_BATCH = 10;
  private static final Duration MAX_WAIT = Duration.ofSeconds(20);
  private static final Duration MAX_HIDDEN = Duration.ofHours(12);
  private static final Duration DEFAULT_HIDDEN = Duration.ofSeconds(30);

  private final String queueUrl;
  private final DeadLetterQueues queue;

  QueueOperations(String queueUrl, DeadLetterQueues queue) {
    this.queueUrl = queueUrl;
    this.queue = queue;
  }

  JsonNode run(String operation, JsonNode request) throws InterruptedException {
    if (!request.path("QueueUrl").asText().equals(queueUrl)) {
      throw new SqsException(
          "QueueDoesNotExist", "The specified queue does not exist; this SQS has " + queueUrl);
    }
    return switch (operation) {
      case "ReceiveMessage" -> receive(request);
      case "DeleteMessage" -> single(delete(request));
      case "DeleteMessageBatch" -> batch(request, this::delete);
      case "ChangeMessageVisibility" -> single(hide(request));
      case "ChangeMessageVisibilityBatch" -> batch(request, this::hide);
      default ->
          throw new SqsException(
              "UnknownOperationException",
              "The local stack has no such operation: its queue can be received from and deleted"
                  + " from.");
    };
  }

  private JsonNode receive(JsonNode request) throws InterruptedException {
    int max = request.path("MaxNumberOfMessages").asInt(1);
    if (max < 1 || max > MAX_BATCH) {
      throw outside("MaxNumberOfMessages", max + "", "1 to 10");
    }
    Duration wait = seconds(request, "WaitTimeSeconds", Duration.ZERO, MAX_WAIT);
    Duration hidden = seconds(request, "VisibilityTimeout", DEFAULT_HIDDEN, MAX_HIDDEN);
    ObjectNode answer = Json.object();
    for (Received received : queue.receive(max, hidden, wait)) {
      answer.withArray("Messages").add(message(received, request));
    }
    return answer;
  }

  private static ObjectNode message(Received received, JsonNode request) {
    String body = received.message().body();
    ObjectNode message =
        Json.object()
            .put("MessageId", received.messageId())
            .put("ReceiptHandle", received.receiptHandle())
            .put("MD5OfBody", Md5.of(body))
            .put("Body", body);
    if (asksFor(request.path("MessageSystemAttributeNames"), "SentTimestamp")
        || asksFor(request.path("AttributeNames"), "SentTimestamp")) {
      message
          .putObject("Attributes")
          .put("SentTimestamp", String.valueOf(received.sentAt().toEpochMilli()));
    }
    SortedMap<String, String> attributes = new TreeMap<>(received.message().attributes());
    attributes.keySet().removeIf(name -> !asksFor(request.path("MessageAttributeNames"), name));
    if (!attributes.isEmpty()) {
      message.put("MD5OfMessageAttributes", Md5.ofAttributes(attributes));
      ObjectNode values = message.putObject("MessageAttributes");
      attributes.forEach(
          (name, value) ->
              values.putObject(name).put("DataType", "String").put("StringValue", value));
    }
    return message;
  }

  private static boolean asksFor(JsonNode names, String name) {
    for (JsonNode asked : names) {
      if (asked.asText().equals("All")
          || asked.asText().equals(".*")
          || asked.asText().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private Receipt delete(JsonNode entry) {
    return queue.delete(entry.path("ReceiptHandle").asText());
  }

  private Receipt hide(JsonNode entry) {
    return queue.hide(
        entry.path("ReceiptHandle").asText(),
        seconds(entry, "VisibilityTimeout", Duration.ZERO, MAX_HIDDEN));
  }

  private static JsonNode single(Receipt receipt) {
    if (receipt != Receipt.DONE) {
      throw new SqsException(code(receipt), "The receipt handle cannot be used.");
    }
    return Json.object();
  }

  private static JsonNode batch(JsonNode request, Function<JsonNode, Receipt> operation) {
    JsonNode entries = request.path("Entries");
    if (entries.isEmpty() || entries.size() > MAX_BATCH) {
      throw outside("Entries", entries.size() + "", "1 to 10");
    }
    ObjectNode answer = Json.object();
    ArrayNode successful = answer.putArray("Successful");
    ArrayNode failed = answer.putArray("Failed");
    for (JsonNode entry : entries) {
      Receipt receipt = operation.apply(entry);
      String id = entry.path("Id").asText();
      if (receipt == Receipt.DONE) {
        successful.addObject().put("Id", id);
      } else {
        failed.addObject().put("Id", id).put("Code", code(receipt)).put("SenderFault", true);
      }
    }
    return answer;
  }

  private static String code(Receipt receipt) {
    return receipt == Receipt.NOT_IN_FLIGHT ? "MessageNotInflight" : "ReceiptHandleIsInvalid";
  }

  private static Duration seconds(
      JsonNode request, String name, Duration defaultValue, Duration max) {
    JsonNode given = request.path(name);
    Duration value = given.isNumber() ? Duration.ofSeconds(given.asLong()) : defaultValue;
    if (value.isNegative() || value.compareTo(max) > 0) {
      throw outside(name, value.toSeconds() + "", "0 to " + max.toSeconds());
    }
    return value;
  }

  private static SqsException outside(String name, String value, String range) {
    return new SqsException(
        "InvalidParameterValue", name + " is " + value + "; it must be " + range);
  }
}
