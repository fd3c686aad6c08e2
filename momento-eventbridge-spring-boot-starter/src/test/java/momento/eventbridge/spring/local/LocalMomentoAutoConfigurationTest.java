package momento.eventbridge.spring.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublisherListener;
import momento.eventbridge.local.CachedItem;
import momento.eventbridge.local.LocalMomentoStack;
import momento.eventbridge.spring.FakeEventBridge;
import momento.eventbridge.spring.MomentoEventBridgeAutoConfiguration;
import momento.eventbridge.spring.RefusedProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
  void itsMomentoAllowsWhatThePropertiesAllowThePublishers() {
    runner
        .withPropertyValues(
            "momento.eventbridge.max-ttl=30d", "momento.eventbridge.max-topic-message-bytes=32KB")
        .run(
            context -> {
              MomentoEventPublisher publisher = context.getBean(MomentoEventPublisher.class);
              LocalMomentoStack stack = context.getBean(LocalMomentoStack.class);
              publisher.cacheSet("one", "key", "value", Duration.ofDays(30));
              publisher.topicPublish("one", "topic", "x".repeat(32_768));
              stack.awaitIdle();

              assertThat(stack.deadLetters()).isEmpty();
              assertThat(stack.counts().delivered()).isEqualTo(2);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "max-ttl, 500ms",
    "max-topic-message-bytes, 0B",
    "max-topic-message-bytes, 5GB",
    "event-bus-name, orders/eu"
  })
  void whatPublishersRefuseIsShownByItsPropertysName(String name, String value) {
    String property = "momento.eventbridge." + name;

    runner
        .withPropertyValues(property + "=" + value)
        .run(RefusedProperty.of(property, reason -> assertThat(reason).startsWith(name + " ")));
  }

  @ParameterizedTest
  @CsvSource({"event-bridge-port, EventBridge", "momento-port, Momento"})
  void aPortThatIsRefusedIsShownByItsPropertysName(String name, String server) {
    String property = "momento.eventbridge.local." + name;

    runner
        .withPropertyValues(property + "=65536")
        .run(
            RefusedProperty.of(
                property,
                reason ->
                    assertThat(reason)
                        .startsWith(server + "'s port is 65536; it must be 1 to 65535")));
  }

  /** As those of clients made for AWS: see {@code OwnClientTest}. */
  @Test
  void retriesAreThePublishersOwn() {
    runner.run(
        context -> {
          LocalMomentoStack stack = context.getBean(LocalMomentoStack.class);
          var delete = List.of(CacheDelete.of("one", "key"));
          stack.eventBridgeFaults().throttleNext(1);
          var result = context.getBean(MomentoEventPublisher.class).publishAll(delete);

          assertThat(result.outcomes())
              .singleElement()
              .satisfies(outcome -> assertThat(outcome.attempts()).isEqualTo(2));
          assertThat(stack.counts().requests()).isEqualTo(2);
        });
  }

  @Test
  void retriesOfTheAsynchronousPublisherAreItsOwn() {
    Queue<Integer> attempts = new ConcurrentLinkedQueue<>();
    PublisherListener listener =
        new PublisherListener() {
          @Override
          public void onOutcome(PublishOutcome outcome) {
            attempts.add(outcome.attempts());
          }
        };

    runner
        .withBean(PublisherListener.class, () -> listener)
        .run(
            context -> {
              context.getBean(LocalMomentoStack.class).eventBridgeFaults().throttleNext(1);
              context.getBean(MomentoEventAsyncPublisher.class).cacheDelete("one", "key").join();

              assertThat(attempts).containsExactly(2);
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
