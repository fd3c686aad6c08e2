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
 * when it refuses a value; what is not there is as the publishers' table has it.
 */
class LimitsTest {
  private static final Map<Class<?>, Object> TOO_LOW =
      Map.of(int.class, -1, Duration.class, Duration.ofSeconds(-1));

  private final MomentoEventSink.Builder<String> builder =
      MomentoEventSink.builder((x, context) -> CacheDelete.of("c", "k"));

  @Test
  void sink() throws Exception {
    List<String> rows = new ArrayList<>();
    for (Method option : MomentoEventSink.Builder.class.getMethods()) {
      if (option.getDeclaringClass() != Object.class && option.getParameterCount() == 1) {
        Object tooLow = TOO_LOW.get(option.getParameterTypes()[0]);
        if (tooLow != null) {
          rows.add(
              String.format(
                  "| `%s` | %s | %s |",
                  option.getName(), text(beginning(option.getName())), range(option, tooLow)));
        }
      }
    }
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

  /** What the sink leaves open, the client's rules have. */
  private Object beginning(String option) throws ReflectiveOperationException {
    Object own = value(builder, option);
    return own == null
        ? requireNonNull(value(requireNonNull(value(builder, "rules")), option))
        : own;
  }

  private static @Nullable Object value(Object holder, String name)
      throws ReflectiveOperationException {
    Field field = holder.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(holder);
  }

  /** What the refusal of a value that is too low says to give. */
  private String range(Method option, Object tooLow) throws IllegalAccessException {
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
    return value.equals(Double.POSITIVE_INFINITY)
        ? "none"
        : String.format(Locale.ROOT, "%,d", ((Number) value).longValue());
  }

  private static String text(Duration time) {
    if (time.toSeconds() == 0) {
      return time.toMillis() + " ms";
    }
    if (time.toMinutesPart() == 0 && time.toSecondsPart() == 0) {
      return time.toHours() + " h";
    }
    return time.toSecondsPart() == 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
  }
}
