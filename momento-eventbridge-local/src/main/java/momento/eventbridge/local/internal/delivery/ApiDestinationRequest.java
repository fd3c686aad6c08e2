package momento.eventbridge.local.internal.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import momento.eventbridge.local.MessageBody;
import momento.eventbridge.local.internal.bus.Event;
import momento.eventbridge.local.internal.json.Json;
import momento.eventbridge.local.internal.template.ApiDestination;
import momento.eventbridge.local.internal.template.Target;

/** Builds the HTTP request that an event makes of a target. */
final class ApiDestinationRequest {
  // The JDK's HTTP client sets these itself and refuses to be told; AWS ignores them as well.
  private static final Set<String> NOT_SETTABLE =
      Set.of("connection", "content-length", "expect", "host", "upgrade");

  private final MessageBody messageBody;

  ApiDestinationRequest(MessageBody messageBody) {
    this.messageBody = messageBody;
  }

  HttpRequest of(Target target, Event event) {
    JsonNode envelope = event.envelope();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(target, envelope))
            .method(
                target.destination().httpMethod(), BodyPublishers.ofString(body(target, event)));
    headers(target, envelope).forEach(request::setHeader);
    return request.build();
  }

  private static URI uri(Target target, JsonNode envelope) {
    StringBuilder uri = new StringBuilder();
    Iterator<String> pathValues = target.pathParameterValues().iterator();
    String endpoint = target.destination().invocationEndpoint();
    for (int i = 0; i < endpoint.length(); i++) {
      char c = endpoint.charAt(i);
      if (c == '*' && pathValues.hasNext()) {
        uri.append(PercentEncoding.encode(value(pathValues.next(), envelope)));
      } else {
        uri.append(c);
      }
    }
    String query =
        target.queryStringParameters().entrySet().stream()
            .map(
                parameter ->
                    PercentEncoding.encode(parameter.getKey())
                        + "="
                        + PercentEncoding.encode(value(parameter.getValue(), envelope)))
            .collect(Collectors.joining("&"));
    if (!query.isEmpty()) {
      uri.append(endpoint.contains("?") ? '&' : '?').append(query);
    }
    return URI.create(uri.toString());
  }

  /** In the order of who wins: the target's, the connection's, and EventBridge's own. */
  private static Map<String, String> headers(Target target, JsonNode envelope) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Content-Type", "application/json; charset=utf-8");
    target
        .headerParameters()
        .forEach((name, parameter) -> headers.put(name, value(parameter, envelope)));
    ApiDestination destination = target.destination();
    headers.put(destination.connection().apiKeyName(), destination.connection().apiKeyValue());
    headers.put("User-Agent", "Amazon/EventBridge/ApiDestinations");
    headers.put("Range", "bytes=0-1048575");
    headers.put("Accept-Encoding", "gzip,deflate");
    headers.keySet().removeIf(name -> NOT_SETTABLE.contains(name.toLowerCase(Locale.ROOT)));
    return headers;
  }

  private String body(Target target, Event event) {
    if (target.input().isPresent()) {
      return body(readInput(target.input().get()));
    }
    return target
        .inputPath()
        .map(path -> body(JsonPath.parse(path).read(event.envelope())))
        .orElseGet(event::json);
  }

  private String body(JsonNode value) {
    if (value.isMissingNode()) {
      return "";
    }
    return messageBody == MessageBody.PLAIN ? text(value) : Json.write(value);
  }

  private static String text(JsonNode value) {
    if (value.isMissingNode()) {
      return "";
    }
    return value.isTextual() ? value.textValue() : Json.write(value);
  }

  private static JsonNode readInput(String input) {
    try {
      return Json.read(input);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a target's Input is not JSON", e);
    }
  }

  /** A parameter's value as text; a field that the event does not have is empty. */
  private static String value(String parameter, JsonNode envelope) {
    if (!JsonPath.isPath(parameter)) {
      return parameter;
    }
    JsonNode value = JsonPath.parse(parameter).read(envelope);
    return value.isNull() ? "" : text(value);
  }
}
