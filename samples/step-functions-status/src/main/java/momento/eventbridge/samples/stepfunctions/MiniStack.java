package momento.eventbridge.samples.stepfunctions;

import java.net.URI;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ConnectionAuthorizationType;
import software.amazon.awssdk.services.eventbridge.model.HttpParameters;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * What CloudFormation makes on AWS, made on MiniStack call by call, because MiniStack's
 * CloudFormation knows no API destinations. Names are new at each run.
 */
final class MiniStack implements AutoCloseable {
  // Nobody looks at it here; on AWS it is the role of the template.
  private static final String ROLE = "arn:aws:iam::000000000000:role/order-workflow";

  private final String unique = UUID.randomUUID().toString();
  private final SfnClient stepFunctions;
  private final EventBridgeClient eventBridge;

  MiniStack(URI endpoint) {
    this.stepFunctions = at(endpoint, SfnClient.builder()).build();
    this.eventBridge = at(endpoint, EventBridgeClient.builder()).build();
  }

  SfnClient stepFunctions() {
    return stepFunctions;
  }

  EventBridgeClient eventBridge() {
    return eventBridge;
  }

  /**
   * A bus with the rule for {@code topicPublish} of {@code
   * cloudformation/momento-eventbridge.yaml}.
   *
   * @return the bus's name
   */
  String createBus(URI momento, String token) {
    String bus = "orders-" + unique;
    eventBridge.createEventBus(request -> request.name(bus));
    String connection =
        eventBridge
            .createConnection(
                request ->
                    request
                        .name("momento-" + unique)
                        .authorizationType(ConnectionAuthorizationType.API_KEY)
                        .authParameters(
                            auth ->
                                auth.apiKeyAuthParameters(
                                    key -> key.apiKeyName("Authorization").apiKeyValue(token))))
            .connectionArn();
    String destination =
        eventBridge
            .createApiDestination(
                request ->
                    request
                        .name("topic-publish-" + unique)
                        .connectionArn(connection)
                        .invocationEndpoint(momento + "/topics/*/*")
                        .httpMethod("POST"))
            .apiDestinationArn();
    String rule = "topic-publish-" + unique;
    eventBridge.putRule(
        request ->
            request
                .name(rule)
                .eventBusName(bus)
                .eventPattern("{\"detail-type\":[\"topicPublish\"]}"));
    Target target =
        Target.builder()
            .id("momento")
            .arn(destination)
            .roleArn(ROLE)
            .inputPath("$.detail.message")
            .httpParameters(
                HttpParameters.builder()
                    .pathParameterValues("$.detail.cacheName", "$.detail.topicName")
                    .headerParameters(Map.of("Content-Type", "text/plain"))
                    .build())
            .build();
    eventBridge.putTargets(request -> request.rule(rule).eventBusName(bus).targets(target));
    return bus;
  }

  /** The activity that the worker asks for work. */
  String createActivity() {
    return stepFunctions
        .createActivity(request -> request.name("pack-order-" + unique))
        .activityArn();
  }

  /** The workflow. */
  String createWorkflow(String definition) {
    return stepFunctions
        .createStateMachine(
            request -> request.name("order-status-" + unique).definition(definition).roleArn(ROLE))
        .stateMachineArn();
  }

  @Override
  public void close() {
    stepFunctions.close();
    eventBridge.close();
  }

  private static <B extends AwsClientBuilder<B, ?>> B at(URI endpoint, B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
  }
}
