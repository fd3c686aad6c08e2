package momento.eventbridge.local.internal.momento;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The calls of Momento's HTTP API, apart from HTTP itself. */
final class MomentoApi {
  /** Of key and value together: Momento writes 5 MB and does not say of which kind. */
  static final int MOST_ITEM_BYTES = 5 * 1024 * 1024;

  private final MomentoCaches caches;
  private final AccountLimits limits;
  private final Duration longPoll;

  MomentoApi(MomentoCaches caches, AccountLimits limits, Duration longPoll) {
    this.caches = caches;
    this.limits = limits;
    this.longPoll = longPoll;
  }

  Answer call(String method, RequestTarget target, Optional<String> contentType, byte[] body)
      throws InterruptedException {
    List<String> path = target.segments();
    if (path.size() == 2 && path.get(0).equals("cache")) {
      return switch (method) {
        case "PUT" -> set(path.get(1), target, body);
        case "GET" -> get(path.get(1), target);
        case "DELETE" -> delete(path.get(1), target);
        default -> throw notAllowed(method, "GET, PUT or DELETE");
      };
    }
    if (path.size() == 3 && path.get(0).equals("topics") && !path.get(2).isEmpty()) {
      return switch (method) {
        case "POST" -> publish(path.get(1), path.get(2), contentType, body);
        case "GET" -> read(path.get(1), path.get(2), target);
        default -> throw notAllowed(method, "GET or POST");
      };
    }
    throw RefusedRequestException.notFound(
        "The path must be /cache/{cacheName} or /topics/{cacheName}/{topicName}");
  }

  private static RefusedRequestException notAllowed(String method, String allowed) {
    return RefusedRequestException.methodNotAllowed(
        "There is no " + method + " here; use " + allowed);
  }

  private Answer set(String cacheName, RequestTarget target, byte[] value) {
    byte[] key = key(target);
    Duration ttl = ttl(target);
    MomentoCache cache = cache(cacheName);
    if (key.length + value.length > MOST_ITEM_BYTES) {
      throw RefusedRequestException.badRequest(
          "Item Too Large",
          "Key and value have %d bytes or more together, but at most %d are allowed"
              .formatted(key.length + value.length, MOST_ITEM_BYTES));
    }
    cache.set(key, value, ttl);
    return Answer.noContent();
  }

  private Answer get(String cacheName, RequestTarget target) {
    byte[] key = key(target);
    return cache(cacheName)
        .get(key)
        .map(item -> Answer.value(item.value()))
        .orElseThrow(() -> RefusedRequestException.notFound("Key not found"));
  }

  private Answer delete(String cacheName, RequestTarget target) {
    byte[] key = key(target);
    cache(cacheName).delete(key);
    return Answer.noContent();
  }

  private Answer publish(
      String cacheName, String topicName, Optional<String> contentType, byte[] message) {
    boolean binary = isBinary(contentType);
    MomentoCache cache = cache(cacheName);
    if (message.length > limits.maxTopicMessageBytes()) {
      throw RefusedRequestException.badRequest(
          "Message Too Large",
          "The message has %d bytes, but at most %d are allowed (maxTopicMessageBytes)"
              .formatted(message.length, limits.maxTopicMessageBytes()));
    }
    if (!binary) {
      requireUtf8(message);
    }
    cache.topic(topicName).publish(message, binary);
    return Answer.noContent();
  }

  /**
   * Momento's page calls one of the two types required and does not say what comes of another one.
   * It is refused here, so that a template that forgets it is noticed, and with 400 because the
   * page lists no 415.
   */
  private static boolean isBinary(Optional<String> contentType) {
    String type =
        contentType
            .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
            .orElse("");
    return switch (type) {
      case "text/plain" -> false;
      case "application/octet-stream" -> true;
      default ->
          throw RefusedRequestException.badRequest(
              "Unsupported Content Type",
              "Content-Type must be text/plain or application/octet-stream");
    };
  }

  private static void requireUtf8(byte[] message) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(message));
    } catch (CharacterCodingException e) {
      throw RefusedRequestException.badRequest(
          "Invalid Text", "A message of type text/plain must be UTF-8");
    }
  }

  private Answer read(String cacheName, String topicName, RequestTarget target)
      throws InterruptedException {
    long number = sequence(target, "sequence_number");
    long page = sequence(target, "sequence_page");
    return Answer.json(cache(cacheName).topic(topicName).read(number, page, longPoll).json());
  }

  private static long sequence(RequestTarget target, String name) {
    String text = target.parameter(name).orElse("0");
    if (!text.matches("[0-9]{1,18}")) {
      throw RefusedRequestException.badRequest(
          "Invalid Sequence", name + " must be a whole number from 0");
    }
    return Long.parseLong(text);
  }

  private MomentoCache cache(String name) {
    return caches.find(name).orElseThrow(() -> RefusedRequestException.notFound("Cache not found"));
  }

  private static byte[] key(RequestTarget target) {
    Optional<String> key = target.parameter("key");
    Optional<String> base64 = target.parameter("key_base64");
    if (key.isPresent() && base64.isPresent()) {
      throw RefusedRequestException.badRequest(
          "Multiple Keys Specified", "Give either key or key_base64, not both");
    }
    if (key.isPresent()) {
      return key.get().getBytes(UTF_8);
    }
    return decode(
        base64.orElseThrow(
            () ->
                RefusedRequestException.badRequest("No Key Specified", "Give key or key_base64")));
  }

  /** With or without padding, because Momento shows it without and does not forbid it. */
  private static byte[] decode(String base64) {
    try {
      return Base64.getUrlDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      // Not as the cause: its message quotes the key.
      throw RefusedRequestException.badRequest(
          "Invalid Key", "key_base64 must be base64 of the URL-safe alphabet (- and _)");
    }
  }

  /**
   * Zero is allowed because Momento's specification gives it as the minimum. What it does is not
   * said; here the item has expired at once, and what the key had before is gone.
   */
  private Duration ttl(RequestTarget target) {
    String text =
        target
            .parameter("ttl_seconds")
            .orElseThrow(
                () -> RefusedRequestException.badRequest("No TTL Specified", "Give ttl_seconds"));
    long most = limits.maxTtl().toSeconds();
    if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) > most) {
      throw RefusedRequestException.badRequest(
          "Invalid TTL", "ttl_seconds must be a whole number from 0 to " + most + " (maxTtl)");
    }
    return Duration.ofSeconds(Long.parseLong(text));
  }
}
