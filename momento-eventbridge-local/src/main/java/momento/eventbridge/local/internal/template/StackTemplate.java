package momento.eventbridge.local.internal.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** A CloudFormation template that was read and can be deployed. */
public final class StackTemplate {
  private static final String[] SECTIONS = {
    "AWSTemplateFormatVersion",
    "Description",
    "Metadata",
    "Parameters",
    "Rules",
    "Mappings",
    "Conditions",
    "Resources",
    "Outputs"
  };

  private final PropertySet template;

  private StackTemplate(ObjectNode template) {
    this.template = new PropertySet(template, "").allowOnly(SECTIONS);
  }

  /**
   * Reads a template.
   *
   * @throws TemplateException if it is not YAML or has a section that the local stack does not know
   */
  public static StackTemplate read(String yaml) {
    return new StackTemplate(TemplateYaml.read(yaml));
  }

  /**
   * Works out the stack that CloudFormation would create.
   *
   * @param region for example {@code us-east-1}
   * @param accountId twelve digits
   * @param stackName becomes part of the resources' names
   * @param parameters values by the template's names; the template's defaults stand for the others
   * @throws TemplateException if a value is refused, or the template has something that the local
   *     stack does not know
   */
  public DeployedStack deploy(
      String region, String accountId, String stackName, Map<String, String> parameters) {
    StackEnvironment environment = new StackEnvironment(region, accountId, stackName);
    Map<String, JsonNode> values =
        StackParameters.resolve(template.section("Parameters"), parameters);
    PropertySet resources = template.requiredSection("Resources");
    ResourceIdentities identities = new ResourceIdentities(resources, environment);
    IntrinsicFunctions functions =
        new IntrinsicFunctions(environment, values, template, identities);
    checkRules(functions);
    checkConditions(functions);
    StackResources stack = StackResources.read(resources, identities, functions);
    return new DeployedStack(stack.rules(), stack.queues(), outputs(functions));
  }

  /** The section Rules has nothing to do with EventBridge: it is what parameters must agree on. */
  private void checkRules(IntrinsicFunctions functions) {
    PropertySet rules = template.section("Rules");
    for (String name : rules.names()) {
      PropertySet rule = rules.section(name).allowOnly("RuleCondition", "Assertions");
      if (rule.has("RuleCondition")
          && !functions.isTrue(rule.value("RuleCondition"), rule.pathOf("RuleCondition"))) {
        continue;
      }
      for (PropertySet assertion : rule.sections("Assertions")) {
        assertion.allowOnly("Assert", "AssertDescription");
        if (!functions.isTrue(assertion.value("Assert"), assertion.pathOf("Assert"))) {
          throw new TemplateException(
              rule.path(), assertion.optionalText("AssertDescription").orElse("is not fulfilled"));
        }
      }
    }
  }

  /** Also those that no resource asks for, so that nothing unknown hides in them. */
  private void checkConditions(IntrinsicFunctions functions) {
    PropertySet conditions = template.section("Conditions");
    for (String name : conditions.names()) {
      functions.condition(name, conditions.pathOf(name));
    }
  }

  private Map<String, String> outputs(IntrinsicFunctions functions) {
    PropertySet outputs = template.section("Outputs");
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : outputs.names()) {
      PropertySet output = outputs.section(name).allowOnly("Description", "Value");
      String path = output.pathOf("Value");
      values.put(name, PropertySet.asText(functions.evaluate(output.value("Value"), path), path));
    }
    return values;
  }
}
