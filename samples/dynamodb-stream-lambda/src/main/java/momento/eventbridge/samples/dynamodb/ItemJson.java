package momento.eventbridge.samples.dynamodb;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An item as plain JSON: {@code {"id":"7","lines":2}} and not {@code {"id":{"S":"7"},…}}. Bytes are
 * Base64, sets are arrays. Equal items give equal text: attributes and sets are in sorted order.
 */
final class ItemJson {
  private static final JsonFactory JSON = new JsonFactory();

  private ItemJson() {}

  static String of(Map<String, AttributeValue> item) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      writeMap(json, item);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void writeMap(JsonGenerator json, Map<String, AttributeValue> map)
      throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, AttributeValue> entry : new TreeMap<>(map).entrySet()) {
      json.writeFieldName(entry.getKey());
      write(json, entry.getValue());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, AttributeValue value) throws IOException {
    if (value.getS() != null) {
      json.writeString(value.getS());
    } else if (value.getN() != null) {
      json.writeNumber(value.getN()); // as text: DynamoDB's numbers have up to 38 digits
    } else if (value.getBOOL() != null) {
      json.writeBoolean(value.getBOOL());
    } else if (value.getB() != null) {
      json.writeString(base64(value.getB()));
    } else if (value.getM() != null) {
      writeMap(json, value.getM());
    } else if (value.getL() != null) {
      json.writeStartArray();
      for (AttributeValue element : value.getL()) {
        write(json, element);
      }
      json.writeEndArray();
    } else if (value.getSS() != null) {
      writeStrings(json, value.getSS());
    } else if (value.getNS() != null) {
      json.writeStartArray();
      for (String number : value.getNS().stream().sorted().toList()) {
        json.writeNumber(number);
      }
      json.writeEndArray();
    } else if (value.getBS() != null) {
      writeStrings(json, value.getBS().stream().map(ItemJson::base64).toList());
    } else {
      json.writeNull();
    }
  }

  private static void writeStrings(JsonGenerator json, List<String> texts) throws IOException {
    json.writeStartArray();
    for (String text : texts.stream().sorted().toList()) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static String base64(ByteBuffer buffer) {
    return Base64.getEncoder().encodeToString(bytes(buffer));
  }

  static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
