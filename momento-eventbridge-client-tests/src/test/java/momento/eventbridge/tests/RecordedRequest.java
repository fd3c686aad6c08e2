package momento.eventbridge.tests;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request as it came over the wire.
 *
 * @param method the HTTP method
 * @param path with its percent-encoding
 * @param query with its percent-encoding; empty if there is none
 * @param headers by name, in any case
 * @param body read as UTF-8
 */
record RecordedRequest(
    String method, String path, String query, Map<String, List<String>> headers, String body) {

  /** The only value of a header. */
  String header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    if (values.size() != 1) {
      throw new AssertionError("header " + name + " has the values " + values);
    }
    return values.get(0);
  }

  /** The parameters of the query, decoded as an HTML form is. */
  Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (query.isEmpty()) {
      return parameters;
    }
    for (String parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      String value = equals < 0 ? "" : parameter.substring(equals + 1);
      if (parameters.put(decode(name), decode(value)) != null) {
        throw new AssertionError("parameter " + name + " comes twice in " + query);
      }
    }
    return parameters;
  }

  /** The value of a parameter that must be there, decoded. */
  String parameter(String name) {
    String value = parameters().get(name);
    if (value == null) {
      throw new AssertionError("there is no parameter " + name + " in " + query);
    }
    return value;
  }

  /** The path's parts, decoded. */
  List<String> segments() {
    return Arrays.stream(path.substring(1).split("/", -1))
        // In a path a plus sign is a plus sign.
        .map(segment -> decode(segment.replace("+", "%2B")))
        .toList();
  }

  /** The body, which is to be one JSON value. */
  JsonNode json() {
    return Json.read(body);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
