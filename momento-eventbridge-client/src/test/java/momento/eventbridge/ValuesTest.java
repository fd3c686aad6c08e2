package momento.eventbridge;

import static momento.eventbridge.TestEvents.MINUTE;
import static momento.eventbridge.TestEvents.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import momento.eventbridge.PublishOutcome.Accepted;
import momento.eventbridge.PublishOutcome.Rejected;
import momento.eventbridge.internal.core.CallFailure;
import momento.eventbridge.internal.core.DeadLetterEnvelope;
import momento.eventbridge.internal.core.EncodedEvent;
import momento.eventbridge.internal.core.EntryAnswer;
import momento.eventbridge.internal.core.EventEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Equality by value, and text without content, of everything that holds an event. */
class ValuesTest {
  private static final MomentoEvent EVENT = CacheDelete.of("c", "k");
  private static final EventEncoder ENCODER =
      new EventEncoder("demo", 1_000_000, Duration.ofHours(24), 4_096);

  /** Each line: how to make a value, and values that differ from it in one field each. */
  static Stream<Arguments> values() {
    return Stream.of(
        equality(
            () -> CacheSet.of("c", "k", "m", MINUTE),
            CacheSet.of("d", "k", "m", MINUTE),
            CacheSet.of("c", "l", "m", MINUTE),
            CacheSet.of("c", "k", "n", MINUTE),
            CacheSet.of("c", "k", "m", MINUTE.plusSeconds(1))),
        equality(
            () -> CacheDelete.of("c", "k"), CacheDelete.of("d", "k"), CacheDelete.of("c", "l")),
        equality(
            () -> TopicPublish.of("c", "t", "m"),
            TopicPublish.of("d", "t", "m"),
            TopicPublish.of("c", "u", "m"),
            TopicPublish.of("c", "t", "n")),
        equality(() -> CacheKey.of("a/b"), CacheKey.of("a/c"), CacheKey.of("ab")),
        equality(
            () -> EventAttributes.builder().source("s").traceHeader("t").build(),
            EventAttributes.builder().source("s").traceHeader("u").build(),
            EventAttributes.none()),
        equality(
            () -> new Accepted(CacheDelete.of("c", "k"), "id", 1),
            new Accepted(CacheDelete.of("d", "k"), "id", 1),
            new Accepted(EVENT, "ie", 1),
            new Accepted(EVENT, "id", 2)),
        equality(
            () -> new Rejected(CacheDelete.of("c", "k"), ErrorCode.STOPPED, "r", true, 1),
            new Rejected(CacheDelete.of("d", "k"), ErrorCode.STOPPED, "r", true, 1),
            new Rejected(EVENT, ErrorCode.UNKNOWN, "r", true, 1),
            new Rejected(EVENT, ErrorCode.STOPPED, "s", true, 1),
            new Rejected(EVENT, ErrorCode.STOPPED, "r", false, 1),
            new Rejected(EVENT, ErrorCode.STOPPED, "r", true, 2)),
        equality(
            () -> new RequestReport(1, 2, MINUTE, 3, Optional.empty()),
            new RequestReport(1, 2, MINUTE, 3, Optional.of(ErrorCode.UNKNOWN))),
        equality(
            () -> ENCODER.encode(CacheDelete.of("c", "k"), EventAttributes.none()),
            ENCODER.encode(CacheDelete.of("c", "l"), EventAttributes.none()),
            ENCODER.encode(EVENT, EventAttributes.builder().source("demp").build())));
  }

  private static Arguments equality(Supplier<Object> value, Object... others) {
    return arguments(value, List.of(others));
  }

  @ParameterizedTest
  @MethodSource("values")
  void valuesAreEqualIfAllTheirFieldsAre(Supplier<Object> value, List<Object> others) {
    assertThat(value.get())
        .isNotSameAs(value.get())
        .isEqualTo(value.get())
        .hasSameHashCodeAs(value.get())
        .isNotEqualTo(new Object());
    for (Object other : others) {
      assertThat(value.get()).isNotEqualTo(other);
      // Not a duty of hashCode, but one that left a field out would be equal here.
      assertThat(value.get().hashCode()).isNotEqualTo(other.hashCode());
    }
  }

  @Test
  void eventsShowNamesAndSizesOnly() {
    String message = SECRET + "é";

    assertThat(CacheSet.of("my-cache", SECRET, message, MINUTE))
        .hasToString(
            "CacheSet[cacheName=my-cache, key=CacheKey[key, 15 bytes], message=17 bytes,"
                + " ttl=PT1M]");
    assertThat(CacheDelete.of("my-cache", SECRET + " "))
        .hasToString("CacheDelete[cacheName=my-cache, key=CacheKey[key_base64, 16 bytes]]");
    assertThat(TopicPublish.of("my-cache", "my-topic", message))
        .hasToString("TopicPublish[cacheName=my-cache, topicName=my-topic, message=17 bytes]");
  }

  static Stream<MomentoEvent> secretEvents() {
    return Stream.of(
        CacheSet.of("cache", SECRET, "message " + SECRET, MINUTE),
        CacheDelete.of("cache", "key " + SECRET),
        TopicPublish.of("cache", "topic", SECRET));
  }

  @ParameterizedTest
  @MethodSource("secretEvents")
  void nothingThatHoldsAnEventShowsItsContent(MomentoEvent event) {
    EncodedEvent encoded = ENCODER.encode(event, EventAttributes.none());
    Rejected rejected = new Rejected(event, ErrorCode.UNKNOWN, "reason", true, 2);
    PublishResult result = new PublishResult(List.of(rejected));
    DeadLetter letter =
        DeadLetter.parse(
            "{\"id\":\"1\",\"detail-type\":\""
                + event.detailType()
                + "\",\"source\":\"demo\",\"time\":\"2026-11-24T10:00:00Z\",\"detail\":"
                + event.toDetail()
                + "}",
            Map.of("ERROR_MESSAGE", SECRET));

    assertThat(
            Stream.of(
                    event,
                    encoded,
                    new Accepted(event, "id", 1),
                    rejected,
                    rejected.describe(),
                    result,
                    new EventRejectedException(rejected),
                    new PublisherClosedException(rejected),
                    letter,
                    new DeadLetterEnvelope(
                        "id", "type", "source", Instant.EPOCH, List.of(), event.toDetail()),
                    new CallFailure(CallFailure.Kind.ANSWERED, 400, "code", event.toDetail(), 1),
                    new EntryAnswer("", "code", event.toDetail()))
                .map(Object::toString))
        .allSatisfy(
            text ->
                assertThat(text)
                    .isNotEmpty()
                    .doesNotContain(SECRET)
                    .doesNotContain(CacheKey.of("key " + SECRET).value()));
    assertThat(letter.event()).isEqualTo(event);
    assertThat(letter.toString()).contains(event.toString());
  }
}
