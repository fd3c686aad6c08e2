package momento.eventbridge.local.internal.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The values of a template's parameters: those given, else the defaults, each checked against its
 * declaration. Messages leave the values out, as CloudFormation's do, because one of them is a
 * token and might have been given to the wrong parameter.
 */
final class StackParameters {
  private static final String[] TEXT = {
    "Type",
    "Default",
    "NoEcho",
    "Description",
    "ConstraintDescription",
    "MinLength",
    "MaxLength",
    "AllowedPattern",
    "AllowedValues"
  };
  private static final String[] NUMBER = {
    "Type",
    "Default",
    "Description",
    "ConstraintDescription",
    "MinValue",
    "MaxValue",
    "AllowedValues"
  };
  private static final String[] LIST = {"Type", "Default", "Description"};

  private StackParameters() {}

  static Map<String, JsonNode> resolve(PropertySet declarations, Map<String, String> given) {
    Set<String> unknown = new TreeSet<>(given.keySet());
    unknown.removeAll(declarations.names());
    if (!unknown.isEmpty()) {
      throw new TemplateException(
          "Parameters",
          "the template has no parameter " + unknown + "; it has " + declarations.names());
    }
    Map<String, JsonNode> values = new LinkedHashMap<>();
    for (String name : declarations.names()) {
      values.put(name, value(declarations.section(name), Optional.ofNullable(given.get(name))));
    }
    return values;
  }

  private static JsonNode value(PropertySet declaration, Optional<String> given) {
    String value =
        given
            .or(() -> declaration.optionalText("Default"))
            .orElseThrow(
                () -> new TemplateException(declaration.path(), "has no default: give a value"));
    String type = declaration.text("Type");
    switch (type) {
      case "String" -> {
        declaration.allowOnly(TEXT);
        checkText(declaration, value);
        return JsonNodeFactory.instance.textNode(value);
      }
      case "Number" -> {
        declaration.allowOnly(NUMBER);
        checkNumber(declaration, value);
        return JsonNodeFactory.instance.textNode(value);
      }
      case "CommaDelimitedList" -> {
        declaration.allowOnly(LIST);
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (String item : value.split(",", -1)) {
          list.add(item.strip());
        }
        return list;
      }
      default ->
          throw new TemplateException(
              declaration.path(),
              "the type "
                  + type
                  + " is not known to the local stack; it knows String, Number and"
                  + " CommaDelimitedList");
    }
  }

  private static void checkText(PropertySet declaration, String value) {
    int length = value.length();
    int least = declaration.wholeNumber("MinLength", 0, Integer.MAX_VALUE, 0);
    int most = declaration.wholeNumber("MaxLength", 0, Integer.MAX_VALUE, Integer.MAX_VALUE);
    if (length < least) {
      throw refused(declaration, "has " + length + " characters, fewer than MinLength " + least);
    }
    if (length > most) {
      throw refused(declaration, "has " + length + " characters, more than MaxLength " + most);
    }
    Optional<String> pattern = declaration.optionalText("AllowedPattern");
    if (pattern.isPresent() && !matches(declaration, pattern.get(), value)) {
      throw refused(
          declaration,
          "the value of " + length + " characters does not match AllowedPattern " + pattern.get());
    }
    checkAllowedValues(declaration, value);
  }

  private static boolean matches(PropertySet declaration, String pattern, String value) {
    try {
      return Pattern.matches(pattern, value);
    } catch (PatternSyntaxException e) {
      throw new TemplateException(
          declaration.pathOf("AllowedPattern"), "is not a regular expression: " + e.getMessage());
    }
  }

  private static void checkNumber(PropertySet declaration, String value) {
    BigDecimal number =
        number(value).orElseThrow(() -> refused(declaration, "the value is not a number"));
    Optional<BigDecimal> least =
        declaration.optionalText("MinValue").flatMap(StackParameters::number);
    Optional<BigDecimal> most =
        declaration.optionalText("MaxValue").flatMap(StackParameters::number);
    if (least.isPresent() && number.compareTo(least.get()) < 0) {
      throw refused(declaration, number + " is below MinValue " + least.get());
    }
    if (most.isPresent() && number.compareTo(most.get()) > 0) {
      throw refused(declaration, number + " is above MaxValue " + most.get());
    }
    checkAllowedValues(declaration, value);
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static void checkAllowedValues(PropertySet declaration, String value) {
    if (declaration.has("AllowedValues") && !declaration.texts("AllowedValues").contains(value)) {
      throw refused(
          declaration,
          "the value is not one of AllowedValues " + declaration.texts("AllowedValues"));
    }
  }

  private static TemplateException refused(PropertySet declaration, String problem) {
    return new TemplateException(
        declaration.path(),
        declaration
            .optionalText("ConstraintDescription")
            .map(rule -> problem + ". " + rule)
            .orElse(problem));
  }
}
