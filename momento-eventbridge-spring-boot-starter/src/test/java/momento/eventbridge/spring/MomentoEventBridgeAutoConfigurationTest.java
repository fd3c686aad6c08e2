package momento.eventbridge.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublisherListener;
import momento.eventbridge.TopicPublish;
import momento.eventbridge.local.RecordingMomentoEventPublisher;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeServiceClientConfiguration;

class MomentoEventBridgeAutoConfigurationTest {
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(MomentoEventBridgeAutoConfiguration.class));
  private final ApplicationContextRunner withRegion =
      runner.withPropertyValues("momento.eventbridge.region=eu-west-1");

  // The SDK takes two seconds to close an asynchronous client.
  private final ApplicationContextRunner syncOnly =
      withRegion.withPropertyValues("momento.eventbridge.async.enabled=false");

  @Test
  void thereIsOnePublisherOfEachKind() {
    withRegion.run(
        context ->
            assertThat(context)
                .hasSingleBean(MomentoEventPublisher.class)
                .hasSingleBean(MomentoEventAsyncPublisher.class));
  }

  @Test
  void disabledThereIsNothing() {
    withRegion
        .withPropertyValues("momento.eventbridge.enabled=false")
        .run(
            context ->
                assertThat(context)
                    .doesNotHaveBean(MomentoEventPublisher.class)
                    .doesNotHaveBean(MomentoEventAsyncPublisher.class)
                    .doesNotHaveBean(MomentoEventBridgeProperties.class));
  }

  @Test
  void withoutTheAsynchronousPublisherNoClientIsMadeForIt() {
    syncOnly.run(
        context -> {
          assertThat(context)
              .hasSingleBean(MomentoEventPublisher.class)
              .doesNotHaveBean(MomentoEventAsyncPublisher.class);
          assertThat(context.getBeanFactory().getSingletonNames())
              .contains(MomentoEventBridgeAutoConfiguration.CLIENT)
              .doesNotContain(MomentoEventBridgeAutoConfiguration.ASYNC_CLIENT);
        });
  }

  @Test
  void publishersOfTheApplicationStayAloneAndNoClientIsMadeForThem() {
    RecordingMomentoEventPublisher recorder = new RecordingMomentoEventPublisher();

    // No region either: the SDK could not make a client.
    runner
        .withBean("mine", MomentoEventPublisher.class, recorder::sync)
        .withBean("mineToo", MomentoEventAsyncPublisher.class, recorder::async)
        .run(
            context -> {
              assertThat(context.getBean(MomentoEventPublisher.class)).isSameAs(recorder.sync());
              assertThat(context.getBean(MomentoEventAsyncPublisher.class))
                  .isSameAs(recorder.async());
              assertThat(context.getBeanFactory().getSingletonNames())
                  .doesNotContain(MomentoEventBridgeAutoConfiguration.CLIENT)
                  .doesNotContain(MomentoEventBridgeAutoConfiguration.ASYNC_CLIENT);
            });
  }

  @Test
  void theClientsOfTheApplicationAreUsed() {
    FakeEventBridge eventBridge = new FakeEventBridge();

    runner
        .withBean("sync", EventBridgeClient.class, eventBridge::client)
        .withBean("async", EventBridgeAsyncClient.class, eventBridge::asyncClient)
        .withPropertyValues("momento.eventbridge.event-bus-name=orders")
        .run(
            context -> {
              context.getBean(MomentoEventPublisher.class).cacheDelete("my-cache", "key");
              context
                  .getBean(MomentoEventAsyncPublisher.class)
                  .topicPublish("my-cache", "news", "hello")
                  .join();

              assertThat(eventBridge.entries)
                  .extracting(entry -> entry.detailType() + " on " + entry.eventBusName())
                  .containsExactly("cacheDelete on orders", "topicPublish on orders");
            });
  }

  @Test
  void theNamedClientsComeFirst() {
    FakeEventBridge named = new FakeEventBridge();
    FakeEventBridge other = new FakeEventBridge();

    runner
        .withBean("other", EventBridgeClient.class, other::client)
        .withBean("otherAsync", EventBridgeAsyncClient.class, other::asyncClient)
        .withBean(
            MomentoEventBridgeAutoConfiguration.CLIENT, EventBridgeClient.class, named::client)
        .withBean(
            MomentoEventBridgeAutoConfiguration.ASYNC_CLIENT,
            EventBridgeAsyncClient.class,
            named::asyncClient)
        .run(
            context -> {
              context.getBean(MomentoEventPublisher.class).cacheDelete("my-cache", "key");
              context
                  .getBean(MomentoEventAsyncPublisher.class)
                  .cacheDelete("my-cache", "key")
                  .join();

              assertThat(named.entries).hasSize(2);
              assertThat(other.entries).isEmpty();
            });
  }

  @Test
  void whichOfTwoClientsIsMeantIsNotGuessed() {
    FakeEventBridge eventBridge = new FakeEventBridge();

    syncOnly
        .withBean("one", EventBridgeClient.class, eventBridge::client)
        .withBean("two", EventBridgeClient.class, eventBridge::client)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasRootCauseInstanceOf(NoUniqueBeanDefinitionException.class)
                    .hasMessageContaining("momentoEventPublisher"));
  }

  @Test
  void regionAndCredentialsOfTheApplicationAreUsed() {
    AwsRegionProvider region = () -> Region.AP_SOUTH_1;
    AwsCredentialsProvider credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"));

    runner
        .withBean(AwsRegionProvider.class, () -> region)
        .withBean(AwsCredentialsProvider.class, () -> credentials)
        .run(
            context -> {
              EventBridgeServiceClientConfiguration sync =
                  context
                      .getBean(MomentoEventBridgeAutoConfiguration.CLIENT, EventBridgeClient.class)
                      .serviceClientConfiguration();
              EventBridgeServiceClientConfiguration async =
                  context
                      .getBean(
                          MomentoEventBridgeAutoConfiguration.ASYNC_CLIENT,
                          EventBridgeAsyncClient.class)
                      .serviceClientConfiguration();

              assertThat(List.of(sync, async))
                  .allSatisfy(
                      configuration -> {
                        assertThat(configuration.region()).isEqualTo(Region.AP_SOUTH_1);
                        assertThat(configuration.credentialsProvider()).isSameAs(credentials);
                        assertThat(maxAttempts(configuration)).isEqualTo(1);
                      });
            });
  }

  @Test
  void thePropertiesForRegionAndEndpointComeBeforeTheBeans() {
    syncOnly
        .withBean(AwsRegionProvider.class, () -> () -> Region.AP_SOUTH_1)
        .withPropertyValues("momento.eventbridge.endpoint=http://127.0.0.1:4599")
        .run(
            context -> {
              EventBridgeServiceClientConfiguration configuration =
                  context
                      .getBean(MomentoEventBridgeAutoConfiguration.CLIENT, EventBridgeClient.class)
                      .serviceClientConfiguration();

              assertThat(configuration.region()).isEqualTo(Region.EU_WEST_1);
              assertThat(configuration.endpointOverride().orElseThrow())
                  .hasToString("http://127.0.0.1:4599");
            });
  }

  @Test
  void aClientThatDoesNotRetryIsNotOfferedToTheApplication() {
    syncOnly
        .withUserConfiguration(WithClient.class)
        .run(context -> assertThat(context.getBean(WithClient.class).isOffered).isFalse());
  }

  @Test
  void anEmptyRegionOrEndpointIdCountsAsLeftOut() {
    syncOnly
        .withBean(AwsRegionProvider.class, () -> () -> Region.AP_SOUTH_1)
        .withPropertyValues(
            "momento.eventbridge.region=",
            "momento.eventbridge.endpoint=",
            "momento.eventbridge.endpoint-id=")
        .run(
            context ->
                assertThat(
                        context
                            .getBean(
                                MomentoEventBridgeAutoConfiguration.CLIENT, EventBridgeClient.class)
                            .serviceClientConfiguration()
                            .region())
                    .isEqualTo(Region.AP_SOUTH_1));
  }

  @Test
  void customizersComeLastAndInTheirOrder() {
    FakeEventBridge eventBridge = new FakeEventBridge();

    runner
        .withBean("sync", EventBridgeClient.class, eventBridge::client)
        .withBean("async", EventBridgeAsyncClient.class, eventBridge::asyncClient)
        .withUserConfiguration(TwoCustomizers.class)
        .withPropertyValues("momento.eventbridge.source=property")
        .run(
            context -> {
              context.getBean(MomentoEventPublisher.class).cacheDelete("my-cache", "key");
              context
                  .getBean(MomentoEventAsyncPublisher.class)
                  .cacheDelete("my-cache", "key")
                  .join();

              assertThat(eventBridge.entries)
                  .extracting(entry -> entry.source())
                  .containsExactly("second", "asynchronous");
            });
  }

  @Test
  void everyListenerHearsOfBothPublishersAlsoIfOneOfThemThrows() {
    FakeEventBridge eventBridge = new FakeEventBridge();
    List<PublishOutcome> heard = new CopyOnWriteArrayList<>();
    PublisherListener failing =
        new PublisherListener() {
          @Override
          public void onOutcome(PublishOutcome outcome) {
            throw new IllegalStateException("on purpose");
          }
        };
    PublisherListener hearing =
        new PublisherListener() {
          @Override
          public void onOutcome(PublishOutcome outcome) {
            heard.add(outcome);
          }
        };

    runner
        .withBean("sync", EventBridgeClient.class, eventBridge::client)
        .withBean("async", EventBridgeAsyncClient.class, eventBridge::asyncClient)
        .withBean("failing", PublisherListener.class, () -> failing)
        .withBean("hearing", PublisherListener.class, () -> hearing)
        .run(
            context -> {
              context.getBean(MomentoEventPublisher.class).cacheDelete("my-cache", "key");
              context
                  .getBean(MomentoEventAsyncPublisher.class)
                  .publish(TopicPublish.of("my-cache", "news", "hello"))
                  .join();
              context.getBean(MomentoEventAsyncPublisher.class).flush().join();

              assertThat(heard).hasSize(2).allMatch(PublishOutcome.Accepted.class::isInstance);
            });
  }

  @Test
  void theOptionsReachThePublisher() {
    FakeEventBridge eventBridge = new FakeEventBridge();

    runner
        .withBean("sync", EventBridgeClient.class, eventBridge::client)
        .withBean("async", EventBridgeAsyncClient.class, eventBridge::asyncClient)
        .withPropertyValues("momento.eventbridge.max-ttl=2d", "momento.eventbridge.source=shop")
        .run(
            context -> {
              context
                  .getBean(MomentoEventPublisher.class)
                  .cacheSet("my-cache", "key", "value", Duration.ofDays(2));

              assertThat(eventBridge.entries).hasSize(1);
              assertThat(eventBridge.entries.get(0).source()).isEqualTo("shop");
            });
  }

  private static int maxAttempts(SdkServiceClientConfiguration configuration) {
    return configuration.overrideConfiguration().retryStrategy().orElseThrow().maxAttempts();
  }

  static class WithClient {
    final boolean isOffered;

    WithClient(ObjectProvider<EventBridgeClient> client) {
      isOffered = client.getIfAvailable() != null;
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class TwoCustomizers {
    @Bean
    @Order(2)
    MomentoPublisherCustomizer second() {
      return builder -> {
        builder.source("second");
        if (builder instanceof MomentoEventAsyncPublisher.Builder async) {
          async.source("asynchronous");
        }
      };
    }

    @Bean
    @Order(1)
    MomentoPublisherCustomizer first() {
      return builder -> builder.source("first");
    }
  }
}
