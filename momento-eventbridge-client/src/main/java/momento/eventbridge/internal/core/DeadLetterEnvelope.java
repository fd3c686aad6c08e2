package momento.eventbridge.internal.core;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import momento.eventbridge.EventValidationException;

/**
 * An event as EventBridge carries it, which is what it puts into a dead-letter queue.
 *
 * @param id the event's id
 * @param detailType its detail type
 * @param source its source
 * @param time its time
 * @param resources its resources
 * @param detail its detail, as JSON, exactly as the body has it
 */
public record DeadLetterEnvelope(
    String id,
    String detailType,
    String source,
    Instant time,
    List<String> resources,
    String detail) {

  /** EventBridge takes details 1,000 levels deep, and the envelope adds one. */
  private static final int MAX_DEPTH = 1_100;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  /** Reads the envelope; fields that are not named above are passed over. */
  public static DeadLetterEnvelope read(String body) {
    EventRules.require("body", body);
    Map<String, String> texts = new HashMap<>();
    List<String> resources = List.of();
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new EventValidationException("body", "is not a JSON object: it must begin with {");
      }
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (field.equals("resources")) {
          resources = texts(json);
        } else if (field.equals("detail") && value == JsonToken.START_OBJECT) {
          texts.put(field, rawObject(json, body));
        } else if (!field.equals("detail") && value == JsonToken.VALUE_STRING) {
          texts.put(field, json.getText());
        } else {
          texts.remove(field);
          json.skipChildren();
        }
      }
      if (json.nextToken() != null) {
        throw new EventValidationException("body", "goes on after its JSON object: cut the rest");
      }
    } catch (IOException e) {
      // Jackson's own text can quote the content.
      throw new EventValidationException(
          "body",
          "has "
              + body.length()
              + " characters that are not one JSON object: give the message's body as the queue"
              + " has it");
    }
    return new DeadLetterEnvelope(
        required(texts, "id", "string"),
        required(texts, "detail-type", "string"),
        required(texts, "source", "string"),
        time(required(texts, "time", "string")),
        resources,
        required(texts, "detail", "object"));
  }

  /**
   * The object as it was written: a tree would merge repeated fields and make 61 of 61.0, which a
   * strict reader of the detail has to see.
   */
  private static String rawObject(JsonParser json, String body) throws IOException {
    long from = json.currentTokenLocation().getCharOffset();
    json.skipChildren();
    long to = json.currentLocation().getCharOffset();
    return body.substring(Math.toIntExact(from), Math.toIntExact(to));
  }

  private static List<String> texts(JsonParser json) throws IOException {
    List<String> texts = new ArrayList<>();
    if (json.currentToken() == JsonToken.START_ARRAY) {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
          texts.add(json.getText());
        }
        json.skipChildren();
      }
    }
    json.skipChildren();
    return List.copyOf(texts);
  }

  private static String required(Map<String, String> texts, String field, String kind) {
    String text = texts.get(field);
    if (text == null) {
      throw new EventValidationException(
          field,
          "is missing or not a JSON "
              + kind
              + ", so the body is not an EventBridge event: give the body of a message from the"
              + " stack's dead-letter queue");
    }
    return text;
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new EventValidationException(
          "time",
          "has "
              + text.length()
              + " characters that are not an RFC 3339 time: give the body as EventBridge wrote it");
    }
  }

  /** Without the content, so that no log or exception can show it. */
  @Override
  public String toString() {
    return "DeadLetterEnvelope[" + id + ", " + detail.length() + " characters of detail]";
  }
}
