package momento.eventbridge.local.internal.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names and ARNs as AWS would give them. They are worked out when first asked for, from the
 * properties that name a resource alone, so that resources can refer to each other in any order.
 */
final class ResourceIdentities {
  private static final Pattern EVENT_BUS_ARN =
      Pattern.compile("arn:[a-z-]+:events:([a-z0-9-]+):([0-9]{12}):event-bus/(.+)");
  private static final int RANDOM_LENGTH = 12;

  private final PropertySet resources;
  private final StackEnvironment environment;
  private final Map<String, ResourceIdentity> found = new HashMap<>();
  private final Set<String> underWay = new HashSet<>();

  ResourceIdentities(PropertySet resources, StackEnvironment environment) {
    this.resources = resources;
    this.environment = environment;
  }

  ResourceIdentity find(String logicalId, String path, IntrinsicFunctions functions) {
    if (!resources.has(logicalId)) {
      throw new TemplateException(path, "the template has no parameter or resource " + logicalId);
    }
    ResourceIdentity known = found.get(logicalId);
    if (known != null) {
      return known;
    }
    if (!underWay.add(logicalId)) {
      throw new TemplateException(resources.pathOf(logicalId), "its name depends on itself");
    }
    PropertySet resource = resources.section(logicalId);
    if (!exists(resource, functions)) {
      throw new TemplateException(
          path, logicalId + " is not created, because its condition is false");
    }
    ResourceIdentity identity = identify(logicalId, resource, functions);
    underWay.remove(logicalId);
    found.put(logicalId, identity);
    return identity;
  }

  static boolean exists(PropertySet resource, IntrinsicFunctions functions) {
    Optional<String> condition = resource.optionalText("Condition");
    return condition.isEmpty()
        || functions.condition(condition.get(), resource.pathOf("Condition"));
  }

  private ResourceIdentity identify(
      String logicalId, PropertySet resource, IntrinsicFunctions functions) {
    String type = resource.text("Type");
    PropertySet properties = resource.section("Properties");
    switch (type) {
      case "AWS::Events::Connection" -> {
        String name = name(logicalId, properties, "Name", 64, functions);
        String arn = environment.arn("events", "connection/" + name + "/" + uuid(logicalId));
        return new ResourceIdentity(logicalId, type, name, Optional.of(name), Map.of("Arn", arn));
      }
      case "AWS::Events::ApiDestination" -> {
        String name = name(logicalId, properties, "Name", 64, functions);
        String arn = environment.arn("events", "api-destination/" + name + "/" + uuid(logicalId));
        return new ResourceIdentity(logicalId, type, name, Optional.of(name), Map.of("Arn", arn));
      }
      case "AWS::Events::Rule" -> {
        String name = name(logicalId, properties, "Name", 64, functions);
        String bus = eventBusName(properties, functions);
        String resourceName = bus.equals("default") ? name : bus + "/" + name;
        String arn = environment.arn("events", "rule/" + resourceName);
        return new ResourceIdentity(logicalId, type, name, Optional.empty(), Map.of("Arn", arn));
      }
      case "AWS::IAM::Role" -> {
        String name = name(logicalId, properties, "RoleName", 64, functions);
        String arn = environment.roleArn(name);
        return new ResourceIdentity(logicalId, type, name, Optional.of(name), Map.of("Arn", arn));
      }
      case "AWS::SQS::Queue" -> {
        String name = name(logicalId, properties, "QueueName", 80, functions);
        String url =
            "https://sqs.%s.%s/%s/%s"
                .formatted(
                    environment.region(), environment.urlSuffix(), environment.accountId(), name);
        String arn = environment.arn("sqs", name);
        return new ResourceIdentity(
            logicalId,
            type,
            name,
            Optional.of(url),
            Map.of("Arn", arn, "QueueName", name, "QueueUrl", url));
      }
      case "AWS::SQS::QueuePolicy" -> {
        return new ResourceIdentity(logicalId, type, logicalId, Optional.empty(), Map.of());
      }
      case "AWS::CloudWatch::Alarm" -> {
        String name = name(logicalId, properties, "AlarmName", 255, functions);
        String arn = environment.arn("cloudwatch", "alarm:" + name);
        return new ResourceIdentity(logicalId, type, name, Optional.of(name), Map.of("Arn", arn));
      }
      default ->
          throw new TemplateException(
              resource.pathOf("Type"),
              "the resource type " + type + " is not known to the local stack");
    }
  }

  /** The name of the rule's bus, also where the template gives its ARN. */
  String eventBusName(PropertySet rule, IntrinsicFunctions functions) {
    String path = rule.pathOf("EventBusName");
    JsonNode value = functions.evaluate(rule.value("EventBusName"), path);
    if (value.isMissingNode()) {
      return "default";
    }
    String nameOrArn = PropertySet.asText(value, path);
    var arn = EVENT_BUS_ARN.matcher(nameOrArn);
    if (!arn.matches()) {
      return nameOrArn;
    }
    if (!arn.group(1).equals(environment.region())
        || !arn.group(2).equals(environment.accountId())) {
      throw new TemplateException(
          path,
          "names an event bus of another region or account; the stack is in %s, account %s"
              .formatted(environment.region(), environment.accountId()));
    }
    return arn.group(3);
  }

  private String name(
      String logicalId,
      PropertySet properties,
      String property,
      int most,
      IntrinsicFunctions functions) {
    String path = properties.pathOf(property);
    JsonNode given = functions.evaluate(properties.value(property), path);
    if (given.isMissingNode()) {
      return generatedName(logicalId, most);
    }
    String name = PropertySet.asText(given, path);
    if (!name.matches("[A-Za-z0-9._-]+")) {
      throw new TemplateException(
          path, "may have letters, digits, hyphens, dots and underscores only");
    }
    if (name.length() > most) {
      throw new TemplateException(
          path,
          "has %d characters, but at most %d are allowed; the stack's name has %d: shorten it"
              .formatted(name.length(), most, environment.stackName().length()));
    }
    return name;
  }

  /** CloudFormation's form: stack name, logical id and a random part, the first cut if need be. */
  private String generatedName(String logicalId, int most) {
    String digits = new BigInteger(uuid(logicalId).replace("-", ""), 16).toString(36);
    String random = digits.substring(digits.length() - RANDOM_LENGTH).toUpperCase(Locale.ROOT);
    String stackAndResource = environment.stackName() + "-" + logicalId;
    int length = Math.min(stackAndResource.length(), most - RANDOM_LENGTH - 1);
    return stackAndResource.substring(0, length) + "-" + random;
  }

  private String uuid(String logicalId) {
    return environment.uuid(logicalId).toString();
  }
}
