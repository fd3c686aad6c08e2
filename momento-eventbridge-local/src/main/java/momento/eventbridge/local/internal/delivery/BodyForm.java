package momento.eventbridge.local.internal.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import momento.eventbridge.local.internal.json.Json;

/**
 * How a JSON string reaches a destination; it is not certain what AWS does. Other values are the
 * same in both forms.
 */
public enum BodyForm {
  /** The text alone. */
  PLAIN {
    @Override
    String of(JsonNode value) {
      return value.isTextual() ? value.textValue() : JSON.of(value);
    }
  },
  /** JSON text, with quotes and escapes. */
  JSON {
    @Override
    String of(JsonNode value) {
      return value.isMissingNode() ? "" : Json.write(value);
    }
  };

  abstract String of(JsonNode value);
}
