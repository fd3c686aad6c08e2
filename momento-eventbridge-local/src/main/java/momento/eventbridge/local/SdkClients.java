package momento.eventbridge.local;

import java.net.URI;
import momento.eventbridge.MomentoEventPublisher;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * The stack's own clients, made when first asked for: loading the SDK takes longer than a start.
 */
final class SdkClients implements AutoCloseable {
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  private final URI endpoint;
  private final Region region;
  private final String eventBusName;
  private @Nullable EventBridgeClient client;
  private @Nullable EventBridgeAsyncClient asyncClient;
  private @Nullable MomentoEventPublisher publisher;

  SdkClients(URI endpoint, String region, String eventBusName) {
    this.endpoint = endpoint;
    this.region = Region.of(region);
    this.eventBusName = eventBusName;
  }

  synchronized EventBridgeClient client() {
    if (client == null) {
      client =
          EventBridgeClient.builder()
              .endpointOverride(endpoint)
              .region(region)
              .credentialsProvider(CREDENTIALS)
              .build();
    }
    return client;
  }

  synchronized EventBridgeAsyncClient asyncClient() {
    if (asyncClient == null) {
      asyncClient =
          EventBridgeAsyncClient.builder()
              .endpointOverride(endpoint)
              .region(region)
              .credentialsProvider(CREDENTIALS)
              .build();
    }
    return asyncClient;
  }

  MomentoEventPublisher.Builder publisherBuilder() {
    return MomentoEventPublisher.builder().client(client()).eventBusName(eventBusName);
  }

  synchronized MomentoEventPublisher publisher() {
    if (publisher == null) {
      publisher = publisherBuilder().build();
    }
    return publisher;
  }

  @Override
  public synchronized void close() {
    if (publisher != null) {
      publisher.close();
    }
    if (client != null) {
      client.close();
    }
    if (asyncClient != null) {
      asyncClient.close();
    }
  }
}
