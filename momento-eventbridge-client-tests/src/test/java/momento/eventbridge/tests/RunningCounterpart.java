package momento.eventbridge.tests;

import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** LocalStack or MiniStack: clients for it, and how it reaches this machine. */
final class RunningCounterpart {
  static final Region REGION = Region.US_EAST_1;
  private static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
  private static final Map<Counterpart, RunningCounterpart> RUNNING =
      new EnumMap<>(Counterpart.class);

  private final URI endpoint;
  private final UnaryOperator<URI> reachable;

  private RunningCounterpart(URI endpoint, UnaryOperator<URI> reachable) {
    this.endpoint = endpoint;
    this.reachable = reachable;
  }

  /** Where the counterpart comes from on this machine. */
  static Counterpart.Origin origin(Counterpart counterpart) {
    return counterpart.origin(System.getenv(), Docker::answers);
  }

  /** The counterpart, started if need be; the same one for every test of the run. */
  static synchronized RunningCounterpart of(Counterpart counterpart) {
    return RUNNING.computeIfAbsent(counterpart, RunningCounterpart::start);
  }

  private static RunningCounterpart start(Counterpart counterpart) {
    Counterpart.Origin origin = origin(counterpart);
    if (origin instanceof Counterpart.Origin.Endpoint given) {
      return new RunningCounterpart(given.uri(), UnaryOperator.identity());
    }
    if (origin instanceof Counterpart.Origin.Container) {
      // Nobody stops it: Testcontainers does, when this process ends.
      LocalStackContainer container =
          new LocalStackContainer(DockerImageName.parse("localstack/localstack:4.14.0"))
              .withServices(
                  "events",
                  "sqs",
                  "cloudformation",
                  "iam",
                  "secretsmanager",
                  "sts",
                  "logs",
                  "s3",
                  "ssm",
                  "cloudwatch")
              .withAccessToHost(true);
      container.start();
      return new RunningCounterpart(
          container.getEndpoint(), RunningCounterpart::fromInsideAContainer);
    }
    throw new IllegalStateException(counterpart.title() + " is not there: " + origin);
  }

  private static URI fromInsideAContainer(URI onThisMachine) {
    Testcontainers.exposeHostPorts(onThisMachine.getPort());
    return URI.create("http://host.testcontainers.internal:" + onThisMachine.getPort());
  }

  /**
   * The address at which the counterpart reaches a server of this process.
   *
   * @param onThisMachine the server's address for this process, without a path
   */
  URI reachable(URI onThisMachine) {
    return reachable.apply(onThisMachine);
  }

  /** A client whose requests the interceptors may change on their way. */
  EventBridgeClient eventBridge(ExecutionInterceptor... interceptors) {
    return EventBridgeClient.builder()
        .endpointOverride(endpoint)
        .region(REGION)
        .credentialsProvider(CREDENTIALS)
        .overrideConfiguration(
            configuration -> {
              for (ExecutionInterceptor interceptor : interceptors) {
                configuration.addExecutionInterceptor(interceptor);
              }
            })
        .build();
  }

  SqsClient sqs() {
    return SqsClient.builder()
        .endpointOverride(endpoint)
        .region(REGION)
        .credentialsProvider(CREDENTIALS)
        .build();
  }

  CloudFormationClient cloudFormation() {
    return CloudFormationClient.builder()
        .endpointOverride(endpoint)
        .region(REGION)
        .credentialsProvider(CREDENTIALS)
        .build();
  }

  /** Asked once, and only when it matters. */
  private static final class Docker {
    private static final boolean ANSWERS = DockerClientFactory.instance().isDockerAvailable();

    private Docker() {}

    static boolean answers() {
      return ANSWERS;
    }
  }
}
