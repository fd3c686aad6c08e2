package momento.eventbridge.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.local.LocalMomentoStack;
import momento.eventbridge.local.LocalMomentoTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The clients that are made here, as on AWS but for the endpoint, with Spring Boot's Netty. */
@LocalMomentoTest(caches = "my-cache")
class OwnClientTest {
  @Test
  void theyReachTheEndpointAndLeaveRetriesToThePublishers(LocalMomentoStack stack) {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(MomentoEventBridgeAutoConfiguration.class))
        .withBean(
            AwsCredentialsProvider.class,
            () -> StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
        .withPropertyValues(
            "momento.eventbridge.region=us-east-1",
            "momento.eventbridge.endpoint=" + stack.eventBridgeEndpoint())
        .run(
            context -> {
              var publisher = context.getBean(MomentoEventPublisher.class);
              var async = context.getBean(MomentoEventAsyncPublisher.class);
              stack.eventBridgeFaults().throttleNext(1);
              var result = publisher.publishAll(List.of(CacheDelete.of("my-cache", "key")));
              async.cacheDelete("my-cache", "key").join();

              assertThat(result.outcomes())
                  .singleElement()
                  .satisfies(outcome -> assertThat(outcome.attempts()).isEqualTo(2));
              assertThat(stack.counts().accepted()).isEqualTo(2);
              assertThat(stack.counts().requests()).isEqualTo(3);
            });
  }
}
