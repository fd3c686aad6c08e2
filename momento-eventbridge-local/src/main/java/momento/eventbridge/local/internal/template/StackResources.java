package momento.eventbridge.local.internal.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns the evaluated properties of the resources into rules, targets and queues. */
final class StackResources {
  private static final String[] ATTRIBUTES = {
    "Type", "Condition", "DeletionPolicy", "UpdateReplacePolicy", "Properties"
  };
  private static final String[] CONNECTION = {
    "Name", "Description", "AuthorizationType", "AuthParameters"
  };
  private static final String[] API_DESTINATION = {
    "Name",
    "Description",
    "ConnectionArn",
    "InvocationEndpoint",
    "HttpMethod",
    "InvocationRateLimitPerSecond"
  };
  private static final String[] ROLE = {
    "RoleName", "Description", "AssumeRolePolicyDocument", "Policies"
  };
  private static final String[] RULE = {
    "Name", "Description", "EventBusName", "EventPattern", "State", "Targets"
  };
  private static final String[] TARGET = {
    "Id",
    "Arn",
    "RoleArn",
    "Input",
    "InputPath",
    "HttpParameters",
    "RetryPolicy",
    "DeadLetterConfig"
  };
  private static final String[] HTTP_PARAMETERS = {
    "PathParameterValues", "QueryStringParameters", "HeaderParameters"
  };
  private static final String[] QUEUE = {
    "QueueName", "MessageRetentionPeriod", "SqsManagedSseEnabled"
  };
  private static final String[] ALARM = {
    "AlarmName",
    "AlarmDescription",
    "Namespace",
    "MetricName",
    "Dimensions",
    "Statistic",
    "Period",
    "EvaluationPeriods",
    "ComparisonOperator",
    "Threshold",
    "TreatMissingData",
    "AlarmActions"
  };

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH");
  private static final int DEFAULT_RETENTION_SECONDS = 345_600;
  private static final int LEAST_RETENTION_SECONDS = 60;
  private static final int MOST_RETENTION_SECONDS = 1_209_600;

  private final Map<String, Connection> connections = new LinkedHashMap<>();
  private final Map<String, ApiDestination> destinations = new LinkedHashMap<>();
  private final Map<String, Role> roles = new LinkedHashMap<>();
  private final List<Rule> rules = new ArrayList<>();
  private final List<Queue> queues = new ArrayList<>();

  private final Map<String, List<Evaluated>> byType = new LinkedHashMap<>();

  private StackResources() {}

  static StackResources read(
      PropertySet resources, ResourceIdentities identities, IntrinsicFunctions functions) {
    StackResources stack = new StackResources();
    for (String logicalId : resources.names()) {
      PropertySet resource = resources.section(logicalId).allowOnly(ATTRIBUTES);
      if (ResourceIdentities.exists(resource, functions)) {
        ResourceIdentity identity = identities.find(logicalId, resource.path(), functions);
        String path = resource.pathOf("Properties");
        JsonNode properties = functions.evaluate(resource.value("Properties"), path);
        stack
            .byType
            .computeIfAbsent(identity.type(), type -> new ArrayList<>())
            .add(new Evaluated(identity, new PropertySet(properties, path)));
      }
    }
    stack.build(identities, functions);
    return stack;
  }

  List<Rule> rules() {
    return rules;
  }

  List<Queue> queues() {
    return queues;
  }

  /** In this order, because each kind refers to those before it. */
  private void build(ResourceIdentities identities, IntrinsicFunctions functions) {
    for (Evaluated each : ofType("AWS::Events::Connection")) {
      connections.put(each.identity().arn(), connection(each));
    }
    for (Evaluated each : ofType("AWS::Events::ApiDestination")) {
      destinations.put(each.identity().arn(), destination(each));
    }
    for (Evaluated each : ofType("AWS::IAM::Role")) {
      roles.put(each.identity().arn(), role(each));
    }
    for (Evaluated each : ofType("AWS::Events::Rule")) {
      rules.add(rule(each, identities.eventBusName(each.properties(), functions)));
    }
    List<QueuePolicy> policies = new ArrayList<>();
    for (Evaluated each : ofType("AWS::SQS::QueuePolicy")) {
      policies.add(queuePolicy(each));
    }
    for (Evaluated each : ofType("AWS::SQS::Queue")) {
      queues.add(queue(each, policies));
    }
    for (Evaluated each : ofType("AWS::CloudWatch::Alarm")) {
      // Nothing watches metrics here; that its properties are known and evaluate is all there is.
      each.properties().allowOnly(ALARM);
    }
  }

  private List<Evaluated> ofType(String type) {
    return byType.getOrDefault(type, List.of());
  }

  private static Connection connection(Evaluated resource) {
    PropertySet properties = resource.properties().allowOnly(CONNECTION);
    properties.oneOf("AuthorizationType", List.of("API_KEY"));
    PropertySet apiKey =
        properties
            .requiredSection("AuthParameters")
            .allowOnly("ApiKeyAuthParameters")
            .requiredSection("ApiKeyAuthParameters")
            .allowOnly("ApiKeyName", "ApiKeyValue");
    return new Connection(
        resource.identity().name(),
        resource.identity().arn(),
        apiKey.text("ApiKeyName"),
        apiKey.text("ApiKeyValue"));
  }

  private ApiDestination destination(Evaluated resource) {
    PropertySet properties = resource.properties().allowOnly(API_DESTINATION);
    String endpoint = properties.text("InvocationEndpoint");
    if (!isHttpUrl(endpoint)) {
      throw new TemplateException(
          properties.pathOf("InvocationEndpoint"), "must be a URL with a scheme and a host");
    }
    return new ApiDestination(
        resource.identity().name(),
        resource.identity().arn(),
        endpoint,
        properties.oneOf("HttpMethod", METHODS),
        properties.wholeNumber(
            "InvocationRateLimitPerSecond",
            1,
            Integer.MAX_VALUE,
            ApiDestination.DEFAULT_RATE_LIMIT),
        inStack(connections, properties, "ConnectionArn", "connection"));
  }

  private static boolean isHttpUrl(String endpoint) {
    try {
      URI uri = URI.create(endpoint);
      return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
          && uri.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Role role(Evaluated resource) {
    PropertySet properties = resource.properties().allowOnly(ROLE);
    List<PolicyDocument> permissions = new ArrayList<>();
    for (PropertySet policy : properties.sections("Policies")) {
      policy.allowOnly("PolicyName", "PolicyDocument");
      permissions.add(PolicyDocument.permissions(policy.requiredSection("PolicyDocument")));
    }
    return new Role(
        PolicyDocument.trust(properties.requiredSection("AssumeRolePolicyDocument")), permissions);
  }

  private Rule rule(Evaluated resource, String eventBusName) {
    PropertySet properties = resource.properties().allowOnly(RULE);
    String arn = resource.identity().arn();
    List<Target> targets = new ArrayList<>();
    for (PropertySet target : properties.sections("Targets")) {
      targets.add(target(target.allowOnly(TARGET), arn));
    }
    boolean enabled =
        !properties.has("State")
            || properties.oneOf("State", List.of("ENABLED", "DISABLED")).equals("ENABLED");
    return new Rule(
        resource.identity().name(),
        arn,
        eventBusName,
        properties.requiredSection("EventPattern").json(),
        enabled,
        targets);
  }

  private Target target(PropertySet target, String ruleArn) {
    if (target.has("Input") && target.has("InputPath")) {
      throw new TemplateException(
          target.path(), "only one of Input and InputPath may be given for a target");
    }
    ApiDestination destination = inStack(destinations, target, "Arn", "API destination");
    Role role = inStack(roles, target, "RoleArn", "role");
    PropertySet http = target.section("HttpParameters").allowOnly(HTTP_PARAMETERS);
    return new Target(
        target.text("Id"),
        destination,
        target.optionalText("InputPath"),
        target.optionalText("Input"),
        http.has("PathParameterValues") ? http.texts("PathParameterValues") : List.of(),
        http.section("QueryStringParameters").textsByName(),
        http.section("HeaderParameters").textsByName(),
        retryPolicy(target),
        deadLetterQueueArn(target),
        role.letsEventBridgeInvoke(destination.arn(), ruleArn));
  }

  private static RetryPolicy retryPolicy(PropertySet target) {
    PropertySet policy =
        target.section("RetryPolicy").allowOnly("MaximumRetryAttempts", "MaximumEventAgeInSeconds");
    int attempts =
        policy.wholeNumber(
            "MaximumRetryAttempts",
            0,
            RetryPolicy.MOST_ATTEMPTS,
            RetryPolicy.DEFAULT.maximumRetryAttempts());
    int seconds =
        policy.wholeNumber(
            "MaximumEventAgeInSeconds",
            RetryPolicy.LEAST_AGE_SECONDS,
            RetryPolicy.MOST_AGE_SECONDS,
            RetryPolicy.MOST_AGE_SECONDS);
    return new RetryPolicy(attempts, Duration.ofSeconds(seconds));
  }

  private Optional<String> deadLetterQueueArn(PropertySet target) {
    if (!target.has("DeadLetterConfig")) {
      return Optional.empty();
    }
    PropertySet config = target.section("DeadLetterConfig").allowOnly("Arn");
    Set<String> arns = new LinkedHashSet<>();
    for (Evaluated queue : ofType("AWS::SQS::Queue")) {
      arns.add(queue.identity().arn());
    }
    String arn = config.text("Arn");
    if (!arns.contains(arn)) {
      throw notInStack(config, "Arn", "queue");
    }
    return Optional.of(arn);
  }

  private static QueuePolicy queuePolicy(Evaluated resource) {
    PropertySet properties = resource.properties().allowOnly("Queues", "PolicyDocument");
    return new QueuePolicy(
        properties.texts("Queues"),
        PolicyDocument.ofResource(properties.requiredSection("PolicyDocument")));
  }

  private Queue queue(Evaluated resource, List<QueuePolicy> policies) {
    PropertySet properties = resource.properties().allowOnly(QUEUE);
    ResourceIdentity identity = resource.identity();
    String path = properties.path();
    String url = identity.attribute("QueueUrl", path);
    Set<String> allowed = new LinkedHashSet<>();
    for (Rule rule : rules) {
      for (QueuePolicy policy : policies) {
        if (policy.letsEventBridgeSend(url, identity.arn(), rule.arn())) {
          allowed.add(rule.arn());
        }
      }
    }
    return new Queue(
        identity.name(),
        identity.arn(),
        url,
        Duration.ofSeconds(
            properties.wholeNumber(
                "MessageRetentionPeriod",
                LEAST_RETENTION_SECONDS,
                MOST_RETENTION_SECONDS,
                DEFAULT_RETENTION_SECONDS)),
        allowed);
  }

  private static <T> T inStack(
      Map<String, T> byArn, PropertySet properties, String property, String kind) {
    T found = byArn.get(properties.text(property));
    if (found == null) {
      throw notInStack(properties, property, kind);
    }
    return found;
  }

  private static TemplateException notInStack(
      PropertySet properties, String property, String kind) {
    return new TemplateException(
        properties.pathOf(property),
        "is not the ARN of a " + kind + " of this template, and the local stack has no others");
  }

  private record Evaluated(ResourceIdentity identity, PropertySet properties) {}

  private record Role(PolicyDocument trust, List<PolicyDocument> permissions) {
    boolean letsEventBridgeInvoke(String destinationArn, String ruleArn) {
      return trust.allowsEventBridge("sts:AssumeRole", "*", ruleArn)
          && permissions.stream()
              .anyMatch(
                  policy ->
                      policy.allowsEventBridge(
                          "events:InvokeApiDestination", destinationArn, ruleArn));
    }
  }

  private record QueuePolicy(List<String> queueUrls, PolicyDocument document) {
    boolean letsEventBridgeSend(String queueUrl, String queueArn, String ruleArn) {
      return queueUrls.contains(queueUrl)
          && document.allowsEventBridge("sqs:SendMessage", queueArn, ruleArn);
    }
  }
}
