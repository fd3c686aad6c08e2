package momento.eventbridge.flink;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import momento.eventbridge.CacheDelete;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The sink's table in docs/limits.md says what its builder begins with, and what it says itself
 * when it refuses a value.
 */
class LimitsTest {
  private static final Map<Class<?>, Object> TOO_LOW =
      Map.of(int.class, -1, long.class, -1L, Duration.class, Duration.ofSeconds(-1));

  @Test
  void theSink() throws Exception {
    List<String> rows = rows(MomentoEventSink.builder((x, context) -> CacheDelete.of("c", "k")));
    rows.removeAll(documented("Publishers"));

    assertThat(documented("Flink sink")).containsExactlyInAnyOrderElementsOf(rows);
  }

  /** Name, default and range of each line of a table; what else it says is free. */
  private static List<String> documented(String heading) throws IOException {
    String page = Files.readString(Path.of("../docs/limits.md"));
    String section = page.substring(page.indexOf("\n### " + heading));
    section = section.substring(0, (section + "\n#").indexOf("\n#", 1));
    return Pattern.compile("^(\\| `\\w+` \\|[^|]+\\|[^|]+\\|)", Pattern.MULTILINE)
        .matcher(section)
        .results()
        .map(row -> row.group(1))
        .toList();
  }

  private static List<String> rows(Object builder) throws ReflectiveOperationException {
    List<String> rows = new ArrayList<>();
    for (Method option : builder.getClass().getMethods()) {
      if (option.getDeclaringClass() != Object.class && option.getParameterCount() == 1) {
        Object tooLow = TOO_LOW.get(option.getParameterTypes()[0]);
        if (tooLow != null) {
          rows.add(
              String.format(
                  "| `%s` | %s | %s |",
                  option.getName(),
                  text(beginning(builder, option.getName())),
                  range(builder, option, tooLow)));
        }
      }
    }
    return rows;
  }

  /** Of options that the client has, too, the sink's builder has no default of its own. */
  private static Object beginning(Object builder, String option)
      throws ReflectiveOperationException {
    Object own = field(builder, option);
    return own != null
        ? own
        : requireNonNull(field(requireNonNull(field(builder, "rules")), option));
  }

  private static @Nullable Object field(Object builder, String name)
      throws ReflectiveOperationException {
    Field field = builder.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(builder);
  }

  /** What the refusal of a value that is too low says to give. */
  private static String range(Object builder, Method option, Object tooLow)
      throws IllegalAccessException {
    try {
      option.invoke(builder, tooLow);
      throw new AssertionError(option + " takes " + tooLow);
    } catch (InvocationTargetException e) {
      String message = requireNonNull(requireNonNull(e.getCause()).getMessage());
      return Pattern.compile("\\bPT\\S+")
          .matcher(message.substring(message.indexOf("; give ") + "; give ".length()))
          .replaceAll(iso -> Matcher.quoteReplacement(text(Duration.parse(iso.group()))));
    }
  }

  private static String text(Object value) {
    if (value instanceof Duration time) {
      return text(time);
    }
    return value.equals(Double.POSITIVE_INFINITY) || value.equals(Long.MAX_VALUE)
        ? "none"
        : String.format(Locale.ROOT, "%,d", ((Number) value).longValue());
  }

  private static String text(Duration time) {
    if (time.isZero()) {
      return "0";
    }
    if (time.toSeconds() == 0) {
      return time.toMillis() + " ms";
    }
    if (time.toMinutesPart() == 0 && time.toSecondsPart() == 0) {
      return time.toHours() + " h";
    }
    return time.toSecondsPart() == 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
  }
}
