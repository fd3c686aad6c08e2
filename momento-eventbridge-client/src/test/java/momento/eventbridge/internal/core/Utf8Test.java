package momento.eventbridge.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import momento.eventbridge.TestEvents;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8Test {

  @Provide
  Arbitrary<String> texts() {
    return TestEvents.texts();
  }

  @Provide
  Arbitrary<String> unitSequences() {
    return TestEvents.unitSequences();
  }

  @Test
  void everyCodePointCountsAsManyBytesAsItsEncodingHas() {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      String text = Character.toString(codePoint);
      int expected = text.getBytes(StandardCharsets.UTF_8).length;
      // No assertion object per code point: there are a million.
      if (Utf8.length(text) != expected) {
        assertThat(Utf8.length(text)).as("U+%04X", codePoint).isEqualTo(expected);
      }
    }
  }

  @Property(tries = 2_000)
  void textCountsAsManyBytesAsTwoEncodersMakeOfIt(@ForAll("texts") String text) {
    assertThat(Utf8.length(text))
        .isEqualTo(text.getBytes(StandardCharsets.UTF_8).length)
        .isEqualTo(encode(text, CodingErrorAction.REPORT).position());
  }

  @Property(tries = 2_000)
  void anUnpairedSurrogateCountsAsTheOneByteThatStandsForIt(@ForAll("unitSequences") String units) {
    assertThat(Utf8.length(units))
        .isEqualTo(units.getBytes(StandardCharsets.UTF_8).length)
        .isEqualTo(encode(units, CodingErrorAction.REPLACE).position());
  }

  @Property(tries = 2_000)
  void theFirstUnpairedSurrogateIsWhereAnEncoderStops(@ForAll("unitSequences") String units) {
    CharBuffer in = CharBuffer.wrap(units);
    CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    CoderResult result = encoder.encode(in, ByteBuffer.allocate(4 * units.length()), true);

    assertThat(Utf8.unpairedSurrogateIn(units)).isEqualTo(result.isError() ? in.position() : -1);
  }

  @ParameterizedTest
  @CsvSource({"'', 0", "a, 1", "é, 2", "€, 3", "😀, 4", "👨‍👩‍👧, 18", "aé€😀, 10"})
  void textCountsInBytes(String text, int bytes) {
    assertThat(Utf8.length(text)).isEqualTo(bytes);
  }

  private static ByteBuffer encode(String text, CodingErrorAction onError) {
    ByteBuffer out = ByteBuffer.allocate(4 * text.length());
    CoderResult result =
        StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(onError)
            .encode(CharBuffer.wrap(text), out, true);
    assertThat(result).isEqualTo(CoderResult.UNDERFLOW);
    return out;
  }
}
