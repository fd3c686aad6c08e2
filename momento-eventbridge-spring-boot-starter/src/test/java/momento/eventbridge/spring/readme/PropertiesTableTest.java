package momento.eventbridge.spring.readme;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The table of properties in docs/spring-boot.md has the names and defaults that editors show. */
class PropertiesTableTest {
  private static final String PREFIX = "momento.eventbridge.";
  private static final String NONE = "none";

  @Test
  void hasEveryPropertyWithItsDefault() throws IOException {
    assertThat(documented()).isEqualTo(generated());
  }

  /** A line may have several properties, each with its default, or all without one. */
  private static Map<String, String> documented() throws IOException {
    String page = Files.readString(Path.of("../docs/spring-boot.md"));
    String section = page.substring(page.indexOf("\n## Properties"));
    section = section.substring(0, section.indexOf("\n## ", 1));
    Map<String, String> defaults = new TreeMap<>();
    List<MatchResult> rows =
        Pattern.compile("^\\| (`[^|]+) \\|([^|]*)\\|", Pattern.MULTILINE)
            .matcher(section)
            .results()
            .toList();
    for (MatchResult row : rows) {
      List<String> names = List.of(row.group(1).replace("`", "").split(", ", -1));
      String values = row.group(2).replace("`", "").strip();
      for (int i = 0; i < names.size(); i++) {
        defaults.put(names.get(i), values.isEmpty() ? NONE : values.split(", ", -1)[i]);
      }
    }
    return defaults;
  }

  private static Map<String, String> generated() throws IOException {
    Map<String, String> defaults = new TreeMap<>();
    try (InputStream metadata =
        PropertiesTableTest.class.getResourceAsStream(
            "/META-INF/spring-configuration-metadata.json")) {
      List<Map<String, Object>> properties =
          JsonPath.parse(Objects.requireNonNull(metadata)).read("$.properties");
      for (Map<String, Object> property : properties) {
        String name = String.valueOf(property.get("name"));
        if (name.startsWith(PREFIX)) {
          defaults.put(name.substring(PREFIX.length()), text(property.get("defaultValue")));
        }
      }
    }
    return defaults;
  }

  private static String text(@Nullable Object value) {
    return value == null || value.equals(List.of()) ? NONE : String.valueOf(value);
  }
}
