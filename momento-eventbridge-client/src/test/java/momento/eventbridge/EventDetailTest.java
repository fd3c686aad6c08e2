package momento.eventbridge;

import static momento.eventbridge.TestEvents.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The JSON that goes over the bus. */
class EventDetailTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Provide
  Arbitrary<MomentoEvent> events() {
    return TestEvents.events();
  }

  @Test
  void aCacheSetHasTheFieldsOfMomentosDocumentation() {
    assertThat(
            CacheSet.of("my-cache", "test-key", "hello world!", Duration.ofMinutes(5)).toDetail())
        .isEqualTo(
            "{\"cacheName\":\"my-cache\",\"key\":\"test-key\","
                + "\"message\":\"hello world!\",\"ttl\":300}");
  }

  @Test
  void aKeyOfAnyBytesGoesIntoTheOtherField() {
    assertThat(new CacheSet("c", CacheKey.ofBytes(new byte[] {-1}), "m", MINUTE).toDetail())
        .isEqualTo("{\"cacheName\":\"c\",\"key_base64\":\"_w\",\"message\":\"m\",\"ttl\":60}");
  }

  @Test
  void aCacheDeleteHasTheFieldsOfMomentosDocumentation() {
    assertThat(CacheDelete.of("my-cache", "test-key").toDetail())
        .isEqualTo("{\"cacheName\":\"my-cache\",\"key\":\"test-key\"}");
  }

  @Test
  void aTopicPublishHasTheFieldsOfMomentosDocumentation() {
    assertThat(TopicPublish.of("my-cache", "test-topic", "hello world!").toDetail())
        .isEqualTo(
            "{\"cacheName\":\"my-cache\",\"topicName\":\"test-topic\","
                + "\"message\":\"hello world!\"}");
  }

  @Property
  void anyEventIsReadBackAsItWas(@ForAll("events") MomentoEvent event) {
    assertThat(MomentoEvent.parse(event.detailType().value(), event.toDetail())).isEqualTo(event);
  }

  @Property
  void anotherParserSeesTheSameFieldsInTheDocumentedOrder(@ForAll("events") MomentoEvent event)
      throws JsonProcessingException {
    JsonNode json = JSON.readTree(event.toDetail());
    List<String> fields = new ArrayList<>();
    json.fieldNames().forEachRemaining(fields::add);

    assertThat(json.get("cacheName").textValue()).isEqualTo(event.cacheName());
    if (event instanceof CacheSet set) {
      assertThat(fields).containsExactly("cacheName", keyField(set.key()), "message", "ttl");
      assertKey(json, set.key());
      assertThat(json.get("message").textValue()).isEqualTo(set.message());
      assertThat(json.get("ttl").isIntegralNumber()).isTrue();
      assertThat(json.get("ttl").longValue()).isEqualTo(set.ttl().toSeconds());
    } else if (event instanceof CacheDelete delete) {
      assertThat(fields).containsExactly("cacheName", keyField(delete.key()));
      assertKey(json, delete.key());
    } else if (event instanceof TopicPublish publish) {
      assertThat(fields).containsExactly("cacheName", "topicName", "message");
      assertThat(json.get("topicName").textValue()).isEqualTo(publish.topicName());
      assertThat(json.get("message").textValue()).isEqualTo(publish.message());
    }
  }

  @Property
  void theDetailIsTheSameTextAfterEncodingInUtf8(@ForAll("events") MomentoEvent event) {
    String detail = event.toDetail();

    assertThat(new String(detail.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(detail);
  }

  private static String keyField(CacheKey key) {
    String text = new String(key.toBytes(), StandardCharsets.ISO_8859_1);
    boolean urlSafe = text.chars().allMatch(c -> TestEvents.URL_SAFE.indexOf(c) >= 0);
    return urlSafe ? "key" : "key_base64";
  }

  private static void assertKey(JsonNode json, CacheKey key) {
    byte[] sent =
        json.has("key")
            ? json.get("key").textValue().getBytes(StandardCharsets.UTF_8)
            : Base64.getUrlDecoder().decode(json.get("key_base64").textValue());
    assertThat(sent).isEqualTo(key.toBytes());
  }
}
