package momento.eventbridge.internal.core;

import static momento.eventbridge.TestEvents.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheKey;
import momento.eventbridge.CacheSet;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.TestEvents;
import momento.eventbridge.TopicPublish;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ServiceTextTest {
  private static final String WITHHELD = "(its text repeats the event's content and is withheld)";
  private static final String LONG = "correct horse battery staple";

  private static String of(String text, MomentoEvent... events) {
    EventEncoder encoder = new EventEncoder("demo", 1_000_000, MINUTE, 4_096);
    return ServiceText.of(
        text,
        Stream.of(events).map(event -> encoder.encode(event, EventAttributes.none())).toList());
  }

  private static MomentoEvent message(String message) {
    return TopicPublish.of("cache", "topic", message);
  }

  @Test
  void wordsThatRepeatNothingAreShown() {
    assertThat(
            of(
                "Detail is malformed.",
                message(LONG),
                CacheSet.of("cache", LONG, LONG, MINUTE),
                CacheDelete.of("cache", "k-1")))
        .isEqualTo("Detail is malformed.");
    assertThat(of("Rate exceeded")).isEqualTo("Rate exceeded");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | (no text)",
        "`  ` | (no text)",
        "1 validation error detected: Value '[PutEventsRequestEntry(detail={\"key\":\"abc\"})]' at"
            + " 'entries' failed to satisfy constraint: Member must have length less than or equal"
            + " to 10 | 1 validation error detected: Value (withheld) at 'entries' failed to"
            + " satisfy constraint: Member must have length less than or equal to 10",
        "Value 'a' at 'x' failed; Value 'b' at 'y' failed | Value (withheld) at 'y' failed",
        // The value itself may look like the end of a value.
        "Value 'it' at 'its' at 'entries' failed | Value (withheld) at 'entries' failed",
        "Value '' at 'entries' failed | Value (withheld) at 'entries' failed",
        "Value 'without an end | Value 'without an end",
        "' at 'x' before Value 'y | ' at 'x' before Value 'y"
      })
  void aQuotedValueIsCutOut(String text, String shown) {
    assertThat(of(text)).isEqualTo(shown);
  }

  static Stream<Arguments> repetitions() {
    return Stream.of(
        arguments("a message", message(LONG), LONG),
        arguments("a message of a cacheSet", CacheSet.of("c", "k", LONG, MINUTE), LONG),
        arguments("a key", CacheDelete.of("c", "user:1234567890"), "user:1234567890"),
        arguments("a key of a cacheSet", CacheSet.of("c", "user:42", "m", MINUTE), "user:42"),
        arguments("a key that goes out in Base64, as text", CacheDelete.of("c", LONG), LONG),
        arguments(
            "a key that goes out in Base64, in Base64",
            CacheDelete.of("c", LONG),
            CacheKey.of(LONG).value()),
        arguments("the start of a message", message(LONG), LONG.substring(0, 12)),
        arguments("the end of a message", message(LONG), LONG.substring(16)),
        arguments("the middle of a message", message(LONG), LONG.substring(8, 20)),
        arguments("a message of three characters", message("abc"), "abc"),
        arguments("a message of twelve characters", message("abcdefghijkl"), "abcdefghijkl"),
        // Twelve characters in a row without a line break are in none of these.
        arguments("lines", message("password\nis\t12345\nhush"), "password\nis\t12345\nhush"),
        arguments(
            "lines as JSON escapes them",
            message("password\nis\t12345\nhush"),
            "password\\nis\\t12345\\nhush"),
        arguments(
            "quotes as JSON escapes them",
            CacheSet.of("c", "k", "\"id\":\"4\",\"pin\":\"1\"", MINUTE),
            "\\\"id\\\":\\\"4\\\",\\\"pin\\\":\\\"1\\\""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("repetitions")
  void wordsThatRepeatContentAreWithheld(String name, MomentoEvent event, String repeated) {
    assertThat(of("Refused: " + repeated + " !", event)).isEqualTo(WITHHELD);
    // of whichever event of the request
    assertThat(of("Refused: " + repeated, message("another message"), event)).isEqualTo(WITHHELD);
    // and at the very end of the text, where a loop may stop short
    assertThat(of(repeated, event)).isEqualTo(WITHHELD);
  }

  @Test
  void aDetailOrASignedRequestIsWithheldEvenIfNoEventIsRecognized() {
    assertThat(of("bad: {\"cacheName\":\"c\",\"ke")).isEqualTo(WITHHELD);
    assertThat(of("The Canonical String for this request should have been 'POST /'"))
        .isEqualTo("(its text repeats the signed request and is withheld)");
    assertThat(of("x-amz-security-token:T")).contains("signed request");
  }

  @Test
  void whatEveryTextHasIsNotTakenForContent() {
    // One or two characters, and eleven of more than twelve.
    assertThat(of("an error", message("a"))).isEqualTo("an error");
    assertThat(of("an error", message("an"))).isEqualTo("an error");
    assertThat(of("Refused: " + LONG.substring(0, 11) + "!", message(LONG)))
        .isEqualTo("Refused: " + LONG.substring(0, 11) + "!");
    // A cache's name is no secret, and a bus may have the same.
    assertThat(of("no rights on production-cache", CacheDelete.of("production-cache", "k-1")))
        .isEqualTo("no rights on production-cache");
  }

  @Test
  void textIsShownOnOneLine() {
    assertThat(of("\n a\nb\r\nc\td\u001Be\u007Ff\u0085g\u2028h\u2029i "))
        .isEqualTo("a b  c d e f g h i");
  }

  @Test
  void longTextIsCut() {
    assertThat(of("x".repeat(300))).isEqualTo("x".repeat(300));
    assertThat(of("x".repeat(301))).isEqualTo("x".repeat(300) + "…");
  }

  @Provide
  Arbitrary<String> texts() {
    return TestEvents.texts().filter(text -> text.length() <= 1_000).withoutEdgeCases();
  }

  @Property
  void noTwelveCharactersOfAMessageAreEverShown(
      @ForAll("texts") String message,
      @ForAll("texts") String around,
      @ForAll @IntRange(max = 400) int before) {
    String shown = of("-".repeat(before) + message + around, message(message));

    for (int i = 0; i + 12 <= message.length(); i++) {
      assertThat(shown).doesNotContain(message.substring(i, i + 12));
    }
    assertThat(shown).hasSizeBetween(1, 301).doesNotContain("\n", "\r");
  }
}
