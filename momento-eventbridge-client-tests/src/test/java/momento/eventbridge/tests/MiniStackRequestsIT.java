package momento.eventbridge.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheKey;
import momento.eventbridge.CacheSet;
import momento.eventbridge.EventBusNotFoundException;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.TopicPublish;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * The exact request that reaches Momento. MiniStack fills path and query from the event; how AWS
 * encodes them is not documented, so besides the encoded form the test looks at whether anything
 * needed encoding at all.
 */
@RunsAgainst(Counterpart.MINISTACK)
class MiniStackRequestsIT {
  private static final String TOKEN = "token.of-the_stack~1+/=";
  private static final Duration TTL = Duration.ofMinutes(5);

  private final RunningCounterpart miniStack = RunningCounterpart.of(Counterpart.MINISTACK);
  private final EventBridgeClient eventBridge = miniStack.eventBridge();
  private final HttpRecorder momento = new HttpRecorder();
  private final String bus =
      ApiRoutes.create(eventBridge, miniStack.reachable(momento.uri()), TOKEN);
  private final MomentoEventPublisher publisher =
      MomentoEventPublisher.builder().client(eventBridge).eventBusName(bus).build();

  @AfterEach
  void close() {
    publisher.close();
    eventBridge.close();
    momento.close();
  }

  @Test
  void aCacheSetWithAPlainKey() {
    publisher.cacheSet("my-cache", "test-key", "hello world!", TTL);

    RecordedRequest request = momento.awaitOne();
    assertThat(request.method()).isEqualTo("PUT");
    assertThat(request.path()).isEqualTo("/cache/my-cache");
    assertThat(request.query()).isEqualTo("key=test-key&key_base64=&ttl_seconds=300");
    assertThat(request.header("Authorization")).isEqualTo(TOKEN);
    assertThat(request.header("Content-Type")).isEqualTo("text/plain");
    // The text of a rule's input is JSON, so the message comes with its quotes.
    assertThat(request.body()).isEqualTo("\"hello world!\"");
    assertThat(request.header("Content-Length")).isEqualTo("14");
  }

  @Test
  void aCacheSetWithAKeyThatAUrlWouldChange() {
    publisher.cacheSet("my-cache", "a/b?c=d&e f", "hello", Duration.ofSeconds(1));

    RecordedRequest request = momento.awaitOne();
    assertThat(request.path()).isEqualTo("/cache/my-cache");
    assertThat(request.query()).isEqualTo("key=&key_base64=YS9iP2M9ZCZlIGY&ttl_seconds=1");
  }

  @Test
  void aCacheDelete() {
    publisher.cacheDelete("my-cache", "test-key");

    RecordedRequest request = momento.awaitOne();
    assertThat(request.method()).isEqualTo("DELETE");
    assertThat(request.path()).isEqualTo("/cache/my-cache");
    assertThat(request.query()).isEqualTo("key=test-key&key_base64=");
    assertThat(request.header("Authorization")).isEqualTo(TOKEN);
    assertThat(request.body()).isEqualTo("{\"detail-type\":\"cacheDelete\"}");
  }

  @Test
  void aTopicPublish() {
    publisher.topicPublish("my-cache", "news", "he said \"hi\"");

    RecordedRequest request = momento.awaitOne();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/topics/my-cache/news");
    assertThat(request.query()).isEmpty();
    assertThat(request.header("Authorization")).isEqualTo(TOKEN);
    assertThat(request.header("Content-Type")).isEqualTo("text/plain");
    assertThat(request.body()).isEqualTo("\"he said \\\"hi\\\"\"");
  }

  @Test
  void aDayIsNoFractionAndNoExponent() {
    publisher.cacheSet("my-cache", "test-key", "hello", Duration.ofHours(24));

    assertThat(momento.awaitOne().parameters()).containsEntry("ttl_seconds", "86400");
  }

  @Test
  void everyKeyArrivesAsItWasAndNeedsNoEncoding() {
    List<String> keys = AwkwardTexts.keys();
    List<MomentoEvent> events = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      // The time to live tells the requests apart whatever becomes of the key.
      events.add(CacheSet.of("my-cache", keys.get(i), "m", Duration.ofSeconds(i + 1)));
      events.add(CacheDelete.of("my-cache", keys.get(i)));
    }

    assertThat(publisher.publishAll(events).allAccepted()).isTrue();

    momento.awaitRequests(events.size());
    assertThat(requests("PUT")).hasSameSizeAs(keys);
    for (RecordedRequest request : requests("PUT")) {
      int i = Integer.parseInt(request.parameter("ttl_seconds")) - 1;
      assertThat(key(request)).isEqualTo(keys.get(i));
    }
    assertThat(requests("DELETE"))
        .extracting(MiniStackRequestsIT::key)
        .containsExactlyInAnyOrderElementsOf(keys);
    assertThat(momento.requests())
        .allSatisfy(
            request ->
                // MiniStack writes these two with a percent sign; a URL allows both forms.
                assertThat(request.query().replace("%3A", ":").replace("%40", "@"))
                    .matches("[A-Za-z0-9._~:@=&-]*"));
  }

  @Test
  void everyByteCanBeInAKey() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }

    publisher.publish(new CacheDelete("my-cache", CacheKey.ofBytes(all)));

    assertThat(Base64.getUrlDecoder().decode(momento.awaitOne().parameter("key_base64")))
        .isEqualTo(all);
  }

  @Test
  void everyNameArrivesAsItWas() {
    List<String> names = new ArrayList<>();
    for (char c : AwkwardTexts.NAME_CHARACTERS.toCharArray()) {
      names.add("a" + c + "b");
    }
    names.add(AwkwardTexts.NAME_CHARACTERS);
    names.add("...");
    names.add("~");
    List<MomentoEvent> events = new ArrayList<>();
    names.forEach(name -> events.add(TopicPublish.of("c-" + name, name, name)));
    names.forEach(name -> events.add(CacheSet.of(name, "k", name, TTL)));

    assertThat(publisher.publishAll(events).allAccepted()).isTrue();

    momento.awaitRequests(events.size());
    assertThat(requests("POST")).hasSameSizeAs(names);
    for (RecordedRequest request : requests("POST")) {
      String name = request.json().textValue();
      assertThat(request.segments()).containsExactly("topics", "c-" + name, name);
    }
    assertThat(requests("PUT")).hasSameSizeAs(names);
    for (RecordedRequest request : requests("PUT")) {
      assertThat(request.segments()).containsExactly("cache", request.json().textValue());
    }
    assertThat(requests("PUT"))
        .extracting(request -> request.json().textValue())
        .containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void everyMessageArrivesAsJsonTextOfItself() {
    List<String> messages = AwkwardTexts.messages();
    List<MomentoEvent> events = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      events.add(CacheSet.of("my-cache", "k" + i, messages.get(i), TTL));
    }

    assertThat(publisher.publishAll(events).allAccepted()).isTrue();

    Map<String, String> arrived =
        momento.awaitRequests(events.size()).stream()
            .collect(
                Collectors.toMap(
                    request -> request.parameter("key"), request -> request.json().textValue()));
    assertThat(arrived).hasSameSizeAs(messages);
    for (int i = 0; i < messages.size(); i++) {
      assertThat(arrived).containsEntry("k" + i, messages.get(i));
    }
  }

  @Test
  void aMessageNearTheLimitArrivesWhole() {
    String message = "\u00e9".repeat(490_000);

    assertThat(message.getBytes(StandardCharsets.UTF_8).length).isBetween(950_000, 1_000_000);

    publisher.cacheSet("my-cache", "test-key", message, TTL);

    assertThat(momento.awaitOne().json().textValue()).isEqualTo(message);
  }

  @Test
  void anUnknownBusIsFoundOutByVerifying() {
    publisher.verifyEventBus();
    try (MomentoEventPublisher astray =
        MomentoEventPublisher.builder().client(eventBridge).eventBusName("no-" + bus).build()) {
      assertThatExceptionOfType(EventBusNotFoundException.class)
          .isThrownBy(astray::verifyEventBus)
          .withMessageContaining("no-" + bus);
    }
  }

  private List<RecordedRequest> requests(String method) {
    return momento.requests().stream().filter(request -> request.method().equals(method)).toList();
  }

  /** The key that Momento would read: from one of the two parameters, the other being empty. */
  private static String key(RecordedRequest request) {
    String plain = request.parameter("key");
    String base64 = request.parameter("key_base64");
    assertThat(List.of(plain, base64)).containsOnlyOnce("");
    return plain.isEmpty()
        ? new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8)
        : plain;
  }
}
