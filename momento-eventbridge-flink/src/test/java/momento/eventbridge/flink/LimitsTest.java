package momento.eventbridge.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import momento.eventbridge.CacheDelete;
import org.junit.jupiter.api.Test;

/** The sink's table in docs/limits.md, and what its builder begins with and refuses. */
class LimitsTest {
  private final MomentoEventSink.Builder<String> builder =
      MomentoEventSink.builder((x, context) -> CacheDelete.of("c", "k"));

  private static String page() throws IOException {
    String page = Files.readString(Path.of("../docs/limits.md"));
    return page.substring(page.indexOf("\n### Flink sink"));
  }

  private Object beginning(String option) throws ReflectiveOperationException {
    Field field = MomentoEventSink.Builder.class.getDeclaredField(option);
    field.setAccessible(true);
    return field.get(builder);
  }

  @Test
  void requestsUnderWay() throws Exception {
    assertThat(page()).contains("\n| `maxInFlightRequests` | 8 | 1 to 1,000 |");
    assertThat(beginning("maxInFlightRequests")).isEqualTo(8);
    assertThatThrownBy(() -> builder.maxInFlightRequests(0)).hasMessageEndingWith("1 to 1,000");
  }

  @Test
  void bufferedEvents() throws Exception {
    assertThat(page()).contains("\n| `maxBufferedEvents` | 1,000 | 11 to 1,000,000 |");
    assertThat(beginning("maxBufferedEvents")).isEqualTo(1_000);
    assertThatThrownBy(() -> builder.maxBufferedEvents(10)).hasMessageEndingWith("11 to 1,000,000");
  }

  @Test
  void linger() throws Exception {
    assertThat(page()).contains("\n| `linger` | 100 ms | 1 ms to 1 h |");
    assertThat(beginning("linger")).isEqualTo(Duration.ofMillis(100));
    assertThatThrownBy(() -> builder.linger(Duration.ZERO))
        .hasMessageEndingWith("PT0.001S to PT1H");
  }

  /** Its default is the client's, whose own test holds it. */
  @Test
  void timeOfARequest() throws Exception {
    assertThat(page()).contains("\n| `requestTimeout` | 10 s | 100 ms to 1 min |");
    assertThat(Files.readString(Path.of("../docs/limits.md")))
        .contains("\n| `requestTimeout` | 10 s | 100 ms to 1 h |");
    assertThatThrownBy(() -> builder.requestTimeout(Duration.ofMillis(99)))
        .hasMessageEndingWith("PT0.1S to PT1M");
  }
}
