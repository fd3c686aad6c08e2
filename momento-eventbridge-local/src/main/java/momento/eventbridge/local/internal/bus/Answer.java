package momento.eventbridge.local.internal.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import momento.eventbridge.local.internal.json.Json;
import org.jspecify.annotations.Nullable;

/** An HTTP answer of the AWS JSON 1.1 protocol. */
record Answer(int status, String body) {
  static Answer ok(JsonNode body) {
    return new Answer(200, Json.write(body));
  }

  static Answer error(int status, String code, @Nullable String message) {
    ObjectNode body = Json.object().put("__type", code);
    if (message != null && !message.isEmpty()) {
      body.put("message", message);
    }
    return new Answer(status, Json.write(body));
  }

  static Answer empty(int status) {
    return new Answer(status, "");
  }
}
