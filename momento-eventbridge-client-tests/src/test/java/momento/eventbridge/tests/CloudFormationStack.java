package momento.eventbridge.tests;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResource;

/** The shipped template, deployed through CloudFormation. */
final class CloudFormationStack {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Set<String> STEADY =
      Set.of(
          "CREATE_COMPLETE",
          "CREATE_FAILED",
          "ROLLBACK_COMPLETE",
          "ROLLBACK_FAILED",
          "UPDATE_COMPLETE",
          "UPDATE_FAILED",
          "UPDATE_ROLLBACK_COMPLETE",
          "UPDATE_ROLLBACK_FAILED",
          "DELETE_COMPLETE",
          "DELETE_FAILED");

  private final CloudFormationClient cloudFormation;
  private final String id;

  private CloudFormationStack(CloudFormationClient cloudFormation, String id) {
    this.cloudFormation = cloudFormation;
    this.id = id;
  }

  /** Begins to create a stack; {@link #settle} waits for the end. */
  static CloudFormationStack create(
      CloudFormationClient cloudFormation, String name, Map<String, String> parameters) {
    String id =
        cloudFormation
            .createStack(
                request ->
                    request
                        .stackName(name)
                        .templateBody(ShippedTemplate.read().text())
                        // The template makes no named role, so this is the least it must ask for.
                        .capabilities(Capability.CAPABILITY_IAM)
                        .parameters(parameters(parameters)))
            .stackId();
    return new CloudFormationStack(cloudFormation, id);
  }

  void update(Map<String, String> parameters) {
    cloudFormation.updateStack(
        request ->
            request
                .stackName(id)
                .usePreviousTemplate(false)
                .templateBody(ShippedTemplate.read().text())
                .capabilities(Capability.CAPABILITY_IAM)
                .parameters(parameters(parameters)));
  }

  void delete() {
    cloudFormation.deleteStack(request -> request.stackName(id));
  }

  /** Waits until CloudFormation has done what it was asked last, and says how that ended. */
  String settle() {
    return Awaitility.await("the stack settles")
        .atMost(PATIENCE)
        .until(() -> describe().stackStatusAsString(), STEADY::contains);
  }

  /** The status of each resource, by its name in the template. */
  Map<String, String> resources() {
    Map<String, String> statuses = new TreeMap<>();
    for (StackResource resource :
        cloudFormation.describeStackResources(request -> request.stackName(id)).stackResources()) {
      statuses.put(resource.logicalResourceId(), resource.resourceStatusAsString());
    }
    return statuses;
  }

  /** The physical name of a resource. */
  String physicalId(String logicalId) {
    return cloudFormation
        .describeStackResource(request -> request.stackName(id).logicalResourceId(logicalId))
        .stackResourceDetail()
        .physicalResourceId();
  }

  Map<String, String> outputs() {
    return describe().outputs().stream().collect(toMap(Output::outputKey, Output::outputValue));
  }

  private Stack describe() {
    List<Stack> stacks = cloudFormation.describeStacks(request -> request.stackName(id)).stacks();
    return stacks.get(0);
  }

  private static List<Parameter> parameters(Map<String, String> values) {
    return values.entrySet().stream()
        .map(
            value ->
                Parameter.builder()
                    .parameterKey(value.getKey())
                    .parameterValue(value.getValue())
                    .build())
        .toList();
  }
}
