package momento.eventbridge.local;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** The SDK without its retries, which would blur what a test sees. */
final class SingleAttemptClient {
  private SingleAttemptClient() {}

  static EventBridgeClient of(LocalMomentoStack stack) {
    return EventBridgeClient.builder()
        .endpointOverride(stack.eventBridgeEndpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
        .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }
}
