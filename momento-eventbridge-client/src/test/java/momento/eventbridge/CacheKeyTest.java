package momento.eventbridge;

import static momento.eventbridge.TestEvents.SECRET;
import static momento.eventbridge.TestEvents.URL_SAFE;
import static momento.eventbridge.TestEvents.assertRefused;
import static momento.eventbridge.TestEvents.missing;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheKeyTest {

  @Test
  void everyAsciiCharacterGoesOutAsKeyOnlyIfItNeedsNoUrlEncoding() {
    for (char c = 0; c < 0x80; c++) {
      CacheKey key = CacheKey.of("a" + c + "z");

      assertThat(key.field())
          .as("U+%04X", (int) c)
          .isEqualTo(URL_SAFE.indexOf(c) >= 0 ? "key" : "key_base64");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "test-key, key, test-key",
    "user:42@home~1.0_x, key, user:42@home~1.0_x",
    "example key, key_base64, ZXhhbXBsZSBrZXk",
    "a/b, key_base64, YS9i",
    "ÿ, key_base64, w78",
    "schlüssel, key_base64, c2NobMO8c3NlbA",
    "鍵, key_base64, 6Y21",
    "😀, key_base64, 8J-YgA",
    // '?' and '>' give the two letters in which the URL-safe alphabet differs
    "???>>>, key_base64, Pz8_Pj4-"
  })
  void textGoesOutInOneFieldWithoutPadding(String text, String field, String value) {
    CacheKey key = CacheKey.of(text);

    assertThat(key.field()).isEqualTo(field);
    assertThat(key.value()).isEqualTo(value);
  }

  @Test
  void base64OfUrlSafeTextGoesOutAsThatText() {
    // The example of Momento's documentation.
    CacheKey key = CacheKey.ofBase64("ZXhhbXBsZV9rZXk");

    assertThat(key.field()).isEqualTo("key");
    assertThat(key.value()).isEqualTo("example_key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8J-YgA", "8J-YgA=="})
  void base64IsTakenWithAndWithoutPadding(String keyBase64) {
    assertThat(CacheKey.ofBase64(keyBase64)).isEqualTo(CacheKey.of("😀"));
  }

  @Property
  void theBytesAreThoseThatTheKeyWasMadeOf(@ForAll @Size(min = 1, max = 64) byte[] bytes) {
    assertThat(CacheKey.ofBytes(bytes).toBytes()).isEqualTo(bytes);
  }

  @Property
  void keysOfEqualBytesAreEqualHoweverTheyWereMade(@ForAll("texts") String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    CacheKey key = CacheKey.of(text);

    assertThat(key.toBytes()).isEqualTo(bytes);
    assertThat(CacheKey.ofBytes(bytes)).isEqualTo(key).hasSameHashCodeAs(key);
    assertThat(CacheKey.ofBase64(Base64.getUrlEncoder().encodeToString(bytes)))
        .isEqualTo(key)
        .hasSameHashCodeAs(key);
    assertThat(CacheKey.ofBase64(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
        .isEqualTo(key);
  }

  @Provide
  Arbitrary<String> texts() {
    return TestEvents.texts();
  }

  @Test
  void keysOfOtherBytesDiffer() {
    assertThat(CacheKey.of("a")).isNotEqualTo(CacheKey.of("b")).isNotEqualTo("a");
    // The same characters in the two fields are two keys.
    CacheKey bytes = CacheKey.of("a/b");
    assertThat(CacheKey.of(bytes.value())).isNotEqualTo(bytes);
  }

  @Test
  void bytesAreCopiedInAndOut() {
    byte[] given = {(byte) 0xFF, 1};
    CacheKey key = CacheKey.ofBytes(given);
    given[0] = 0;
    key.toBytes()[1] = 0;

    assertThat(key.toBytes()).containsExactly(0xFF, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {SECRET, SECRET + " with spaces", SECRET + "\n😀"})
  void toStringShowsFieldAndBytesOnly(String text) {
    CacheKey key = CacheKey.of(text);

    assertThat(key)
        .hasToString("CacheKey[" + key.field() + ", " + TestEvents.utf8Bytes(text) + " bytes]");
  }

  @Test
  void anEmptyOrMissingKeyIsRefused() {
    assertRefused("key", () -> CacheKey.of("")).withMessageContaining("is empty");
    assertRefused("key", () -> CacheKey.ofBytes(new byte[0])).withMessageContaining("is empty");
    assertRefused("key_base64", () -> CacheKey.ofBase64("")).withMessageContaining("is empty");
    assertRefused("key", () -> CacheKey.of(missing())).withMessageContaining("is missing");
    assertRefused("key", () -> CacheKey.ofBytes(missing())).withMessageContaining("is missing");
    assertRefused("key_base64", () -> CacheKey.ofBase64(missing()))
        .withMessageContaining("is missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SECRET + "!", // not in the alphabet
        "8J+YgA", // the other alphabet
        "a/b_", // the other alphabet
        "QUJ D", // a space
        "QUJD\n", // a line break, as MIME Base64 has
        "QUJDR", // one letter over
        "QUI=QUI=", // padding in the middle
        "=",
        "====",
        "é",
        "😀"
      })
  void whatIsNotUrlSafeBase64IsRefusedWithoutBeingQuoted(String keyBase64) {
    assertRefused("key_base64", () -> CacheKey.ofBase64(keyBase64))
        .withMessageContaining("has " + keyBase64.length() + " characters")
        .withMessageContaining("URL-safe Base64")
        .withMessageNotContaining(SECRET);
  }
}
