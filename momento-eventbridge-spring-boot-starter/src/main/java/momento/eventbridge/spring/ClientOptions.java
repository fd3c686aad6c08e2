package momento.eventbridge.spring;

import momento.eventbridge.MomentoEventException;
import momento.eventbridge.spring.internal.PropertyOption;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.StringUtils;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/** How an SDK client is made where the application has none of its own. */
record ClientOptions(
    MomentoEventBridgeProperties properties,
    ObjectProvider<AwsRegionProvider> regions,
    ObjectProvider<AwsCredentialsProvider> credentials) {

  /**
   * A client that does not retry: the publisher does, and two budgets of retries would multiply.
   */
  <C> C build(AwsClientBuilder<?, C> builder) {
    builder.overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    PropertyOption.set("endpoint", properties.endpoint(), builder::endpointOverride);
    credentials.ifAvailable(builder::credentialsProvider);
    try {
      setRegion(builder);
      return builder.build();
    } catch (SdkClientException e) {
      throw new MomentoEventException(
          "the SDK could not make an EventBridge client: set momento.eventbridge.region (or"
              + " AWS_REGION, or declare a bean AwsRegionProvider), or declare a client bean: "
              + e.getMessage());
    }
  }

  private void setRegion(AwsClientBuilder<?, ?> builder) {
    if (StringUtils.hasText(properties.region())) {
      PropertyOption.set("region", properties.region(), name -> builder.region(Region.of(name)));
    } else {
      regions.ifAvailable(provider -> builder.region(provider.getRegion()));
    }
  }
}
