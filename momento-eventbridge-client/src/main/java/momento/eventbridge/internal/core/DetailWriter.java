package momento.eventbridge.internal.core;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SegmentedStringWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheKey;
import momento.eventbridge.CacheSet;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.TopicPublish;

/** An event as the detail of an entry: JSON with the fields in the order of the contract. */
public final class DetailWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private DetailWriter() {}

  /** The event as a JSON object. */
  public static String write(MomentoEvent event) {
    try (SegmentedStringWriter text = new SegmentedStringWriter(JSON._getBufferRecycler())) {
      try (JsonGenerator json = JSON.createGenerator(text)) {
        json.writeStartObject();
        json.writeStringField("cacheName", event.cacheName());
        if (event instanceof CacheSet set) {
          writeKey(json, set.key());
          json.writeStringField("message", set.message());
          json.writeNumberField("ttl", set.ttl().toSeconds());
        } else if (event instanceof CacheDelete delete) {
          writeKey(json, delete.key());
        } else if (event instanceof TopicPublish publish) {
          json.writeStringField("topicName", publish.topicName());
          json.writeStringField("message", publish.message());
        }
        json.writeEndObject();
      }
      return text.getAndClear();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a writer to memory has no I/O to fail
    }
  }

  private static void writeKey(JsonGenerator json, CacheKey key) throws IOException {
    json.writeStringField(key.field(), key.value());
  }
}
