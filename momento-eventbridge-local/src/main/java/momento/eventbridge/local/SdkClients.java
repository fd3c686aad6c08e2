package momento.eventbridge.local;

import java.net.URI;
import java.time.Duration;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.MomentoEventPublisher;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * The stack's own clients and publishers, made when first asked for: loading the SDK takes longer
 * than a start.
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
  private @Nullable MomentoEventAsyncPublisher asyncPublisher;

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

  MomentoEventAsyncPublisher.Builder asyncPublisherBuilder() {
    return MomentoEventAsyncPublisher.builder().client(asyncClient()).eventBusName(eventBusName);
  }

  synchronized MomentoEventAsyncPublisher asyncPublisher() {
    if (asyncPublisher == null) {
      // A stack that ends gives up what is on its way, and a test should not wait for it.
      asyncPublisher = asyncPublisherBuilder().closeTimeout(Duration.ZERO).build();
    }
    return asyncPublisher;
  }

  /** Waits until nothing is in a buffer; at most for the delivery timeout. */
  void flush() {
    MomentoEventAsyncPublisher made;
    synchronized (this) {
      made = asyncPublisher;
    }
    if (made != null) {
      made.flush().join();
    }
  }

  @Override
  public synchronized void close() {
    if (publisher != null) {
      publisher.close();
    }
    if (asyncPublisher != null) {
      asyncPublisher.close();
    }
    if (client != null) {
      client.close();
    }
    if (asyncClient != null) {
      asyncClient.close();
    }
  }
}
