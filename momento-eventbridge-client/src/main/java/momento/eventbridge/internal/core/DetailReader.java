package momento.eventbridge.internal.core;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheSet;
import momento.eventbridge.DetailType;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.TopicPublish;
import org.jspecify.annotations.Nullable;

/** Reads an event back from an entry's detail; strict. */
public final class DetailReader {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final List<String> SET_FIELDS =
      List.of("cacheName", "key", "key_base64", "message", "ttl");
  private static final List<String> DELETE_FIELDS = List.of("cacheName", "key", "key_base64");
  private static final List<String> PUBLISH_FIELDS = List.of("cacheName", "topicName", "message");

  private final Map<String, String> texts = new HashMap<>();
  private @Nullable Duration ttl;

  private DetailReader() {}

  /** The event that the detail type and the detail stand for. */
  public static MomentoEvent read(String detailType, String detail) {
    DetailType type =
        DetailType.of(EventRules.require("detail-type", detailType))
            .orElseThrow(
                () ->
                    new EventValidationException(
                        "detail-type",
                        "has "
                            + detailType.length()
                            + " characters and is none of "
                            + List.of(DetailType.values())
                            + "; upper and lower case differ"));
    DetailReader reader = new DetailReader();
    return switch (type) {
      case CACHE_SET -> reader.readCacheSet(detail);
      case CACHE_DELETE -> reader.readCacheDelete(detail);
      case TOPIC_PUBLISH -> reader.readTopicPublish(detail);
    };
  }

  private CacheSet readCacheSet(String detail) {
    readFields(detail, SET_FIELDS);
    CacheSet.Builder event = CacheSet.builder();
    give("cacheName", event::cacheName);
    give("key", event::key);
    give("key_base64", event::keyBase64);
    give("message", event::message);
    if (ttl != null) {
      event.ttl(ttl);
    }
    return event.build();
  }

  private CacheDelete readCacheDelete(String detail) {
    readFields(detail, DELETE_FIELDS);
    CacheDelete.Builder event = CacheDelete.builder();
    give("cacheName", event::cacheName);
    give("key", event::key);
    give("key_base64", event::keyBase64);
    return event.build();
  }

  private TopicPublish readTopicPublish(String detail) {
    readFields(detail, PUBLISH_FIELDS);
    TopicPublish.Builder event = TopicPublish.builder();
    give("cacheName", event::cacheName);
    give("topicName", event::topicName);
    give("message", event::message);
    return event.build();
  }

  private void readFields(String detail, List<String> known) {
    EventRules.require("detail", detail);
    try (JsonParser json = JSON.createParser(detail)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new EventValidationException("detail", "is not a JSON object: it must begin with {");
      }
      while (json.nextToken() != JsonToken.END_OBJECT) {
        readField(json, known);
      }
      if (json.nextToken() != null) {
        throw new EventValidationException("detail", "goes on after its JSON object: cut the rest");
      }
    } catch (IOException e) {
      // Jackson's own text can quote the content.
      throw new EventValidationException(
          "detail",
          "has "
              + detail.length()
              + " characters that are not one JSON object without repeated"
              + " fields: check how it was written");
    }
  }

  private void readField(JsonParser json, List<String> known) throws IOException {
    String name = json.currentName();
    JsonToken value = json.nextToken();
    if (!known.contains(name)) {
      throw new EventValidationException(
          "detail",
          "has a field of "
              + name.length()
              + " characters that is none of "
              + known
              + ": remove it, or correct its name");
    }
    if (name.equals("ttl")) {
      ttl = readTtl(json, value);
    } else if (value == JsonToken.VALUE_STRING) {
      texts.put(name, json.getText());
    } else {
      throw new EventValidationException(name, "is not a JSON string: write it in quotes");
    }
  }

  private static Duration readTtl(JsonParser json, JsonToken value) throws IOException {
    if (value != JsonToken.VALUE_NUMBER_INT) {
      throw new EventValidationException(
          "ttl", "is not a whole JSON number of seconds: write it without quotes or fraction");
    }
    if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw new EventValidationException(
          "ttl",
          "has "
              + json.getTextLength()
              + " digits, more seconds than 64 bits hold: give a shorter time to live");
    }
    return Duration.ofSeconds(json.getLongValue());
  }

  private void give(String field, Consumer<String> setter) {
    String text = texts.get(field);
    if (text != null) {
      setter.accept(text);
    }
  }
}
