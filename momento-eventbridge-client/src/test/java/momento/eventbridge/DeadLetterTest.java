package momento.eventbridge;

import static momento.eventbridge.TestEvents.SECRET;
import static momento.eventbridge.TestEvents.assertRefused;
import static momento.eventbridge.TestEvents.missing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final CacheSet EVENT =
      CacheSet.of("my-cache", SECRET, "hello " + SECRET, Duration.ofMinutes(5));

  /** As EventBridge sends them when the retries of an API destination ran out. */
  private static final Map<String, String> ATTRIBUTES =
      Map.of(
          "RULE_ARN", "arn:aws:events:us-east-1:123456789012:rule/momento-cache-set",
          "TARGET_ARN",
              "arn:aws:events:us-east-1:123456789012:api-destination/momento-cache-set/1b2c",
          "ERROR_CODE", "UNKNOWN",
          "ERROR_MESSAGE",
              "Unable to invoke ApiDestination endpoint: Timeout calling endpoint for API"
                  + " Destination: socket closed.",
          "RETRY_ATTEMPTS", "129",
          "EXHAUSTED_RETRY_CONDITION", "MaximumEventAgeInSeconds");

  private static String body(String detailType, String detail) {
    return "{\"version\":\"0\",\"id\":\"6f1c\",\"detail-type\":\""
        + detailType
        + "\",\"source\":\"demo\",\"account\":\"123456789012\",\"time\":\"2026-11-24T10:00:00Z\","
        + "\"region\":\"us-east-1\",\"resources\":[\"arn:a\",\"b\"],\"detail\":"
        + detail
        + "}";
  }

  private static DeadLetter parse(String body) {
    return DeadLetter.parse(body, ATTRIBUTES);
  }

  @Test
  void aDetailAsDeepAsEventBridgeTakesIsRead() {
    String deep = "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000);
    String body =
        "{\"id\":\"1\",\"detail-type\":\"other\",\"source\":\"s\","
            + "\"time\":\"2026-11-24T00:00:00Z\",\"detail\":"
            + deep
            + "}";

    assertThat(DeadLetter.parse(body, Map.of()).detailType()).isEqualTo("other");
  }

  @Test
  void tellsTheEventAndWhyItWasNotDelivered() {
    DeadLetter letter = parse(body("cacheSet", EVENT.toDetail()));

    assertThat(letter.event()).isEqualTo(EVENT);
    assertThat(letter.eventId()).isEqualTo("6f1c");
    assertThat(letter.detailType()).isEqualTo("cacheSet");
    assertThat(letter.source()).isEqualTo("demo");
    assertThat(letter.time()).isEqualTo("2026-11-24T10:00:00Z");
    assertThat(letter.resources()).containsExactly("arn:a", "b");
    assertThat(letter.ruleArn()).contains(ATTRIBUTES.get("RULE_ARN"));
    assertThat(letter.targetArn()).contains(ATTRIBUTES.get("TARGET_ARN"));
    assertThat(letter.errorCode()).contains("UNKNOWN");
    assertThat(letter.errorMessage()).contains(ATTRIBUTES.get("ERROR_MESSAGE"));
    assertThat(letter.exhaustedRetryCondition()).contains("MaximumEventAgeInSeconds");
    // 129 retries follow a first attempt.
    assertThat(letter.attempts()).contains(130);
  }

  @Test
  void hasTheAttributesToPublishTheEventAgainWith() {
    assertThat(parse(body("cacheSet", EVENT.toDetail())).attributes())
        .isEqualTo(
            EventAttributes.builder()
                .source("demo")
                .time(Instant.parse("2026-11-24T10:00:00Z"))
                .resources(List.of("arn:a", "b"))
                .build());
  }

  @Test
  void attributesThatNoSenderMayHaveAreRefusedOnlyWhenAskedFor() {
    DeadLetter letter =
        parse(body("cacheSet", EVENT.toDetail()).replace("\"demo\"", "\"aws.events\""));

    assertThat(letter.source()).isEqualTo("aws.events");
    assertRefused("source", letter::attributes).withMessageContaining("aws.");
  }

  @Test
  void withoutMessageAttributesTheReasonIsUnknownAndTheEventIsThere() {
    DeadLetter letter = DeadLetter.parse(body("cacheSet", EVENT.toDetail()), Map.of());

    assertThat(letter.event()).isEqualTo(EVENT);
    assertThat(letter.ruleArn()).isEmpty();
    assertThat(letter.targetArn()).isEmpty();
    assertThat(letter.errorCode()).isEmpty();
    assertThat(letter.errorMessage()).isEmpty();
    assertThat(letter.exhaustedRetryCondition()).isEmpty();
    assertThat(letter.attempts()).isEmpty();
    assertThat(letter.toString()).contains("no error code", "attempts=unknown");
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 2", "185, 186", "2147483646, 2147483647"})
  void retriesFollowAFirstAttempt(String retries, int attempts) {
    assertThat(
            DeadLetter.parse(body("cacheSet", EVENT.toDetail()), Map.of("RETRY_ATTEMPTS", retries))
                .attempts())
        .contains(attempts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "many", "1.5", "-1", "2147483647", "99999999999"})
  void anUnusableNumberOfRetriesIsNone(String retries) {
    assertThat(
            DeadLetter.parse(body("cacheSet", EVENT.toDetail()), Map.of("RETRY_ATTEMPTS", retries))
                .attempts())
        .isEmpty();
  }

  static Stream<Arguments> unusableEvents() {
    return Stream.of(
        arguments("orderPlaced", "{\"a\":\"" + SECRET + "\"}", "detail-type"),
        arguments(
            "cacheDelete",
            "{\"cacheName\":\"c\",\"key\":\"" + SECRET + "\",\"key_base64\":\"QUJD\"}",
            "key, key_base64"),
        arguments("cacheDelete", "{\"cacheName\":\"c\"}", "key, key_base64"),
        arguments("topicPublish", EVENT.toDetail(), "detail"),
        arguments("cacheDelete", "{\"cacheName\":\"c\",\"key\":\"a\",\"key\":\"b\"}", "detail"),
        // A tree would make a whole number of these two.
        arguments("cacheSet", EVENT.toDetail().replace("300", "61.0"), "ttl"),
        arguments("cacheSet", EVENT.toDetail().replace("300", "1e400"), "ttl"),
        arguments("cacheSet", EVENT.toDetail().replace("300", "1e99999999999"), "ttl"),
        arguments("cacheSet", EVENT.toDetail().replace("300", "0"), "ttl"));
  }

  @ParameterizedTest
  @MethodSource("unusableEvents")
  void anEventThatNobodyCouldHaveBuiltStillShowsWhyItCameBack(
      String detailType, String detail, String field) {
    DeadLetter letter = parse(body(detailType, detail));

    assertRefused(field, letter::event).withMessageNotContaining(SECRET);
    assertThat(letter.errorCode()).contains("UNKNOWN");
    assertThat(letter.eventId()).isEqualTo("6f1c");
    assertThat(letter.detailType()).isEqualTo(detailType);
    assertThat(letter.toString())
        .contains("6f1c", detailType.length() + " characters of detail-type", "UNKNOWN", "130")
        .doesNotContain(SECRET);
  }

  @Test
  void eachRefusalShowsWhereTheEventWasAskedFor() {
    DeadLetter letter = parse(body("orderPlaced", "{}"));

    assertThat(catchThrowable(letter::event))
        .isNotSameAs(catchThrowable(letter::event))
        .hasMessage(catchThrowable(letter::event).getMessage());
  }

  static Stream<Arguments> notAnEnvelope() {
    String valid = body("cacheSet", "{\"a\":\"" + SECRET + "\"}");
    return Stream.of(
        arguments("", "body", "must begin with {"),
        arguments("null", "body", "must begin with {"),
        arguments("\"" + SECRET + "\"", "body", "must begin with {"),
        arguments("[" + valid + "]", "body", "must begin with {"),
        arguments(
            SECRET, "body", "has 15 characters that are not one JSON object: give the message's"),
        arguments(valid + SECRET, "body", "not one JSON object"),
        arguments(valid + "{}", "body", "goes on after"),
        arguments(valid.substring(0, valid.length() - 3), "body", "not one JSON object"),
        arguments(valid.replace("\"demo\"", "[".repeat(100_000)), "body", "not one JSON object"),
        arguments("{}", "id", "is missing or not a JSON string"),
        arguments("{}", "id", "give the body of a message from the stack's dead-letter queue"),
        arguments(valid.replace("\"id\"", "\"Id\""), "id", "is missing"),
        arguments(valid.replace("\"6f1c\"", "6"), "id", "not a JSON string"),
        arguments(valid.replace("\"detail-type\"", "\"detailType\""), "detail-type", "is missing"),
        arguments(valid.replace("\"demo\"", "null"), "source", "not a JSON string"),
        arguments(valid.replace("\"demo\"", "{\"detail\":{}}"), "source", "not a JSON string"),
        arguments(valid.replace("2026-11-24T10:00:00Z", "today"), "time", "RFC 3339"),
        arguments(valid.replace("2026-11-24T10:00:00Z", SECRET), "time", "has 15 characters"),
        arguments(valid.replace("\"time\"", "\"Time\""), "time", "is missing"),
        arguments(body("cacheSet", "\"" + SECRET + "\""), "detail", "not a JSON object"),
        arguments(body("cacheSet", "[\"" + SECRET + "\"]"), "detail", "not a JSON object"),
        arguments(body("cacheSet", "null"), "detail", "not a JSON object"),
        arguments(body("cacheSet", "{}").replace("\"detail\"", "\"x\""), "detail", "is missing"),
        // The last of two counts, as for every reader of such JSON.
        arguments(body("cacheSet", "{},\"detail\":1"), "detail", "not a JSON object"));
  }

  @ParameterizedTest
  @MethodSource("notAnEnvelope")
  void aBodyThatIsNotAnEventOfTheBusIsRefusedWithoutItsContent(
      String body, String field, String problem) {
    assertRefused(field, () -> parse(body))
        .withMessageContaining(problem)
        .withMessageNotContaining(SECRET)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
  }

  @Test
  void nullIsRefused() {
    Map<String, String> withoutValue = new HashMap<>();
    withoutValue.put("ERROR_CODE", missing());

    assertRefused("body", () -> parse(missing())).withMessageContaining("is missing");
    assertRefused("attributes", () -> DeadLetter.parse(body("cacheSet", "{}"), missing()));
    assertRefused(
        "attributes[ERROR_CODE]", () -> DeadLetter.parse(body("cacheSet", "{}"), withoutValue));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | ",
        "null | ",
        "\"arn:a\" | ",
        "{\"a\":\"b\"} | ",
        "[1,null,[\"x\"],{\"y\":\"z\"},\"arn:a\"] | arn:a"
      })
  void resourcesAreTheTextsOfTheList(String resources, String expected) {
    DeadLetter letter =
        parse(body("cacheSet", EVENT.toDetail()).replace("[\"arn:a\",\"b\"]", resources));

    assertThat(letter.resources()).isEqualTo(expected == null ? List.of() : List.of(expected));
    assertThat(letter.event()).isEqualTo(EVENT);
  }

  @Provide
  Arbitrary<MomentoEvent> events() {
    return TestEvents.events();
  }

  @Property
  void anyEventComesBackFromAnyEnvelope(
      @ForAll("events") MomentoEvent event, @ForAll boolean pretty, @ForAll("texts") String source)
      throws JsonProcessingException {
    ObjectNode envelope = (ObjectNode) JSON.readTree(body(event.detailType().value(), "null"));
    envelope.put("source", source);
    envelope.set("detail", JSON.readTree(event.toDetail()));
    // what EventBridge may add one day, also behind the detail
    envelope.set("extension", envelope.deepCopy());
    String body = pretty ? envelope.toPrettyString() : envelope.toString();

    DeadLetter letter = parse(body);

    assertThat(letter.event()).isEqualTo(event);
    assertThat(letter.source()).isEqualTo(source);
  }

  @Provide
  Arbitrary<String> texts() {
    return TestEvents.texts();
  }

  @Provide
  Arbitrary<String> damagedBodies() {
    return Arbitraries.of(
            body("cacheSet", EVENT.toDetail()),
            body("cacheDelete", CacheDelete.of("c", "key " + SECRET).toDetail()),
            body("topicPublish", TopicPublish.of("c", "t", SECRET).toDetail()))
        .flatMap(TestEvents::damaged);
  }

  @Property(tries = 5_000)
  void aDamagedBodyGivesNoOtherExceptionAndShowsNoContent(@ForAll("damagedBodies") String body) {
    assertNothingElseIsThrown(body);
  }

  @Provide
  Arbitrary<String> jsonLike() {
    return TestEvents.jsonLike();
  }

  @Property(tries = 5_000)
  void anyOtherTextIsRefusedWithNoOtherException(@ForAll("jsonLike") String body) {
    assertThat(catchThrowable(() -> parse(body))).isInstanceOf(EventValidationException.class);
  }

  private static void assertNothingElseIsThrown(String body) {
    List<Throwable> thrown = new ArrayList<>();
    DeadLetter letter = null;
    try {
      letter = parse(body);
    } catch (EventValidationException e) {
      thrown.add(e);
    }
    if (letter != null) {
      thrown.add(catchThrowable(letter::event));
      thrown.add(catchThrowable(letter::attributes));
      assertThat(letter.toString()).doesNotContain(SECRET);
    }
    for (Throwable e : thrown) {
      if (e != null) {
        assertThat(e).isInstanceOf(EventValidationException.class);
        assertThat(e.getMessage()).doesNotContain(SECRET);
      }
    }
  }
}
