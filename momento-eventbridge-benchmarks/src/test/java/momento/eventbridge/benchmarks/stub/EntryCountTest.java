package momento.eventbridge.benchmarks.stub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntryCountTest {
  private static int count(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return EntryCount.in(bytes, 0, bytes.length);
  }

  private static String body(int entries, String detail) throws JsonProcessingException {
    Map<String, String> entry = new LinkedHashMap<>();
    entry.put("Source", "test");
    entry.put("DetailType", "cacheSet");
    entry.put("Detail", detail);
    return new ObjectMapper()
        .writeValueAsString(Map.of("Entries", Collections.nCopies(entries, entry)));
  }

  @Test
  void countsEachEntryAndNothingElse() throws JsonProcessingException {
    for (int entries = 0; entries <= 10; entries++) {
      assertThat(count(body(entries, "{\"message\":\"hello world!\"}"))).isEqualTo(entries);
    }
  }

  @Test
  void aDetailThatLooksLikeAnEntryIsOne() throws JsonProcessingException {
    List<String> details =
        List.of(
            "{\"Detail\":\"x\"}",
            ",\"Detail\":",
            "{\"message\":\",\\\"Detail\\\":\"}",
            "\"Detail\":\"Detail\":\"Detail\":",
            "\\",
            "\\\\\"Detail\":");
    for (String detail : details) {
      assertThat(count(body(3, detail))).as(detail).isEqualTo(3);
    }
  }

  @Test
  void whereTheNameStandsDoesNotMatter() {
    assertThat(count("{\"Entries\":[{\"Detail\":\"{}\",\"Source\":\"a\"}]}")).isEqualTo(1);
    assertThat(count("{\"Entries\":[{\"Source\":\"a\",\"Detail\":\"{}\"}]}")).isEqualTo(1);
    assertThat(count("{\"Entries\":[{\"DetailType\":\"Detail\"}]}")).isZero();
    assertThat(count("")).isZero();
  }

  @Test
  void looksOnlyAtItsPartOfTheArray() {
    byte[] bytes = "{\"Detail\":1,\"Detail\":2".getBytes(StandardCharsets.UTF_8);

    assertThat(EntryCount.in(bytes, 0, bytes.length)).isEqualTo(2);
    assertThat(EntryCount.in(bytes, 0, 12)).isEqualTo(1);
    assertThat(EntryCount.in(bytes, 11, bytes.length)).isEqualTo(1);
  }
}
