package momento.eventbridge.internal.core;

import static momento.eventbridge.TestEvents.SECRET;
import static momento.eventbridge.TestEvents.assertRefused;
import static momento.eventbridge.TestEvents.utf8Bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheSet;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.EventTooLargeException;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.TestEvents;
import momento.eventbridge.TopicPublish;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.DefaultLocale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventEncoderTest {
  private static final Duration DAY = Duration.ofHours(24);
  private static final EventAttributes NONE = EventAttributes.none();

  /** With the limits that a publisher has by default. */
  private static final EventEncoder DEFAULT = new EventEncoder("demo", 1_000_000, DAY, 4_096);

  /** With limits that no event of the property tests reaches. */
  private static final EventEncoder LIMITLESS =
      new EventEncoder(
          "demo", Integer.MAX_VALUE, Duration.ofSeconds(Long.MAX_VALUE), Integer.MAX_VALUE);

  @Provide
  Arbitrary<MomentoEvent> events() {
    return TestEvents.events();
  }

  @Provide
  Arbitrary<EventAttributes> attributes() {
    return TestEvents.attributes();
  }

  @Property
  void theSizeIsWhatEventBridgeCounts(
      @ForAll("events") MomentoEvent event, @ForAll("attributes") EventAttributes attributes) {
    int expected =
        (attributes.time().isPresent() ? 14 : 0)
            + utf8Bytes(attributes.source().orElse("demo"))
            + utf8Bytes(event.detailType().value())
            + utf8Bytes(event.toDetail())
            + attributes.resources().stream().mapToInt(TestEvents::utf8Bytes).sum();

    EncodedEvent encoded = LIMITLESS.encode(event, attributes);

    assertThat(encoded.size()).isEqualTo(expected);
    assertThat(encoded.detail()).isEqualTo(event.toDetail());
    assertThat(encoded.source()).isEqualTo(attributes.source().orElse("demo"));
    assertThat(encoded.event()).isSameAs(event);
    assertThat(encoded.attributes()).isSameAs(attributes);
  }

  @Test
  void theSizeOfAnExampleIsTheSumByHand() {
    MomentoEvent event = CacheDelete.of("c", "k"); // {"cacheName":"c","key":"k"}: 27 bytes
    EventAttributes attributes =
        EventAttributes.builder()
            .source("shöp") // 5
            .time(Instant.EPOCH) // 14
            .resources(List.of("a", "😀")) // 5
            .traceHeader("Root=1") // does not count
            .build();

    // cacheDelete: 11
    assertThat(DEFAULT.encode(event, NONE).size()).isEqualTo(4 + 11 + 27);
    assertThat(DEFAULT.encode(event, attributes).size()).isEqualTo(5 + 14 + 5 + 11 + 27);
  }

  @Test
  void anEntryOfTheLimitItselfIsTooLarge() {
    MomentoEvent event = CacheDelete.of("c", SECRET);
    int size = DEFAULT.encode(event, NONE).size();

    EncodedEvent encoded = new EventEncoder("demo", size + 1, DAY, 4_096).encode(event, NONE);
    assertThat(encoded.size()).isEqualTo(size);

    EventEncoder oneByteLess = new EventEncoder("demo", size, DAY, 4_096);
    assertThatExceptionOfType(EventTooLargeException.class)
        .isThrownBy(() -> oneByteLess.encode(event, NONE))
        .satisfies(
            e -> {
              assertThat(e.actualBytes()).isEqualTo(size);
              assertThat(e.limitBytes()).isEqualTo(size);
            });
  }

  @Test
  @DefaultLocale("de-DE")
  void anEventOfAMegabyteIsTooLargeAndTheMessageTellsByHowMuch() {
    MomentoEvent event = CacheSet.of("cache", SECRET, SECRET.repeat(1_048_576 / 15), DAY);

    assertThatExceptionOfType(EventTooLargeException.class)
        .isThrownBy(() -> DEFAULT.encode(event, NONE))
        .satisfies(
            e -> {
              assertThat(e.actualBytes()).isGreaterThan(1_048_000);
              assertThat(e.limitBytes()).isEqualTo(1_000_000);
              assertThat(e)
                  .hasMessageContaining("entry of %s bytes", "1,048,657")
                  .hasMessageContaining("below 1,000,000")
                  .hasMessageContaining("cacheName=cache");
            })
        .withMessageNotContaining(SECRET);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 86_399, 86_400})
  void aTtlOfUpToADayIsTaken(long seconds) {
    MomentoEvent event = CacheSet.of("c", "k", "m", Duration.ofSeconds(seconds));

    assertThat(DEFAULT.encode(event, NONE).detail()).contains("\"ttl\":" + seconds);
  }

  @ParameterizedTest
  @CsvSource({"86401, PT24H1S", "604800, PT168H", "9223372036854775807, PT2562047788015215H30M7S"})
  void aTtlOverADayIsRefusedWithItsValueAndTheLimit(long seconds, String shown) {
    MomentoEvent event = CacheSet.of("c", SECRET, SECRET, Duration.ofSeconds(seconds));

    assertRefused("ttl", () -> DEFAULT.encode(event, NONE))
        .withMessageContaining("is " + shown + ";")
        .withMessageContaining("longest is PT24H")
        .withMessageContaining("maxTtl")
        .withMessageNotContaining(SECRET);
    assertThatNoException().isThrownBy(() -> LIMITLESS.encode(event, NONE));
  }

  @ParameterizedTest
  @CsvSource({
    // unit, how often, what stands before: together 4,096 bytes
    "a, 4096, ''",
    "é, 2048, ''",
    "€, 1365, a",
    "😀, 1024, ''"
  })
  void aTopicMessageIsMeasuredInBytes(String unit, int times, String before) {
    String message = before + unit.repeat(times);

    assertThat(DEFAULT.encode(TopicPublish.of("c", "t", message), NONE).detail()).contains(message);
    MomentoEvent oneByteMore = TopicPublish.of("c", "t", message + "a");
    assertRefused("message", () -> DEFAULT.encode(oneByteMore, NONE))
        .withMessageContaining("has 4,097 bytes")
        .withMessageContaining("at most 4,096")
        .withMessageContaining("maxTopicMessageBytes")
        .withMessageNotContaining(unit.repeat(3));
    assertThatNoException().isThrownBy(() -> LIMITLESS.encode(oneByteMore, NONE));
  }

  @Test
  void aCacheMessageMayBeLongerThanATopicMessage() {
    MomentoEvent event = CacheSet.of("c", "k", "m".repeat(100_000), DAY);

    assertThat(DEFAULT.encode(event, NONE).size()).isGreaterThan(100_000);
  }

  @Test
  void anEncodedEventDoesNotShowItsContent() {
    EncodedEvent encoded = DEFAULT.encode(CacheSet.of("cache", SECRET, "my " + SECRET, DAY), NONE);

    assertThat(encoded.toString())
        .contains("CacheSet[cacheName=cache", encoded.size() + " bytes]")
        .doesNotContain(SECRET);
  }
}
