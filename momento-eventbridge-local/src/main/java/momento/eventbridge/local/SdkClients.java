package momento.eventbridge.local;

import java.net.URI;
import java.time.Duration;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.PublisherBuilder;
import momento.eventbridge.local.internal.momento.AccountLimits;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
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
  private final AccountLimits limits;
  private @Nullable EventBridgeClient client;
  private @Nullable EventBridgeAsyncClient asyncClient;
  private @Nullable MomentoEventPublisher publisher;
  private @Nullable MomentoEventAsyncPublisher asyncPublisher;

  SdkClients(URI endpoint, String region, String eventBusName, AccountLimits limits) {
    this.endpoint = endpoint;
    this.region = Region.of(region);
    this.eventBusName = eventBusName;
    this.limits = limits;
  }

  synchronized EventBridgeClient client() {
    if (client == null) {
      client = toStack(EventBridgeClient.builder()).build();
    }
    return client;
  }

  synchronized EventBridgeAsyncClient asyncClient() {
    if (asyncClient == null) {
      asyncClient = toStack(EventBridgeAsyncClient.builder()).build();
    }
    return asyncClient;
  }

  /** Without retries, as the clients that publishers make: the SDK's would hide a test's faults. */
  private <B extends AwsClientBuilder<B, C>, C> B toStack(B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(region)
        .credentialsProvider(CREDENTIALS)
        .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()));
  }

  MomentoEventPublisher.Builder publisherBuilder() {
    return toAccount(MomentoEventPublisher.builder().client(client()));
  }

  synchronized MomentoEventPublisher publisher() {
    if (publisher == null) {
      publisher = publisherBuilder().build();
    }
    return publisher;
  }

  MomentoEventAsyncPublisher.Builder asyncPublisherBuilder() {
    return toAccount(MomentoEventAsyncPublisher.builder().client(asyncClient()));
  }

  private <B extends PublisherBuilder<B>> B toAccount(B builder) {
    return builder
        .eventBusName(eventBusName)
        .maxTtl(limits.maxTtl())
        .maxTopicMessageBytes(limits.maxTopicMessageBytes());
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
