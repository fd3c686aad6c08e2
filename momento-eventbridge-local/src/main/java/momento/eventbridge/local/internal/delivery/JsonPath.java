package momento.eventbridge.local.internal.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JSON path of a target's parameter, which picks one value of an event. */
final class JsonPath {
  private static final Pattern STEP = Pattern.compile("\\.([A-Za-z0-9_/-]+)|\\[([0-9]{1,6})]");

  private final List<String> steps;

  private JsonPath(List<String> steps) {
    this.steps = steps;
  }

  /** Whether a parameter is a path and not a literal; the two cannot be mixed. */
  static boolean isPath(String parameter) {
    return parameter.equals("$") || parameter.startsWith("$.") || parameter.startsWith("$[");
  }

  static JsonPath parse(String path) {
    List<String> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(path);
    int end = 1;
    while (matcher.find(end) && matcher.start() == end) {
      steps.add(matcher.group(1) == null ? "[" + matcher.group(2) : matcher.group(1));
      end = matcher.end();
    }
    if (!path.startsWith("$") || end < path.length()) {
      throw new IllegalArgumentException(
          "the JSON path "
              + path
              + " is not one that the local stack can read: give names and array indexes, such as"
              + " $.detail.items[0].name");
    }
    return new JsonPath(steps);
  }

  /** The value, or a missing node. */
  JsonNode read(JsonNode event) {
    JsonNode value = event;
    for (String step : steps) {
      value =
          step.startsWith("[") ? value.path(Integer.parseInt(step.substring(1))) : value.path(step);
    }
    return value;
  }
}
