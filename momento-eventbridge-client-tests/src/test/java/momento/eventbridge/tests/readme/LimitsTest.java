package momento.eventbridge.tests.readme;

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
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import momento.eventbridge.EventEntries;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.deadletters.DeadLetterQueue;
import org.junit.jupiter.api.Test;

/**
 * The tables of our own limits in docs/limits.md say what the builders begin with, and what they
 * say themselves when they refuse a value; the README has the same defaults. Those of Flink are
 * held in its module.
 */
class LimitsTest {
  private static final Map<Class<?>, Object> TOO_LOW =
      Map.of(int.class, -1, long.class, -1L, Duration.class, Duration.ofSeconds(-1));

  @Test
  void publishers() throws Exception {
    assertThat(documented("Publishers"))
        .containsExactlyInAnyOrderElementsOf(rows(MomentoEventAsyncPublisher.builder()));
  }

  @Test
  void theReadmeHasTheSameDefaults() throws Exception {
    Map<String, String> limits = new TreeMap<>();
    for (String row : documented("Publishers")) {
      String[] cells = row.split("[|`]", -1);
      limits.put(cells[2], cells[4].strip());
    }
    String readme = Files.readString(Path.of("../README.md"));
    String options = readme.substring(readme.indexOf("\n## Options"));
    Map<String, String> defaults = new TreeMap<>();
    Pattern.compile("^\\| (`[^|(]+)[^|]*\\|([^|]+)\\|", Pattern.MULTILINE)
        .matcher(options.substring(0, options.indexOf("\n## ", 1)))
        .results()
        .forEach(
            row -> {
              String[] names = row.group(1).replace("`", "").strip().split(", ", -1);
              String[] values = row.group(2).strip().split(", ", -1);
              for (int i = 0; i < names.length; i++) {
                defaults.put(names[i], inTheWordsOfLimits(values[i]));
              }
            });
    defaults.keySet().retainAll(limits.keySet());

    assertThat(defaults).isEqualTo(limits);
  }

  private static String inTheWordsOfLimits(String value) {
    return Map.of("no limit", "none", "fails at once", "0", "32 MiB", "33,554,432")
        .getOrDefault(value, value.replace(" bytes", ""));
  }

  @Test
  void eventEntries() throws Exception {
    List<String> rows = rows(EventEntries.builder());
    rows.removeAll(documented("Publishers"));

    assertThat(documented("Who sends for himself")).containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  void deadLetters() throws Exception {
    assertThat(documented("Dead letters"))
        .containsExactlyInAnyOrderElementsOf(rows(DeadLetterQueue.builder()));
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

  private static Object beginning(Object builder, String option)
      throws ReflectiveOperationException {
    Class<?> type = builder.getClass();
    while (List.of(type.getDeclaredFields()).stream().noneMatch(f -> f.getName().equals(option))) {
      type = type.getSuperclass();
    }
    Field field = type.getDeclaredField(option);
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
