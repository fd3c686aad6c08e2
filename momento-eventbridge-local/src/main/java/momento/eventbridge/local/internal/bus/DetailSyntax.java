package momento.eventbridge.local.internal.bus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import momento.eventbridge.local.internal.json.Json;

/** Which texts EventBridge takes for the detail of an event. */
final class DetailSyntax {
  private static final int DEEPEST = 1000;

  private DetailSyntax() {}

  /**
   * Whether the text is one JSON object, at most 1000 deep, whose integers have 64 bits and whose
   * exponents have 32. Nobody has published what AWS does with a longer exponent; nothing here or
   * behind it could read it.
   */
  static boolean isAccepted(String detail) {
    try (JsonParser parser = Json.FACTORY.createParser(detail)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      int depth = 1;
      while (depth > 0) {
        JsonToken token = parser.nextToken();
        if (token == null) {
          return false;
        }
        if (token.isStructStart()) {
          depth++;
        } else if (token.isStructEnd()) {
          depth--;
        }
        if (depth > DEEPEST || isTooLarge(token, parser)) {
          return false;
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
          parser.getDecimalValue();
        }
      }
      return parser.nextToken() == null;
    } catch (IOException | NumberFormatException e) {
      return false; // The latter is how Jackson says that an exponent is too long.
    }
  }

  private static boolean isTooLarge(JsonToken token, JsonParser parser) throws IOException {
    return token == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER;
  }
}
