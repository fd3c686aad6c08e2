package momento.eventbridge.local.internal.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A part of the template with named values, which knows its place for the messages. */
final class PropertySet {
  private final JsonNode values;
  private final String path;

  /** A missing node stands for an empty part. */
  PropertySet(JsonNode values, String path) {
    if (!values.isObject() && !values.isMissingNode()) {
      throw new TemplateException(path, "must be a mapping");
    }
    this.values = values;
    this.path = path;
  }

  String path() {
    return path;
  }

  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    values.fieldNames().forEachRemaining(names::add);
    return names;
  }

  boolean has(String name) {
    return values.has(name);
  }

  /** The value as it is, or a missing node. */
  JsonNode value(String name) {
    return values.path(name);
  }

  String json() {
    return values.toString();
  }

  String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  PropertySet allowOnly(String... known) {
    Set<String> allowed = new TreeSet<>(List.of(known));
    for (String name : names()) {
      if (!allowed.contains(name)) {
        throw new TemplateException(
            pathOf(name), "is not known to the local stack; here it knows " + allowed);
      }
    }
    return this;
  }

  Optional<String> optionalText(String name) {
    return has(name) ? Optional.of(asText(value(name), pathOf(name))) : Optional.empty();
  }

  String text(String name) {
    return optionalText(name).orElseThrow(() -> new TemplateException(pathOf(name), "is missing"));
  }

  String oneOf(String name, List<String> allowed) {
    String text = text(name);
    if (!allowed.contains(text)) {
      throw new TemplateException(pathOf(name), "must be one of " + allowed);
    }
    return text;
  }

  int wholeNumber(String name, int least, int most, int otherwise) {
    Optional<String> text = optionalText(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, together with the range.
    }
    throw new TemplateException(
        pathOf(name), "must be a whole number from " + least + " to " + most);
  }

  /** A single text stands for a list of one, as in the documents of IAM. */
  List<String> textOrTexts(String name) {
    return value(name).isArray() ? texts(name) : List.of(text(name));
  }

  List<String> texts(String name) {
    return asTexts(value(name), pathOf(name));
  }

  Map<String, String> textsByName() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : names()) {
      texts.put(name, text(name));
    }
    return texts;
  }

  /** An absent section is an empty one. */
  PropertySet section(String name) {
    return new PropertySet(value(name), pathOf(name));
  }

  PropertySet requiredSection(String name) {
    if (!has(name)) {
      throw new TemplateException(pathOf(name), "is missing");
    }
    return section(name);
  }

  /** An absent list is an empty one. */
  List<PropertySet> sections(String name) {
    JsonNode list = value(name);
    if (!list.isArray() && !list.isMissingNode()) {
      throw new TemplateException(pathOf(name), "must be a list");
    }
    List<PropertySet> sections = new ArrayList<>();
    for (JsonNode item : list) {
      sections.add(new PropertySet(item, pathOf(name) + "[" + sections.size() + "]"));
    }
    return sections;
  }

  static String asText(JsonNode node, String path) {
    if (!node.isValueNode()) {
      throw new TemplateException(path, "must be one text or number");
    }
    return node.asText();
  }

  static List<String> asTexts(JsonNode node, String path) {
    if (!node.isArray()) {
      throw new TemplateException(path, "must be a list of texts");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : node) {
      texts.add(asText(item, path + "[" + texts.size() + "]"));
    }
    return texts;
  }
}
