package momento.eventbridge.local.internal.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML into JSON and writes the short form of CloudFormation's functions ({@code !Sub}) out
 * long ({@code Fn::Sub}). It stops at SnakeYAML's node tree, which keeps the tags and creates no
 * objects; SnakeYAML's default limits of size and depth hold.
 */
final class TemplateYaml {
  private static final Set<String> SHORT_FORMS =
      Set.of("Sub", "FindInMap", "If", "Equals", "Not", "Join", "Contains");
  private static final Set<String> YAML_TRUE = Set.of("true", "yes", "on");
  private static final Pattern PLAIN_NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)([.][0-9]+)?");
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private TemplateYaml() {}

  static ObjectNode read(String yaml) {
    Node root;
    try {
      root = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
    } catch (YAMLException e) {
      throw new TemplateException("Template", "is not one YAML document: " + e.getMessage());
    }
    if (root instanceof MappingNode && value(root, "") instanceof ObjectNode template) {
      return template;
    }
    throw new TemplateException("Template", "must be a YAML mapping with the key Resources");
  }

  private static JsonNode value(Node node, String path) {
    if (node.getAnchor() != null) {
      throw new TemplateException(path, "YAML anchors and aliases are not known to CloudFormation");
    }
    String tag = node.getTag().getValue();
    if (tag.startsWith("!")) {
      return function(tag.substring(1), untagged(node, path), path);
    }
    return untagged(node, path);
  }

  private static JsonNode function(String name, JsonNode argument, String path) {
    ObjectNode function = JSON.objectNode();
    if (name.equals("Ref")) {
      return function.set("Ref", argument);
    }
    if (name.equals("GetAtt")) {
      return function.set("Fn::GetAtt", argument.isTextual() ? atFirstDot(argument) : argument);
    }
    if (SHORT_FORMS.contains(name)) {
      return function.set("Fn::" + name, argument);
    }
    throw new TemplateException(path, "the function !" + name + " is not known to the local stack");
  }

  private static JsonNode atFirstDot(JsonNode resourceAndAttribute) {
    ArrayNode parts = JSON.arrayNode();
    for (String part : resourceAndAttribute.asText().split("\\.", 2)) {
      parts.add(part);
    }
    return parts;
  }

  private static JsonNode untagged(Node node, String path) {
    if (node instanceof MappingNode mapping) {
      return object(mapping, path);
    }
    if (node instanceof SequenceNode sequence) {
      ArrayNode array = JSON.arrayNode();
      for (Node item : sequence.getValue()) {
        array.add(value(item, path + "[" + array.size() + "]"));
      }
      return array;
    }
    return scalar((ScalarNode) node, path);
  }

  private static ObjectNode object(MappingNode mapping, String path) {
    ObjectNode object = JSON.objectNode();
    for (NodeTuple entry : mapping.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode keyNode)
          || keyNode.getTag().equals(Tag.MERGE)
          || keyNode.getTag().getValue().startsWith("!")
          || keyNode.getAnchor() != null) {
        throw new TemplateException(
            path.isEmpty() ? "Template" : path, "a key must be plain text (and not <<)");
      }
      String key = keyNode.getValue();
      String keyPath = path.isEmpty() ? key : path + "." + key;
      if (object.has(key)) {
        throw new TemplateException(keyPath, "is there twice");
      }
      object.set(key, value(entry.getValueNode(), keyPath));
    }
    return object;
  }

  private static JsonNode scalar(ScalarNode node, String path) {
    String text = node.getValue();
    Tag tag = node.getTag();
    if (tag.equals(Tag.NULL)) {
      throw new TemplateException(path, "CloudFormation allows no null; leave the key out");
    }
    if (tag.equals(Tag.BOOL)) {
      return JSON.booleanNode(YAML_TRUE.contains(text.toLowerCase(Locale.ROOT)));
    }
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return number(text);
    }
    return JSON.textNode(text);
  }

  /**
   * A number whose JSON would look different, such as an account id with a leading 0, is text. So
   * is an exponent, which would let a few characters become a number of any length.
   */
  private static JsonNode number(String text) {
    return PLAIN_NUMBER.matcher(text).matches()
        ? JSON.numberNode(new BigDecimal(text))
        : JSON.textNode(text);
  }
}
