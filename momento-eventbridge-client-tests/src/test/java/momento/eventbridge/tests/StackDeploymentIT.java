package momento.eventbridge.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The life of the stack in CloudFormation. LocalStack reports an update as done but applies none to
 * connections, destinations and rules, so what an update changes is not looked at here; nor is what
 * the template refuses, since LocalStack ignores Rules and AllowedPattern.
 */
@RunsAgainst(Counterpart.LOCALSTACK)
class StackDeploymentIT {
  private static final String TOKEN = "token.of-the_stack~1+/=";

  private final RunningCounterpart localStack = RunningCounterpart.of(Counterpart.LOCALSTACK);
  private final CloudFormationClient cloudFormation = localStack.cloudFormation();
  private final ShippedTemplate template = ShippedTemplate.read();
  private final List<CloudFormationStack> stacks = new ArrayList<>();

  /** The rules are on the default bus and call Momento itself, so they must not stay behind. */
  @AfterEach
  void delete() {
    stacks.forEach(CloudFormationStack::delete);
    stacks.forEach(CloudFormationStack::settle);
    cloudFormation.close();
  }

  @Test
  void createsUpdatesAndDeletes() {
    Map<String, String> parameters = parameters();
    CloudFormationStack stack = create(parameters);

    assertThat(stack.settle()).isEqualTo("CREATE_COMPLETE");
    assertThat(template.resources()).hasSize(11);
    assertThat(stack.resources().keySet()).isEqualTo(template.resources());
    assertThat(stack.resources().values()).containsOnly("CREATE_COMPLETE");

    parameters.put("CacheSetRateLimit", "7");
    stack.update(parameters);

    assertThat(stack.settle()).isEqualTo("UPDATE_COMPLETE");
    assertThat(stack.resources().keySet()).isEqualTo(template.resources());

    stack.delete();
    stacks.remove(stack);

    assertThat(stack.settle()).isEqualTo("DELETE_COMPLETE");
  }

  @Test
  void everyOutputLeadsToWhatItNames() {
    CloudFormationStack stack = create(parameters());
    assertThat(stack.settle()).isEqualTo("CREATE_COMPLETE");

    Map<String, String> outputs = stack.outputs();

    assertThat(outputs.keySet()).isEqualTo(template.outputs());
    try (SqsClient sqs = localStack.sqs();
        EventBridgeClient eventBridge = localStack.eventBridge()) {
      Map<QueueAttributeName, String> queue =
          sqs.getQueueAttributes(
                  request ->
                      request
                          .queueUrl(outputs.get("DeadLetterQueueUrl"))
                          .attributeNames(QueueAttributeName.ALL))
              .attributes();
      assertThat(queue)
          .containsEntry(QueueAttributeName.QUEUE_ARN, outputs.get("DeadLetterQueueArn"))
          // Fourteen days, the longest there is.
          .containsEntry(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600");
      JsonNode policy = Json.read(queue.getOrDefault(QueueAttributeName.POLICY, "{}"));
      assertThat(policy.at("/Statement/0/Resource").textValue())
          .isEqualTo(outputs.get("DeadLetterQueueArn"));
      String connection = outputs.get("ConnectionName");
      assertThat(eventBridge.describeConnection(request -> request.name(connection)).name())
          .isEqualTo(stack.physicalId("MomentoConnection"));
      for (ShippedTemplate.Route route : template.routes()) {
        String arn = outputs.get(route.destination() + "Arn");
        String destination = stack.physicalId(route.destination());
        assertThat(eventBridge.describeApiDestination(request -> request.name(destination)))
            .satisfies(
                described -> {
                  assertThat(described.apiDestinationArn()).isEqualTo(arn);
                  assertThat(described.httpMethodAsString()).isEqualTo(route.method());
                  assertThat(described.invocationEndpoint())
                      .isEqualTo(
                          "https://api.cache.cell-us-east-1-1.prod.a.momentohq.com" + route.path());
                });
        assertThat(outputs).containsKey(route.logicalId() + "Arn");
      }
    }
  }

  @Test
  void withoutTheAlarmTheOthersAreThere() {
    Map<String, String> parameters = parameters();
    parameters.put("DeadLetterAlarm", "disabled");
    CloudFormationStack stack = create(parameters);

    assertThat(stack.settle()).isEqualTo("CREATE_COMPLETE");
    Set<String> expected = new TreeSet<>(template.resources());
    expected.remove("DeadLetterQueueDepthAlarm");
    assertThat(stack.resources().keySet()).isEqualTo(expected);
  }

  private CloudFormationStack create(Map<String, String> parameters) {
    CloudFormationStack stack =
        CloudFormationStack.create(cloudFormation, "momento-" + UUID.randomUUID(), parameters);
    stacks.add(stack);
    return stack;
  }

  private static Map<String, String> parameters() {
    return new LinkedHashMap<>(Map.of("MomentoAuthToken", TOKEN));
  }
}
