package momento.eventbridge;

import static momento.eventbridge.TestEvents.SECRET;
import static momento.eventbridge.TestEvents.assertRefused;
import static momento.eventbridge.TestEvents.missing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventParseTest {
  private static final String S = '"' + SECRET + '"';

  /** Reads strictly as well, but into a tree, so that it shares no code with the library. */
  private static final JsonMapper STRICT_TREE =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static String set(String fields) {
    return "{\"cacheName\":\"c\"," + fields + "}";
  }

  @Test
  void fieldsMayStandInAnyOrderWithAnySpaceBetweenThem() {
    assertThat(
            MomentoEvent.parse(
                "cacheSet",
                " {\n"
                    + "\"ttl\" : 60 ,\"message\":\"\\u0041\", \"key\":\"k\","
                    + " \"cacheName\":\"c\"}\r\n"))
        .isEqualTo(CacheSet.of("c", "k", "A", Duration.ofMinutes(1)));
  }

  @Test
  void eitherFieldOfAKeyIsRead() {
    assertThat(MomentoEvent.parse("cacheDelete", "{\"cacheName\":\"c\",\"key_base64\":\"QUJD\"}"))
        .isEqualTo(MomentoEvent.parse("cacheDelete", "{\"cacheName\":\"c\",\"key\":\"ABC\"}"))
        .isEqualTo(CacheDelete.of("c", "ABC"));
  }

  static Stream<Arguments> notAnEvent() {
    String rest = "\"key\":" + S + ",\"message\":" + S;
    return Stream.of(
        // fields that are not there
        arguments("cacheSet", set(rest), "ttl", "is missing"),
        arguments("cacheSet", set("\"key\":" + S + ",\"ttl\":1"), "message", "is missing"),
        arguments("cacheSet", "{" + rest + ",\"ttl\":1}", "cacheName", "is missing"),
        arguments("cacheSet", set("\"message\":" + S + ",\"ttl\":1"), "key, key_base64", "missing"),
        arguments("cacheDelete", "{\"cacheName\":\"c\"}", "key, key_base64", "missing"),
        arguments("cacheDelete", "{\"key\":" + S + "}", "cacheName", "is missing"),
        arguments("topicPublish", set("\"message\":" + S), "topicName", "is missing"),
        arguments("topicPublish", set("\"topicName\":\"t\""), "message", "is missing"),
        arguments(
            "topicPublish", "{\"topicName\":\"t\",\"message\":" + S + "}", "cacheName", "missing"),
        arguments("cacheSet", "{}", "cacheName", "is missing"),
        // fields that should not be there
        arguments("cacheSet", set(rest + ",\"ttl\":1,\"x\":1"), "detail", "a field of 1 char"),
        arguments("cacheSet", set(rest + ",\"ttl_seconds\":1"), "detail", "a field of 11 char"),
        arguments("cacheSet", set(rest + ",\"Ttl\":1"), "detail", "[cacheName, key, key_base64,"),
        arguments("cacheSet", set("\"topicName\":\"t\""), "detail", "field of 9 characters"),
        arguments("cacheDelete", set("\"ttl\":1"), "detail", "field of 3 characters"),
        arguments("topicPublish", set("\"key\":" + S), "detail", "field of 3 characters"),
        arguments("cacheDelete", set(S + ":1"), "detail", "field of 15 characters"),
        // fields that are there twice
        arguments("cacheSet", set(rest + ",\"ttl\":1,\"ttl\":1"), "detail", "repeated"),
        arguments("cacheDelete", set("\"key\":\"a\",\"key\":" + S), "detail", "repeated"),
        arguments(
            "cacheDelete",
            set("\"key\":\"ABC\",\"key_base64\":\"QUJD\""),
            "key, key_base64",
            "both set"),
        // wrong types
        arguments("cacheSet", set(rest + ",\"ttl\":\"60\""), "ttl", "without quotes"),
        arguments("cacheSet", set(rest + ",\"ttl\":60.0"), "ttl", "without quotes or fraction"),
        arguments("cacheSet", set(rest + ",\"ttl\":6e1"), "ttl", "whole JSON number"),
        arguments("cacheSet", set(rest + ",\"ttl\":null"), "ttl", "whole JSON number"),
        arguments("cacheSet", set(rest + ",\"ttl\":true"), "ttl", "whole JSON number"),
        arguments("cacheSet", set(rest + ",\"ttl\":[60]"), "ttl", "whole JSON number"),
        arguments("cacheSet", set(rest + ",\"ttl\":{}"), "ttl", "whole JSON number"),
        arguments("cacheSet", set("\"message\":{\"a\":" + S + "}"), "message", "not a JSON string"),
        arguments("cacheSet", set("\"message\":[" + S + "]"), "message", "not a JSON string"),
        arguments("cacheSet", set("\"message\":null"), "message", "not a JSON string"),
        arguments("cacheSet", set("\"message\":true"), "message", "not a JSON string"),
        arguments("cacheDelete", set("\"key\":17"), "key", "not a JSON string"),
        arguments("cacheDelete", set("\"key_base64\":17"), "key_base64", "not a JSON string"),
        arguments("cacheDelete", "{\"cacheName\":1}", "cacheName", "not a JSON string"),
        arguments("topicPublish", set("\"topicName\":1.5"), "topicName", "not a JSON string"),
        // values that no event takes
        arguments("cacheSet", set(rest + ",\"ttl\":0"), "ttl", "is PT0S"),
        arguments("cacheSet", set(rest + ",\"ttl\":-5"), "ttl", "is PT-5S"),
        arguments("cacheSet", set(rest + ",\"ttl\":9223372036854775808"), "ttl", "has 19 digits"),
        arguments("cacheSet", set(rest + ",\"ttl\":" + "9".repeat(999)), "ttl", "has 999 digits"),
        arguments("cacheDelete", set("\"key\":\"\""), "key", "is empty"),
        arguments("cacheDelete", set("\"key_base64\":\"" + SECRET + "!\""), "key_base64", "Base64"),
        arguments("cacheDelete", set("\"key\":\"\\ud83d" + SECRET + "\""), "key", "surrogate"),
        arguments(
            "cacheDelete", "{\"cacheName\":\"a b\",\"key\":" + S + "}", "cacheName", "U+0020"),
        // not one JSON object
        arguments("cacheSet", "[" + S + "]", "detail", "must begin with {"),
        arguments("cacheSet", S, "detail", "must begin with {"),
        arguments("cacheSet", "1", "detail", "must begin with {"),
        arguments("cacheSet", "null", "detail", "must begin with {"),
        arguments("cacheSet", "", "detail", "must begin with {"),
        arguments("cacheSet", " \n", "detail", "must begin with {"),
        arguments("cacheSet", SECRET, "detail", "has 15 characters"),
        arguments("cacheDelete", set("\"key\":" + S) + "{}", "detail", "goes on after"),
        arguments("cacheDelete", set("\"key\":" + S) + "1", "detail", "goes on after"),
        arguments("cacheDelete", set("\"key\":" + S) + SECRET, "detail", "not one JSON object"),
        arguments("cacheDelete", set("\"key\":" + S) + "}", "detail", "not one JSON object"),
        arguments("cacheDelete", "{\"cacheName\":\"c\",\"key\":" + S, "detail", "not one JSON obj"),
        arguments("cacheDelete", set("\"key\":" + S + ","), "detail", "not one JSON object"),
        arguments("cacheDelete", set("\"key\":'" + SECRET + "'"), "detail", "not one JSON object"),
        arguments("cacheDelete", set("key:" + S), "detail", "not one JSON object"),
        arguments("cacheDelete", set("\"key\":\"" + SECRET + "\n\""), "detail", "not one JSON obj"),
        arguments("cacheDelete", set("/**/\"key\":" + S), "detail", "not one JSON object"),
        arguments("cacheSet", set(rest + ",\"ttl\":060"), "detail", "not one JSON object"),
        arguments("cacheSet", set(rest + ",\"ttl\":+60"), "detail", "not one JSON object"),
        arguments("cacheSet", set(rest + ",\"ttl\":NaN"), "detail", "not one JSON object"),
        arguments("cacheSet", set(rest + ",\"ttl\":" + "9".repeat(5_000)), "detail", "not one"),
        arguments("cacheSet", "[".repeat(100_000), "detail", "must begin with {"),
        arguments("cacheSet", set("\"key\":" + "[".repeat(100_000)), "key", "not a JSON string"),
        arguments("cacheSet", "{\"a\":".repeat(100_000), "detail", "a field of 1 characters"));
  }

  @ParameterizedTest
  @MethodSource("notAnEvent")
  void whatIsNotExactlyAnEventIsRefusedWithItsFieldAndWithoutItsContent(
      String detailType, String detail, String field, String problem) {
    assertRefused(field, () -> MomentoEvent.parse(detailType, detail))
        .withMessageContaining(problem)
        .withMessageNotContaining(SECRET)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(250));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "86401, 86401", "9223372036854775807, 9223372036854775807"})
  void aTtlIsReadUpTo64Bits(String written, long seconds) {
    MomentoEvent event =
        MomentoEvent.parse("cacheSet", set("\"key\":\"k\",\"message\":\"m\",\"ttl\":" + written));

    assertThat(event).isEqualTo(CacheSet.of("c", "k", "m", Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "CacheSet", "cacheset", "cacheSet ", "cacheGet", SECRET})
  void anUnknownDetailTypeIsRefusedWithThoseThatAreKnown(String detailType) {
    assertRefused("detail-type", () -> MomentoEvent.parse(detailType, "{}"))
        .withMessageContaining("has " + detailType.length() + " characters")
        .withMessageContaining("[cacheSet, cacheDelete, topicPublish]")
        .withMessageNotContaining(SECRET);
  }

  @Test
  void nullIsRefused() {
    assertRefused("detail-type", () -> MomentoEvent.parse(missing(), "{}"))
        .withMessageContaining("is missing");
    assertRefused("detail", () -> MomentoEvent.parse("cacheSet", missing()))
        .withMessageContaining("is missing");
  }

  @Provide
  Arbitrary<Tuple2<DetailType, String>> damagedDetails() {
    List<MomentoEvent> events =
        List.of(
            CacheSet.of("cache", SECRET, "message " + SECRET, Duration.ofMinutes(5)),
            CacheSet.of("cache", "key " + SECRET, "\"\\" + SECRET + "\n", Duration.ofSeconds(1)),
            CacheDelete.of("cache", SECRET),
            TopicPublish.of("cache", "topic", SECRET));
    return Arbitraries.of(events)
        .flatMap(
            event ->
                TestEvents.damaged(event.toDetail())
                    .map(detail -> Tuple.of(event.detailType(), detail)));
  }

  @Property(tries = 5_000)
  void aDamagedDetailIsRefusedWithoutItsContentOrReadAsAnotherParserReadsIt(
      @ForAll("damagedDetails") Tuple2<DetailType, String> damaged) throws Exception {
    MomentoEvent event;
    try {
      event = MomentoEvent.parse(damaged.get1().value(), damaged.get2());
    } catch (EventValidationException e) {
      assertThat(e.getMessage()).doesNotContain(SECRET);
      return;
    }
    JsonNode tree = STRICT_TREE.readTree(damaged.get2());
    assertThat(tree.get("cacheName").textValue()).isEqualTo(event.cacheName());
    if (event instanceof CacheSet set) {
      assertThat(tree).hasSize(4);
      assertKey(tree, set.key());
      assertThat(tree.get("message").textValue()).isEqualTo(set.message());
      assertThat(tree.get("ttl").bigIntegerValue()).isEqualTo(set.ttl().toSeconds());
    } else if (event instanceof CacheDelete delete) {
      assertThat(tree).hasSize(2);
      assertKey(tree, delete.key());
    } else if (event instanceof TopicPublish publish) {
      assertThat(tree).hasSize(3);
      assertThat(tree.get("topicName").textValue()).isEqualTo(publish.topicName());
      assertThat(tree.get("message").textValue()).isEqualTo(publish.message());
    }
  }

  private static void assertKey(JsonNode tree, CacheKey key) {
    assertThat(key)
        .isEqualTo(
            tree.has("key")
                ? CacheKey.of(tree.get("key").textValue())
                : CacheKey.ofBase64(tree.get("key_base64").textValue()));
  }

  @Provide
  Arbitrary<String> jsonLike() {
    return TestEvents.jsonLike();
  }

  @Property(tries = 5_000)
  void anyOtherTextIsRefusedWithNoOtherException(
      @ForAll DetailType detailType, @ForAll("jsonLike") String detail) {
    // By chance no text of these is an event: they lack valid names in the right places.
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> MomentoEvent.parse(detailType.value(), detail)))
        .isInstanceOf(EventValidationException.class);
  }
}
