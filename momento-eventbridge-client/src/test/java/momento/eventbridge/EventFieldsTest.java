package momento.eventbridge;

import static momento.eventbridge.TestEvents.MINUTE;
import static momento.eventbridge.TestEvents.SECRET;
import static momento.eventbridge.TestEvents.URL_SAFE;
import static momento.eventbridge.TestEvents.assertRefused;
import static momento.eventbridge.TestEvents.missing;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.DefaultLocale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each field of each event takes and refuses, by every way to set it. */
class EventFieldsTest {
  private static final CacheKey KEY = CacheKey.of("k");

  /** One way to set one field, the others being valid. */
  private record Way(String name, String field, Function<String, MomentoEvent> make) {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Way> NAMES =
      List.of(
          new Way("new CacheSet", "cacheName", v -> new CacheSet(v, KEY, "m", MINUTE)),
          new Way("CacheSet.of", "cacheName", v -> CacheSet.of(v, "k", "m", MINUTE)),
          new Way(
              "CacheSet.builder",
              "cacheName",
              v -> CacheSet.builder().cacheName(v).key("k").message("m").ttl(MINUTE).build()),
          new Way("new CacheDelete", "cacheName", v -> new CacheDelete(v, KEY)),
          new Way("CacheDelete.of", "cacheName", v -> CacheDelete.of(v, "k")),
          new Way(
              "CacheDelete.builder",
              "cacheName",
              v -> CacheDelete.builder().cacheName(v).key("k").build()),
          new Way("new TopicPublish", "cacheName", v -> new TopicPublish(v, "t", "m")),
          new Way("TopicPublish.of", "topicName", v -> TopicPublish.of("c", v, "m")),
          new Way(
              "TopicPublish.builder, cache",
              "cacheName",
              v -> TopicPublish.builder().cacheName(v).topicName("t").message("m").build()),
          new Way(
              "TopicPublish.builder, topic",
              "topicName",
              v -> TopicPublish.builder().cacheName("c").topicName(v).message("m").build()));

  static final List<Way> MESSAGES =
      List.of(
          new Way("new CacheSet", "message", v -> new CacheSet("c", KEY, v, MINUTE)),
          new Way("CacheSet.of", "message", v -> CacheSet.of("c", "k", v, MINUTE)),
          new Way(
              "CacheSet.builder",
              "message",
              v -> CacheSet.builder().cacheName("c").key("k").message(v).ttl(MINUTE).build()),
          new Way("TopicPublish.of", "message", v -> TopicPublish.of("c", "t", v)),
          new Way(
              "TopicPublish.builder",
              "message",
              v -> TopicPublish.builder().cacheName("c").topicName("t").message(v).build()));

  static final List<Way> KEYS =
      List.of(
          new Way("CacheSet.of", "key", v -> CacheSet.of("c", v, "m", MINUTE)),
          new Way("CacheDelete.of", "key", v -> CacheDelete.of("c", v)),
          new Way(
              "CacheSet.builder",
              "key",
              v -> CacheSet.builder().cacheName("c").key(v).message("m").ttl(MINUTE).build()),
          new Way(
              "CacheDelete.builder",
              "key",
              v -> CacheDelete.builder().cacheName("c").key(v).build()));

  static Stream<Way> texts() {
    return Stream.of(NAMES, MESSAGES, KEYS).flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void anEmptyFieldIsRefused(Way way) {
    assertRefused(way.field, () -> way.make.apply("")).withMessageContaining("is empty");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aNullFieldIsRefused(Way way) {
    // A builder cannot tell a null key from none, and then names both fields.
    String field =
        way.field.equals("key") && way.name.endsWith("builder") ? "key, key_base64" : way.field;

    assertRefused(field, () -> way.make.apply(missing())).withMessageContaining("missing");
  }

  static Stream<Arguments> unpairedSurrogates() {
    return texts()
        .flatMap(
            way ->
                Stream.of(
                    Arguments.of(way, "\uD83Dabc" + SECRET, "position 0 of 19"),
                    Arguments.of(way, "\uDE00abc" + SECRET, "position 0 of 19"),
                    Arguments.of(way, "ab\uD83Dc" + SECRET, "position 2 of 19"),
                    Arguments.of(way, SECRET + "abc\uD83D", "position 18 of 19"),
                    // halves in the wrong order
                    Arguments.of(way, "a\uDE00\uD83D" + SECRET, "position 1 of 18"),
                    // behind a whole pair
                    Arguments.of(way, "\uD83D\uDE00\uD83D", "position 2 of 3")));
  }

  @ParameterizedTest
  @MethodSource("unpairedSurrogates")
  void anUnpairedSurrogateIsRefusedWithItsPosition(Way way, String value, String position) {
    assertRefused(way.field, () -> way.make.apply(value))
        .withMessageContaining("unpaired surrogate")
        .withMessageContaining(position)
        .withMessageNotContaining(SECRET);
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void aNameHoldsUrlSafeCharactersOnly(Way way) {
    for (char c = 0; c < 0x180; c++) {
      String name = "ab" + c;
      if (URL_SAFE.indexOf(c) >= 0) {
        assertThat(way.make.apply(name).toDetail()).contains('"' + name + '"');
      } else {
        assertRefused(way.field, () -> way.make.apply(name))
            .withMessageContaining(String.format("has U+%04X at position 2", (int) c));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "😀, U+1F600 at position 0",
    "名, U+540D at position 0",
    "a b😀, U+0020 at position 1"
  })
  void aNameOutsideAsciiIsRefusedWithItsFirstWrongCharacter(String name, String problem) {
    assertRefused("cacheName", () -> CacheDelete.of(name, "k")).withMessageContaining(problem);
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void aNameThatMeansAFolderIsRefused(Way way) {
    assertRefused(way.field, () -> way.make.apply(".")).withMessageContaining("is '.'");
    assertRefused(way.field, () -> way.make.apply("..")).withMessageContaining("is '..'");
    assertThat(way.make.apply("...").toDetail()).contains("\"...\"");
    assertThat(way.make.apply(".a").toDetail()).contains("\".a\"");
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void aNameHasAtMost512Characters(Way way) {
    String longest = "n".repeat(512);

    assertThat(way.make.apply(longest).toDetail()).contains(longest);
    assertRefused(way.field, () -> way.make.apply(longest + "n"))
        .withMessageContaining("has 513 characters")
        .withMessageContaining("at most 512");
  }

  private static CacheSet withTtl(Duration ttl) {
    return CacheSet.of("c", "k", SECRET, ttl);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, at least 1 second",
    "PT-1S, at least 1 second",
    "PT-0.5S, at least 1 second",
    "PT-2562047788015215H, at least 1 second",
    "PT0.5S, whole seconds",
    "PT1.000000001S, whole seconds",
    "PT24H0.001S, whole seconds"
  })
  void aTtlBelowASecondOrBetweenSecondsIsRefusedWithItsValue(Duration ttl, String rule) {
    assertRefused("ttl", () -> withTtl(ttl))
        .withMessageContaining("is " + ttl)
        .withMessageContaining(rule)
        .withMessageNotContaining(SECRET);
    assertRefused(
        "ttl", () -> CacheSet.builder().cacheName("c").key("k").message(SECRET).ttl(ttl).build());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 86_400, 86_401, Long.MAX_VALUE})
  void aTtlOfWholeSecondsIsTaken(long seconds) {
    // What the account allows is the publisher's matter, not the event's.
    assertThat(withTtl(Duration.ofSeconds(seconds)).toDetail())
        .endsWith("\"ttl\":" + seconds + "}");
  }

  @Test
  void aMissingTtlOrKeyIsRefused() {
    assertRefused("ttl", () -> withTtl(missing())).withMessageContaining("is missing");
    assertRefused("key", () -> new CacheSet("c", missing(), "m", MINUTE))
        .withMessageContaining("is missing");
    assertRefused("key", () -> new CacheDelete("c", missing())).withMessageContaining("is missing");
  }

  static Stream<Arguments> incompleteBuilders() {
    return Stream.of(
        Arguments.of("cacheName", CacheSet.builder().key("k").message(SECRET).ttl(MINUTE)),
        Arguments.of("message", CacheSet.builder().cacheName("c").key(SECRET).ttl(MINUTE)),
        Arguments.of("ttl", CacheSet.builder().cacheName("c").key(SECRET).message(SECRET)),
        Arguments.of(
            "key, key_base64", CacheSet.builder().cacheName("c").message(SECRET).ttl(MINUTE)));
  }

  @ParameterizedTest
  @MethodSource("incompleteBuilders")
  void aCacheSetWithoutOneOfItsFieldsIsRefused(String field, CacheSet.Builder builder) {
    assertRefused(field, builder::build)
        .withMessageContaining("missing")
        .withMessageNotContaining(SECRET);
  }

  @Test
  void aCacheDeleteWithoutOneOfItsFieldsIsRefused() {
    assertRefused("cacheName", CacheDelete.builder().key("k")::build)
        .withMessageContaining("is missing");
    assertRefused("key, key_base64", CacheDelete.builder().cacheName("c")::build)
        .withMessageContaining("both missing");
  }

  @Test
  void aTopicPublishWithoutOneOfItsFieldsIsRefused() {
    assertRefused("cacheName", TopicPublish.builder().topicName("t").message("m")::build)
        .withMessageContaining("is missing");
    assertRefused("topicName", TopicPublish.builder().cacheName("c").message("m")::build)
        .withMessageContaining("is missing");
    assertRefused("message", TopicPublish.builder().cacheName("c").topicName("t")::build)
        .withMessageContaining("is missing");
  }

  @Test
  void aKeyInBothFieldsIsRefused() {
    assertRefused(
            "key, key_base64",
            CacheSet.builder().cacheName("c").key(SECRET).keyBase64("QUJD").message("m").ttl(MINUTE)
                ::build)
        .withMessageContaining("both set")
        .withMessageNotContaining(SECRET)
        .withMessageNotContaining("QUJD");
    assertRefused(
            "key, key_base64",
            CacheDelete.builder().cacheName("c").key(SECRET).keyBase64("QUJD")::build)
        .withMessageContaining("both set");
    assertRefused(
            "key, key_base64",
            CacheDelete.builder().cacheName("c").key(CacheKey.of("k")).keyBase64("QUJD")::build)
        .withMessageContaining("both set");
  }

  @Test
  void everyWayMakesTheSameEvent() {
    CacheSet set = new CacheSet("c", CacheKey.of("ABC"), "m", MINUTE);
    CacheSet.Builder setBuilder = CacheSet.builder().cacheName("c").message("m").ttl(MINUTE);
    assertThat(CacheSet.of("c", "ABC", "m", MINUTE)).isEqualTo(set);
    assertThat(setBuilder.keyBase64("QUJD").build()).isEqualTo(set);
    assertThat(setBuilder.keyBase64(missing()).key("ABC").build()).isEqualTo(set);

    assertThat(setBuilder.key(CacheKey.ofBytes(new byte[] {65, 66, 67})).build()).isEqualTo(set);

    CacheDelete delete = new CacheDelete("c", CacheKey.of("ABC"));
    assertThat(CacheDelete.of("c", "ABC")).isEqualTo(delete);
    assertThat(CacheDelete.builder().cacheName("c").key("ABC").build()).isEqualTo(delete);
    assertThat(CacheDelete.builder().cacheName("c").keyBase64("QUJD").build()).isEqualTo(delete);
    assertThat(CacheDelete.builder().cacheName("c").key(CacheKey.of("ABC")).build())
        .isEqualTo(delete);
    assertThat(CacheDelete.builder().cacheName("c").key(CacheKey.of("x")).key("ABC").build())
        .as("the last key counts, in whichever form")
        .isEqualTo(delete);
    assertThat(CacheDelete.builder().cacheName("c").key("x").key(CacheKey.of("ABC")).build())
        .isEqualTo(delete);

    TopicPublish publish = new TopicPublish("c", "t", "m");
    assertThat(TopicPublish.of("c", "t", "m")).isEqualTo(publish);
    assertThat(TopicPublish.builder().cacheName("c").topicName("t").message("m").build())
        .isEqualTo(publish);
  }

  @Test
  @DefaultLocale("ar-EG-u-nu-arab")
  void messagesHaveTheSameDigitsEverywhere() {
    assertRefused("cacheName", () -> CacheDelete.of("n".repeat(513), "k"))
        .withMessageContaining("has 513 characters");
  }
}
