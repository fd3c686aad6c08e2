package momento.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;

/** Values that the tests of events share, and the arbitraries of the property tests. */
public final class TestEvents {
  /** Content that must never show; no library text has it by chance. */
  public static final String SECRET = "Sesam0effneDich";

  public static final Duration MINUTE = Duration.ofMinutes(1);

  /** The characters of names and of keys that go out as they are, written out one by one. */
  public static final String URL_SAFE =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:@";

  /** What JSON, URLs, terminals and encoders stumble over. */
  private static final List<Integer> AWKWARD =
      List.of(
          (int) '"',
          (int) '\\',
          (int) '/',
          (int) '\'',
          (int) '<',
          (int) '{',
          (int) '$',
          0,
          0x08,
          0x0A,
          0x0D,
          0x1B,
          0x7F,
          0x80,
          0x7FF,
          0x800,
          0x2028,
          0x2029,
          0x202E,
          0x200D,
          0x5D0,
          0x627,
          0xFEFF,
          0xFFFD,
          0xFFFF,
          0x10000,
          0x1F468,
          0x1F600,
          0x10FFFF);

  private TestEvents() {}

  /** A null where none is allowed, for the tests of what happens then. */
  // NullAway: what a caller without it can do. The type parameter: so that it fits wherever it
  // stands.
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  public static <T> T missing() {
    return null;
  }

  /** Asserts that the call is refused for this field, with a message that begins with its name. */
  public static ThrowableAssertAlternative<EventValidationException> assertRefused(
      String field, ThrowingCallable call) {
    return assertThatExceptionOfType(EventValidationException.class)
        .isThrownBy(call)
        .withNoCause()
        .satisfies(e -> assertThat(e.field()).isEqualTo(field))
        .satisfies(e -> assertThat(e).hasMessage(field + " " + e.rule()));
  }

  /** Text of code points from every plane and every length of UTF-8. */
  public static Arbitrary<String> texts() {
    Arbitrary<Integer> codePoints =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.integers().between(0x20, 0x7E)),
            Tuple.of(4, Arbitraries.of(AWKWARD)),
            Tuple.of(1, Arbitraries.integers().between(0x00, 0x1F)),
            Tuple.of(1, Arbitraries.integers().between(0x80, 0x7FF)),
            Tuple.of(2, Arbitraries.integers().between(0x800, 0xD7FF)),
            Tuple.of(1, Arbitraries.integers().between(0xE000, 0xFFFF)),
            Tuple.of(2, Arbitraries.integers().between(0x10000, 0x10FFFF)));
    Arbitrary<String> shortTexts =
        codePoints
            .list()
            .ofMinSize(1)
            .ofMaxSize(40)
            .map(
                points -> {
                  StringBuilder text = new StringBuilder();
                  points.forEach(text::appendCodePoint);
                  return text.toString();
                });
    Arbitrary<String> longTexts =
        Combinators.combine(shortTexts, Arbitraries.integers().between(100, 2_000))
            .as(String::repeat);
    return Arbitraries.frequencyOf(Tuple.of(30, shortTexts), Tuple.of(1, longTexts));
  }

  /** Any sequence of UTF-16 units, often with surrogates that have no other half. */
  public static Arbitrary<String> unitSequences() {
    return Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.integers().between(0xD800, 0xDBFF)),
            Tuple.of(3, Arbitraries.integers().between(0xDC00, 0xDFFF)),
            Tuple.of(2, Arbitraries.integers().between(0x00, 0x7F)),
            Tuple.of(1, Arbitraries.of(0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF)),
            Tuple.of(1, Arbitraries.integers().between(0x00, 0xFFFF)))
        .list()
        .ofMaxSize(30)
        .map(
            units -> {
              StringBuilder text = new StringBuilder();
              units.forEach(unit -> text.append((char) (int) unit));
              return text.toString();
            });
  }

  public static Arbitrary<String> names() {
    return Arbitraries.strings()
        .withChars(URL_SAFE.toCharArray())
        .ofMinLength(1)
        .ofMaxLength(512)
        .filter(name -> !name.equals(".") && !name.equals(".."));
  }

  public static Arbitrary<CacheKey> keys() {
    return Arbitraries.oneOf(
        names().map(CacheKey::of),
        texts().map(CacheKey::of),
        Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(64).map(CacheKey::ofBytes));
  }

  public static Arbitrary<MomentoEvent> events() {
    Arbitrary<Duration> ttls =
        Arbitraries.longs().between(1, Long.MAX_VALUE).map(Duration::ofSeconds);
    return Arbitraries.<MomentoEvent>oneOf(
            Combinators.combine(names(), keys(), texts(), ttls).as(CacheSet::new),
            Combinators.combine(names(), keys()).as(CacheDelete::new),
            Combinators.combine(names(), names(), texts()).as(TopicPublish::new))
        .withoutEdgeCases(); // their combinations would outnumber the tries
  }

  public static Arbitrary<EventAttributes> attributes() {
    Arbitrary<String> shortTexts = texts().filter(text -> text.length() <= 256);
    return Combinators.combine(
            shortTexts.filter(source -> !source.startsWith("aws.")).optional(),
            Arbitraries.longs().between(0, 4_102_444_800L).map(Instant::ofEpochSecond).optional(),
            shortTexts.list().ofMaxSize(4),
            shortTexts.optional())
        .as(
            (source, time, resources, traceHeader) -> {
              EventAttributes.Builder attributes = EventAttributes.builder().resources(resources);
              source.ifPresent(attributes::source);
              time.ifPresent(attributes::time);
              traceHeader.ifPresent(attributes::traceHeader);
              return attributes.build();
            })
        .withoutEdgeCases();
  }

  /**
   * A text damaged in one to three places: cut, shortened, or with something put in. What is put in
   * is what JSON is made of, so that much of it is still JSON.
   */
  public static Arbitrary<String> damaged(String text) {
    Arbitrary<String> insertions =
        Arbitraries.of(
            "\"",
            "\\",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "null",
            "true",
            "1",
            "-",
            ".5",
            "e9",
            "\n",
            " ",
            "\\u0000",
            "\\ud800",
            "\u2028",
            "\uD800",
            "\"key\":\"x\",",
            "\"ttl\":7,",
            "{\"a\":[]}",
            "1e99999999999",
            "99999999999999999999",
            "/*",
            "\uFEFF");
    Arbitrary<Damage> damages =
        Combinators.combine(
                Arbitraries.doubles().between(0, 1),
                Arbitraries.integers().between(0, 12),
                Arbitraries.oneOf(Arbitraries.just(""), insertions))
            .as(Damage::new);
    return damages
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(
            list -> {
              String damaged = text;
              for (Damage damage : list) {
                damaged = damage.to(damaged);
              }
              return damaged;
            });
  }

  /** Random text that looks more or less like JSON. */
  public static Arbitrary<String> jsonLike() {
    Arbitrary<String> tokens =
        Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"cacheName\"",
            "\"key\"",
            "\"key_base64\"",
            "\"message\"",
            "\"ttl\"",
            "\"detail\"",
            "\"id\"",
            "\"time\"",
            "\"resources\"",
            "\"c\"",
            "\"",
            "1",
            "-1",
            "1.0",
            "1e9",
            "true",
            "null",
            " ",
            "\n",
            "\\",
            "\u0000",
            "\uD83D");
    return Arbitraries.oneOf(
        tokens.list().ofMaxSize(40).map(list -> String.join("", list)), unitSequences(), texts());
  }

  public static int utf8Bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private record Damage(double at, int cut, String insertion) {
    String to(String text) {
      int from = (int) (at * text.length());
      int to = Math.min(text.length(), from + cut);
      return text.substring(0, from) + insertion + text.substring(to);
    }
  }
}
