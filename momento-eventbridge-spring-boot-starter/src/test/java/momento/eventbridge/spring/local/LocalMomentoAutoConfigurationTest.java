package momento.eventbridge.spring.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.local.CachedItem;
import momento.eventbridge.local.LocalMomentoStack;
import momento.eventbridge.spring.FakeEventBridge;
import momento.eventbridge.spring.MomentoEventBridgeAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

class LocalMomentoAutoConfigurationTest {
  private final ApplicationContextRunner unasked =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  MomentoEventBridgeAutoConfiguration.class,
                  LocalMomentoAutoConfiguration.class,
                  MissingLocalMomentoAutoConfiguration.class));
  private final ApplicationContextRunner runner =
      unasked.withPropertyValues(
          "momento.eventbridge.local.enabled=true", "momento.eventbridge.local.caches=one,two");

  @Test
  void bothPublishersSendToTheLocalStack() {
    runner.run(
        context -> {
          context
              .getBean(MomentoEventPublisher.class)
              .cacheSet("one", "key", "value", Duration.ofMinutes(1));
          context
              .getBean(MomentoEventAsyncPublisher.class)
              .cacheSet("two", "key", "value", Duration.ofMinutes(1))
              .join();

          LocalMomentoStack stack = context.getBean(LocalMomentoStack.class);
          stack.awaitIdle();
          assertThat(stack.get("one", "key")).map(CachedItem::text).contains("value");
          assertThat(stack.get("two", "key")).map(CachedItem::text).contains("value");
        });
  }

  @Test
  void theClientsOfTheApplicationArePassedOver() {
    FakeEventBridge production = new FakeEventBridge();

    runner
        .withBean("production", EventBridgeClient.class, production::client)
        .withBean("productionAsync", EventBridgeAsyncClient.class, production::asyncClient)
        .run(
            context -> {
              context.getBean(MomentoEventPublisher.class).cacheDelete("one", "key");
              context.getBean(MomentoEventAsyncPublisher.class).cacheDelete("one", "key").join();

              assertThat(production.entries).isEmpty();
              assertThat(context.getBean(LocalMomentoStack.class).counts().accepted()).isEqualTo(2);
            });
  }

  @Test
  void itIsDeployedOnTheBusAndInTheRegionOfTheApplication() {
    String bus = "arn:aws:events:eu-west-1:123456789012:event-bus/orders";

    runner
        .withPropertyValues(
            "momento.eventbridge.region=eu-west-1", "momento.eventbridge.event-bus-name=" + bus)
        .run(
            context -> {
              context.getBean(MomentoEventPublisher.class).verifyEventBus();
              context
                  .getBean(MomentoEventPublisher.class)
                  .cacheSet("one", "key", "value", Duration.ofMinutes(1));

              LocalMomentoStack stack = context.getBean(LocalMomentoStack.class);
              stack.awaitIdle();
              assertThat(stack.get("one", "key")).isPresent();
            });
  }

  @Test
  void aStackOfTheApplicationIsUsed() {
    LocalMomentoStack own = LocalMomentoStack.builder().caches("mine").start();

    runner
        .withBean(LocalMomentoStack.class, () -> own)
        .run(
            context -> {
              context
                  .getBean(MomentoEventPublisher.class)
                  .cacheSet("mine", "key", "value", Duration.ofMinutes(1));
              own.awaitIdle();
              assertThat(own.get("mine", "key")).isPresent();
            });
  }

  @Test
  void unaskedForThereIsNone() {
    unasked
        .withPropertyValues(
            "momento.eventbridge.region=eu-west-1", "momento.eventbridge.async.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(LocalMomentoStack.class));
  }

  @Test
  void askedForWithoutItsModuleTheStartEndsBecauseEventsWouldGoToAws() {
    runner
        .withClassLoader(new FilteredClassLoader(LocalMomentoStack.class))
        .withPropertyValues("momento.eventbridge.region=eu-west-1")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                    .hasMessageContaining("momento.eventbridge.local.enabled")
                    .hasMessageContaining("momento-eventbridge-local"));
  }
}
