package momento.eventbridge.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The file that users deploy, read without the local stack's help: a mistake in reading it there
 * must not be made here as well. It knows only the values that stand in the file as they are, and
 * where the file puts the base URL in front of a path.
 */
final class ShippedTemplate {
  private final String text;
  private final JsonNode template;

  private ShippedTemplate(String text, JsonNode template) {
    this.text = text;
    this.template = template;
  }

  /**
   * A rule and what it calls.
   *
   * @param logicalId the rule's name in the file
   * @param detailTypes what the rule's pattern asks for
   * @param destination the destination's name in the file
   * @param path what follows Momento's base URL
   * @param method the HTTP method
   * @param inputPath what part of the event is sent; null if a fixed text is
   * @param input the fixed text
   */
  record Route(
      String logicalId,
      List<String> detailTypes,
      String destination,
      String path,
      String method,
      @Nullable String inputPath,
      @Nullable String input,
      List<String> pathParameterValues,
      Map<String, String> queryStringParameters,
      Map<String, String> headerParameters) {}

  static ShippedTemplate read() {
    try (InputStream file = ShippedTemplate.class.getResourceAsStream("momento-eventbridge.yaml")) {
      if (file == null) {
        throw new AssertionError("the template is not on the class path");
      }
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return new ShippedTemplate(text, new YAMLMapper().readTree(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file's text, for CloudFormation. */
  String text() {
    return text;
  }

  /** The names of all resources. */
  Set<String> resources() {
    return names(template.path("Resources"));
  }

  /** The names of all outputs. */
  Set<String> outputs() {
    return names(template.path("Outputs"));
  }

  /** The name of the header that carries the token. */
  String tokenHeader() {
    return properties("MomentoConnection")
        .at("/AuthParameters/ApiKeyAuthParameters/ApiKeyName")
        .textValue();
  }

  /** Every rule of the file. */
  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (String name : resources()) {
      if (template.at("/Resources/" + name + "/Type").asText().equals("AWS::Events::Rule")) {
        routes.add(route(name));
      }
    }
    return routes;
  }

  private Route route(String logicalId) {
    JsonNode rule = properties(logicalId);
    if (rule.path("Targets").size() != 1) {
      throw new AssertionError(logicalId + " is expected to have one target");
    }
    JsonNode target = rule.at("/Targets/0");
    // YAML's short form !GetAtt Name.Arn reads as the text after it.
    String destination = target.path("Arn").asText().replaceFirst("\\.Arn$", "");
    JsonNode destinationProperties = properties(destination);
    // !Join ['', [the base URL, the path]]
    JsonNode path = destinationProperties.at("/InvocationEndpoint/1/1");
    if (!path.isTextual()) {
      throw new AssertionError("the endpoint of " + destination + " is put together otherwise");
    }
    JsonNode http = target.path("HttpParameters");
    return new Route(
        logicalId,
        texts(rule.at("/EventPattern/detail-type")),
        destination,
        path.textValue(),
        destinationProperties.path("HttpMethod").textValue(),
        target.path("InputPath").textValue(),
        target.path("Input").textValue(),
        texts(http.path("PathParameterValues")),
        textsByName(http.path("QueryStringParameters")),
        textsByName(http.path("HeaderParameters")));
  }

  private JsonNode properties(String logicalId) {
    return template.at("/Resources/" + logicalId + "/Properties");
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.textValue()));
    return texts;
  }

  private static Map<String, String> textsByName(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.properties().forEach(field -> texts.put(field.getKey(), field.getValue().textValue()));
    return texts;
  }
}
