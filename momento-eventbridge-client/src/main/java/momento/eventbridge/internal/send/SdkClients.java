package momento.eventbridge.internal.send;

import java.util.function.Supplier;
import momento.eventbridge.MomentoEventException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4aHttpSigner;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** The SDK clients that publishers make for themselves. */
public final class SdkClients {
  private SdkClients() {}

  /**
   * A client that does not retry: the publisher does, and two budgets of retries would multiply.
   *
   * @throws MomentoEventException if the SDK cannot make one
   */
  public static EventBridgeClient create() {
    return made(
        () ->
            EventBridgeClient.builder()
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build());
  }

  /**
   * The same, asynchronous.
   *
   * @throws MomentoEventException if the SDK cannot make one
   */
  public static EventBridgeAsyncClient createAsync() {
    return made(
        () ->
            EventBridgeAsyncClient.builder()
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build());
  }

  private static <T> T made(Supplier<T> client) {
    try {
      return client.get();
    } catch (SdkClientException e) {
      throw new MomentoEventException(
          "the SDK could not make an EventBridge client; set AWS_REGION, or build a client yourself"
              + " and give it to the builder: "
              + e.getMessage());
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
