package momento.eventbridge.local.internal.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces CloudFormation's functions by their values. {@code AWS::NoValue} is a missing node, and
 * the property or list item that it stands for is left out.
 */
final class IntrinsicFunctions {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{(!?)([^}]*)}");

  private final StackEnvironment environment;
  private final Map<String, JsonNode> parameters;
  private final PropertySet mappings;
  private final PropertySet conditions;
  private final ResourceIdentities resources;
  private final Set<String> conditionsUnderWay = new HashSet<>();

  IntrinsicFunctions(
      StackEnvironment environment,
      Map<String, JsonNode> parameters,
      PropertySet template,
      ResourceIdentities resources) {
    this.environment = environment;
    this.parameters = parameters;
    this.mappings = template.section("Mappings");
    this.conditions = template.section("Conditions");
    this.resources = resources;
  }

  JsonNode evaluate(JsonNode node, String path) {
    if (node.isArray()) {
      return evaluateItems(node, path);
    }
    if (!node.isObject()) {
      return node;
    }
    Optional<String> function = function(node, path);
    if (function.isPresent()) {
      String name = function.get();
      return call(name, node.get(name), path + "." + name);
    }
    ObjectNode evaluated = JSON.objectNode();
    PropertySet properties = new PropertySet(node, path);
    for (String name : properties.names()) {
      JsonNode value = evaluate(node.get(name), properties.pathOf(name));
      if (!value.isMissingNode()) {
        evaluated.set(name, value);
      }
    }
    return evaluated;
  }

  private ArrayNode evaluateItems(JsonNode list, String path) {
    ArrayNode evaluated = JSON.arrayNode();
    for (int i = 0; i < list.size(); i++) {
      JsonNode value = evaluate(list.get(i), path + "[" + i + "]");
      if (!value.isMissingNode()) {
        evaluated.add(value);
      }
    }
    return evaluated;
  }

  private static Optional<String> function(JsonNode object, String path) {
    Set<String> names = new PropertySet(object, path).names();
    Optional<String> function =
        names.stream().filter(name -> name.equals("Ref") || name.startsWith("Fn::")).findFirst();
    if (function.isPresent() && names.size() > 1) {
      throw new TemplateException(path, function.get() + " must be alone, but is among " + names);
    }
    return function;
  }

  private JsonNode call(String function, JsonNode argument, String path) {
    return switch (function) {
      case "Ref" -> ref(PropertySet.asText(argument, path), path);
      case "Fn::GetAtt" -> getAtt(PropertySet.asTexts(arguments(argument, 2, path), path), path);
      case "Fn::Sub" -> JSON.textNode(sub(PropertySet.asText(argument, path), path));
      case "Fn::Join" -> join(argument, path);
      case "Fn::FindInMap" -> findInMap(texts(argument, 3, path), path);
      case "Fn::If" -> ifElse(arguments(argument, 3, path), path);
      case "Fn::Equals" -> {
        List<String> texts = texts(argument, 2, path);
        yield JSON.booleanNode(texts.get(0).equals(texts.get(1)));
      }
      case "Fn::Not" -> JSON.booleanNode(!isTrue(arguments(argument, 1, path).get(0), path));
      case "Fn::Contains" -> {
        JsonNode evaluated = evaluate(arguments(argument, 2, path), path);
        yield JSON.booleanNode(
            PropertySet.asTexts(evaluated.path(0), path + "[0]")
                .contains(PropertySet.asText(evaluated.path(1), path + "[1]")));
      }
      default ->
          throw new TemplateException(
              path, "the function " + function + " is not known to the local stack");
    };
  }

  private static JsonNode arguments(JsonNode argument, int count, String path) {
    if (!argument.isArray() || argument.size() != count) {
      throw new TemplateException(path, "must have a list of " + count);
    }
    return argument;
  }

  private List<String> texts(JsonNode argument, int count, String path) {
    List<String> texts =
        PropertySet.asTexts(evaluate(arguments(argument, count, path), path), path);
    if (texts.size() != count) {
      throw new TemplateException(path, "AWS::NoValue is no text");
    }
    return texts;
  }

  private JsonNode ref(String name, String path) {
    if (name.equals("AWS::NoValue")) {
      return MissingNode.getInstance();
    }
    JsonNode parameter = parameters.get(name);
    if (parameter != null) {
      return parameter;
    }
    return JSON.textNode(
        environment
            .pseudoParameter(name)
            .orElseGet(() -> resources.find(name, path, this).reference(path)));
  }

  private JsonNode getAtt(List<String> resourceAndAttribute, String path) {
    return JSON.textNode(
        resources
            .find(resourceAndAttribute.get(0), path, this)
            .attribute(resourceAndAttribute.get(1), path));
  }

  private String sub(String text, String path) {
    Matcher matcher = SUBSTITUTION.matcher(text);
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(result, Matcher.quoteReplacement(substitute(matcher, path)));
    }
    return matcher.appendTail(result).toString();
  }

  private String substitute(Matcher matcher, String path) {
    String name = matcher.group(2);
    if (!matcher.group(1).isEmpty()) {
      // ${!Name} is how a template writes ${Name} itself.
      return "${" + name + "}";
    }
    int dot = name.indexOf('.');
    JsonNode value =
        dot < 0
            ? ref(name, path)
            : getAtt(List.of(name.substring(0, dot), name.substring(dot + 1)), path);
    return PropertySet.asText(value, path);
  }

  private JsonNode join(JsonNode argument, String path) {
    JsonNode delimiterAndTexts = evaluate(arguments(argument, 2, path), path);
    return JSON.textNode(
        String.join(
            PropertySet.asText(delimiterAndTexts.path(0), path + "[0]"),
            PropertySet.asTexts(delimiterAndTexts.path(1), path + "[1]")));
  }

  private JsonNode findInMap(List<String> keys, String path) {
    PropertySet table = mappings;
    for (String key : keys.subList(0, 2)) {
      requireKey(table, key, path);
      table = table.section(key);
    }
    requireKey(table, keys.get(2), path);
    return JSON.textNode(table.text(keys.get(2)));
  }

  /** The key itself stays out of the message: it may be the value of a parameter. */
  private static void requireKey(PropertySet table, String key, String path) {
    if (!table.has(key)) {
      throw new TemplateException(
          path, table.path() + " has no such key; it has " + String.join(", ", table.names()));
    }
  }

  private JsonNode ifElse(JsonNode arguments, String path) {
    int chosen = condition(PropertySet.asText(arguments.get(0), path + "[0]"), path) ? 1 : 2;
    return evaluate(arguments.get(chosen), path + "[" + chosen + "]");
  }

  boolean condition(String name, String path) {
    if (!conditions.has(name)) {
      throw new TemplateException(path, "the template has no condition " + name);
    }
    String place = conditions.pathOf(name);
    if (!conditionsUnderWay.add(name)) {
      throw new TemplateException(place, "refers to itself");
    }
    try {
      return isTrue(conditions.value(name), place);
    } finally {
      conditionsUnderWay.remove(name);
    }
  }

  boolean isTrue(JsonNode node, String path) {
    JsonNode value = evaluate(node, path);
    if (!value.isBoolean()) {
      throw new TemplateException(path, "must be true or false");
    }
    return value.booleanValue();
  }
}
