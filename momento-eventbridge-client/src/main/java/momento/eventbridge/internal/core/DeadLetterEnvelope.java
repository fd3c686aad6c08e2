package momento.eventbridge.internal.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import momento.eventbridge.EventValidationException;

/**
 * An event as EventBridge carries it, which is what it puts into a dead-letter queue.
 *
 * @param id the event's id
 * @param detailType its detail type
 * @param source its source
 * @param time its time
 * @param resources its resources
 * @param detail its detail, as JSON
 */
public record DeadLetterEnvelope(
    String id,
    String detailType,
    String source,
    Instant time,
    List<String> resources,
    String detail) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // A ttl of 1e400 must not become Infinity on its way through a tree.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** Reads the envelope; fields that are not named above are passed over. */
  public static DeadLetterEnvelope read(String body) {
    EventRules.require("body", body);
    JsonNode envelope;
    try {
      envelope = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      // Jackson's own text can quote the content.
      throw new EventValidationException(
          "body", "has " + body.length() + " characters that are not one JSON value");
    }
    JsonNode detail = envelope.path("detail");
    if (!detail.isObject()) {
      throw new EventValidationException(
          "detail", "is missing or not a JSON object, so the body is not an EventBridge event");
    }
    return new DeadLetterEnvelope(
        text(envelope, "id"),
        text(envelope, "detail-type"),
        text(envelope, "source"),
        time(envelope),
        resources(envelope),
        detail.toString());
  }

  private static String text(JsonNode envelope, String field) {
    JsonNode value = envelope.path(field);
    if (!value.isTextual()) {
      throw new EventValidationException(
          field, "is missing or not a JSON string, so the body is not an EventBridge event");
    }
    return value.textValue();
  }

  private static Instant time(JsonNode envelope) {
    try {
      return OffsetDateTime.parse(text(envelope, "time")).toInstant();
    } catch (DateTimeParseException e) {
      throw new EventValidationException("time", "is not an RFC 3339 time");
    }
  }

  private static List<String> resources(JsonNode envelope) {
    List<String> resources = new ArrayList<>();
    for (JsonNode resource : envelope.path("resources")) {
      resources.add(resource.asText());
    }
    return List.copyOf(resources);
  }

  /** Without the content, so that no log or exception can show it. */
  @Override
  public String toString() {
    return "DeadLetterEnvelope[" + id + ", " + detail.length() + " characters of detail]";
  }
}
