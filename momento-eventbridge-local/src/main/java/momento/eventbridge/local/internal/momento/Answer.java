package momento.eventbridge.local.internal.momento;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** A status, headers and a body, not sent yet. */
final class Answer {
  private static final int NO_BODY = -1;

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  private Answer(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  static Answer noContent() {
    return new Answer(204, Map.of(), new byte[0]);
  }

  static Answer value(byte[] value) {
    return new Answer(200, Map.of("Content-Type", "application/octet-stream"), value);
  }

  static Answer json(JsonNode json) {
    return json(200, json);
  }

  static Answer error(int status, String title, String description) {
    return json(
        status,
        JsonNodeFactory.instance
            .objectNode()
            .put("status", status)
            .put("title", title)
            .put("description", description));
  }

  private static Answer json(int status, JsonNode json) {
    return new Answer(
        status, Map.of("Content-Type", "application/json"), json.toString().getBytes(UTF_8));
  }

  Answer retryAfter(long seconds) {
    Map<String, String> more = new HashMap<>(headers);
    more.put("Retry-After", Long.toString(seconds));
    return new Answer(status, more, body);
  }

  int status() {
    return status;
  }

  void send(HttpExchange exchange) throws IOException {
    headers.forEach(exchange.getResponseHeaders()::set);
    boolean bodiless = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, bodiless ? NO_BODY : body.length);
    if (!bodiless) {
      exchange.getResponseBody().write(body);
    }
  }
}
