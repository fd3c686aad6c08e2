package momento.eventbridge.flink;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClientBuilder;

/**
 * The client that the sink makes for itself; what is null is as the SDK finds it.
 *
 * @param region AWS's name of the region
 * @param endpoint where EventBridge listens, if not at AWS
 * @param accessKeyId with the secret: credentials as they are
 * @param secretAccessKey goes with the id
 * @param sessionToken for temporary credentials
 * @param profile the profile of the shared files that has the credentials
 */
record SdkClient(
    @Nullable String region,
    @Nullable URI endpoint,
    @Nullable String accessKeyId,
    @Nullable String secretAccessKey,
    @Nullable String sessionToken,
    @Nullable String profile)
    implements EventBridgeClientFactory {

  @Override
  public EventBridgeAsyncClient create() {
    EventBridgeAsyncClientBuilder client =
        EventBridgeAsyncClient.builder()
            // The sink retries, and two budgets of retries would multiply.
            .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    if (region != null) {
      client.region(Region.of(region));
    }
    if (endpoint != null) {
      client.endpointOverride(endpoint);
    }
    AwsCredentialsProvider credentials = credentials();
    if (credentials != null) {
      client.credentialsProvider(credentials);
    }
    return client.build();
  }

  private @Nullable AwsCredentialsProvider credentials() {
    if (accessKeyId != null && secretAccessKey != null) {
      AwsCredentials credentials =
          sessionToken == null
              ? AwsBasicCredentials.create(accessKeyId, secretAccessKey)
              : AwsSessionCredentials.create(accessKeyId, secretAccessKey, sessionToken);
      return StaticCredentialsProvider.create(credentials);
    }
    return profile == null ? null : ProfileCredentialsProvider.create(profile);
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return "SdkClient[region="
        + region
        + ", endpoint="
        + endpoint
        + ", credentials="
        + (accessKeyId != null ? "given" : profile != null ? "profile " + profile : "as found")
        + "]";
  }
}
