package momento.eventbridge.internal.send;

import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import momento.eventbridge.MomentoEventException;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpService;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4aHttpSigner;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClientBuilder;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** The SDK clients that publishers make for themselves. */
public final class SdkClients {
  /** By name, because it need not be there. */
  private static final String CRT = "software.amazon.awssdk.http.crt.AwsCrtSdkHttpService";

  private SdkClients() {}

  /**
   * A client that does not retry: the publisher does, and two budgets of retries would multiply.
   *
   * @throws MomentoEventException if the SDK cannot make one
   */
  public static EventBridgeClient create() {
    return made(
        () ->
            EventBridgeClient.builder().overrideConfiguration(SdkClients::withoutRetries).build());
  }

  /**
   * The same, asynchronous. Who adds the SDK's CRT client to the class path gets it: it takes less
   * of the processor for a request than Netty, which the SDK prefers (docs/performance.md).
   *
   * @throws MomentoEventException if the SDK cannot make one
   */
  public static EventBridgeAsyncClient createAsync() {
    return made(
        () -> {
          EventBridgeAsyncClientBuilder client =
              EventBridgeAsyncClient.builder().overrideConfiguration(SdkClients::withoutRetries);
          crt().ifPresent(client::httpClientBuilder);
          return client.build();
        });
  }

  private static void withoutRetries(ClientOverrideConfiguration.Builder configuration) {
    configuration
        .retryStrategy(DefaultRetryStrategy.doNotRetry())
        .scheduledExecutorService(new Timeouts());
  }

  /** Unless the user has told the SDK what to take, or there is none. */
  private static Optional<SdkAsyncHttpClient.Builder<?>> crt() {
    if (SdkSystemSetting.ASYNC_HTTP_SERVICE_IMPL.getStringValue().isPresent()) {
      return Optional.empty();
    }
    return ServiceLoader.load(SdkAsyncHttpService.class).stream()
        .filter(service -> service.type().getName().equals(CRT))
        .findFirst()
        .map(service -> service.get().createAsyncHttpClientFactory());
  }

  private static <T> T made(Supplier<T> client) {
    try {
      return client.get();
    } catch (SdkClientException e) {
      throw new MomentoEventException(
          "the SDK could not make an EventBridge client: "
              + e.getMessage()
              + " (if it found no region, set AWS_REGION; otherwise build a client yourself and"
              + " give it to the builder)");
    }
  }

  /**
   * Global endpoints need Signature Version 4A, whose signer is in a module that does not come with
   * the SDK's EventBridge module.
   *
   * @throws MomentoEventException if it is not there
   */
  public static void requireGlobalEndpointSigner() {
    try {
      AwsV4aHttpSigner.create();
    } catch (RuntimeException e) {
      throw new MomentoEventException(
          "a global endpoint (endpointId) needs software.amazon.awssdk:http-auth-aws-crt on the"
              + " class path, in the version of your SDK: add it as a dependency");
    }
  }
}
