package momento.eventbridge.local.internal.momento;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The path and the query of a request, decoded. The path is taken apart before it is decoded, so
 * that {@code %2F} is part of a name.
 *
 * <p>In a query {@code +} is a space, as HTML forms and with them {@code java.net.URLEncoder} and
 * the browsers' {@code URLSearchParams} write it; all of them write a plus as {@code %2B}. In a
 * path it is a plus.
 */
record RequestTarget(List<String> segments, Map<String, String> parameters) {

  static RequestTarget of(URI uri) {
    // The path begins with a slash, so nothing is before the first one.
    List<String> segments =
        Stream.of(uri.getRawPath().split("/", -1))
            .skip(1)
            .map(segment -> decode(segment, false))
            .toList();
    return new RequestTarget(segments, parameters(uri.getRawQuery()));
  }

  /**
   * An empty parameter counts as an absent one: EventBridge renders a field that an event lacks as
   * {@code key_base64=}.
   */
  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  private static Map<String, String> parameters(@Nullable String query) {
    Map<String, String> parameters = new HashMap<>();
    if (query == null) {
      return parameters;
    }
    for (String parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      if (equals < 0 || equals == parameter.length() - 1) {
        continue;
      }
      String name = decode(parameter.substring(0, equals), true);
      String value = decode(parameter.substring(equals + 1), true);
      if (parameters.put(name, value) != null) {
        throw RefusedRequestException.badRequest(
            "Invalid Query", "A query parameter is there twice; give each only once");
      }
    }
    return parameters;
  }

  /** Well-formed escapes are sure here, because the URI was parsed already. */
  private static String decode(String encoded, boolean plusIsSpace) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%') {
        bytes.write(Integer.parseInt(encoded, i + 1, i + 3, 16));
        i += 2;
      } else if (c == '+' && plusIsSpace) {
        bytes.write(' ');
      } else if (c < 0x80) {
        bytes.write(c);
      } else {
        throw notUtf8();
      }
    }
    try {
      // A decoder of one's own refuses what is not UTF-8; String would replace it, and two
      // different keys would become one.
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    } catch (CharacterCodingException e) {
      throw notUtf8();
    }
  }

  private static RefusedRequestException notUtf8() {
    return RefusedRequestException.badRequest(
        "Invalid URL",
        "The path and the query must be percent-encoded UTF-8; give other keys as key_base64");
  }

  /** Without names and values: there are keys and perhaps a token among them. */
  @Override
  public String toString() {
    return "RequestTarget[%d segments, %d parameters]"
        .formatted(segments.size(), parameters.size());
  }
}
