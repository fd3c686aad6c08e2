package momento.eventbridge.spring.health;

import static org.assertj.core.api.Assertions.assertThat;

import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.local.LocalMomentoStack;
import momento.eventbridge.local.LocalMomentoTest;
import momento.eventbridge.spring.FakeEventBridge;
import momento.eventbridge.spring.MomentoEventBridgeAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

@LocalMomentoTest
class EventBusHealthTest {
  private final ApplicationContextRunner unasked;
  private final ApplicationContextRunner runner;

  EventBusHealthTest(LocalMomentoStack stack) {
    unasked =
        new ApplicationContextRunner()
            .withConfiguration(
                AutoConfigurations.of(
                    MomentoEventBridgeAutoConfiguration.class,
                    EventBusHealthAutoConfiguration.class))
            .withPropertyValues("momento.eventbridge.async.enabled=false")
            .withBean(
                EventBridgeClient.class,
                stack::eventBridgeClient,
                definition -> definition.setDestroyMethodName(""));
    runner = unasked.withPropertyValues("management.health.momento-event-bus.enabled=true");
  }

  @Test
  void itIsOffByDefaultBecauseItNeedsARight() {
    unasked.run(context -> assertThat(context).doesNotHaveBean(HealthContributor.class));
  }

  @Test
  void aBusThatExistsIsUp() {
    runner.run(
        context ->
            assertThat(context.getBean(EventBusHealthIndicator.class).health().getStatus())
                .isEqualTo(Status.UP));
  }

  @Test
  void aMisspeltBusIsDownAndSaysSo() {
    runner
        .withPropertyValues("momento.eventbridge.event-bus-name=ordres")
        .run(
            context -> {
              var health = context.getBean(EventBusHealthIndicator.class).health();

              assertThat(health.getStatus()).isEqualTo(Status.DOWN);
              assertThat(health.getDetails().get("error"))
                  .asString()
                  .contains("event bus ordres does not exist");
            });
  }

  @Test
  void aBusThatCannotBeAskedForIsDown() {
    // Of DescribeEventBus this client knows nothing.
    new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                MomentoEventBridgeAutoConfiguration.class, EventBusHealthAutoConfiguration.class))
        .withPropertyValues(
            "momento.eventbridge.async.enabled=false",
            "management.health.momento-event-bus.enabled=true")
        .withBean(EventBridgeClient.class, () -> new FakeEventBridge().client())
        .run(
            context -> {
              var health = context.getBean(EventBusHealthIndicator.class).health();

              assertThat(health.getStatus()).isEqualTo(Status.DOWN);
              assertThat(health.getDetails().get("error"))
                  .asString()
                  .contains("events:DescribeEventBus");
            });
  }

  @Test
  void eachOfTwoPublishersHasItsOwn() {
    runner
        .withBean("one", MomentoEventPublisher.class, EventBusHealthTest::publisher)
        .withBean("two", MomentoEventPublisher.class, EventBusHealthTest::publisher)
        .run(
            context ->
                assertThat(context.getBean(CompositeHealthContributor.class).stream())
                    .extracting(HealthContributors.Entry::name)
                    .containsExactlyInAnyOrder("one", "two"));
  }

  @Test
  void aContributorOfTheApplicationStaysAlone() {
    HealthIndicator own = () -> Health.up().build();

    runner
        .withBean("momentoEventBusHealthIndicator", HealthIndicator.class, () -> own)
        .run(context -> assertThat(context.getBean(HealthContributor.class)).isSameAs(own));
  }

  @Test
  void withoutSpringBootsHealthThereIsNothing() {
    runner
        .withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
        .run(
            context ->
                assertThat(context)
                    .hasSingleBean(MomentoEventPublisher.class)
                    .doesNotHaveBean("momentoEventBusHealthContributor"));
  }

  private static MomentoEventPublisher publisher() {
    return MomentoEventPublisher.builder().client(new FakeEventBridge().client()).build();
  }
}
