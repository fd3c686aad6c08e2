package momento.eventbridge.samples.bulkload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import momento.eventbridge.CacheSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {
  private static final Duration TTL = Duration.ofHours(1);

  @Test
  void aRowIsAnEventWhateverTheOrderOfTheColumns() throws IOException {
    assertThat(rows("ttl,message,key\n60,hello,a\n,\"x, \"\"y\"\"\",b\n"))
        .containsExactly(
            Row.good(2, CacheSet.of("my-cache", "a", "hello", Duration.ofMinutes(1))),
            Row.good(3, CacheSet.of("my-cache", "b", "x, \"y\"", TTL)));
  }

  @Test
  void aRowIsInTheLineInWhichItBegins() throws IOException {
    assertThat(rows("key,message\r\na,\"two\nlines\"\r\nb,x\r\n\r\nc,\n"))
        .extracting(Row::line)
        .startsWith(2L, 4L);
  }

  @Test
  void aBadRowSaysWhyAndTheNextOneIsRead() throws IOException {
    List<Row> rows = rows("key,message,ttl\na,secret,soon\n,secret,60\na,secret\na,,60\nb,x,60\n");

    assertThat(rows).extracting(Row::line).containsExactly(2L, 3L, 4L, 5L, 6L);
    assertThat(rows.get(0).problem()).isEqualTo("ttl is not a whole number of seconds");
    assertThat(rows.get(1).problem()).startsWith("key ");
    assertThat(rows.get(2).problem()).isEqualTo("it has 2 fields and the first line names 3");
    assertThat(rows.get(3).problem()).startsWith("message ");
    assertThat(rows.get(4).event()).isNotNull();
    assertThat(rows).extracting(Row::problem).noneMatch(problem -> problem.contains("secret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "key\n", "key,value\n", "key,message,other\n", "a,b,c,d\n"})
  void aFileWithoutTheColumnsIsRefused(String csv) {
    assertThatExceptionOfType(LoadStoppedException.class)
        .isThrownBy(() -> rows(csv))
        .withMessageContaining("key and message");
  }

  @Test
  void aMissingQuoteStopsTheLoadAtItsLineWithoutQuotingIt() {
    assertThatExceptionOfType(LoadStoppedException.class)
        .isThrownBy(() -> rows("key,message\na,x\nb,\"secret\nc,y\n"))
        .withMessageContaining("line 3")
        .satisfies(stopped -> assertThat(stopped.getMessage()).doesNotContain("secret"))
        .withNoCause();
  }

  @Test
  void aFileThatIsNotUtf8StopsTheLoad() {
    assertThatExceptionOfType(LoadStoppedException.class)
        .isThrownBy(() -> rows("key,message\na,caf\u00e9,\n".getBytes(ISO_8859_1)))
        .withMessageContaining("UTF-8");
  }

  private static List<Row> rows(String csv) throws IOException {
    return rows(csv.getBytes(UTF_8));
  }

  private static List<Row> rows(byte[] csv) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (CsvRows file = new CsvRows(new ByteArrayInputStream(csv), "my-cache", TTL)) {
      Row row = file.next();
      while (row != null) {
        rows.add(row);
        row = file.next();
      }
    }
    return rows;
  }
}
