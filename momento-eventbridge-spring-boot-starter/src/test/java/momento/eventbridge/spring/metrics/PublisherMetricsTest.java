package momento.eventbridge.spring.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheSet;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.PublisherListener;
import momento.eventbridge.local.Hold;
import momento.eventbridge.local.LocalMomentoStack;
import momento.eventbridge.local.LocalMomentoTest;
import momento.eventbridge.local.RecordingMomentoEventPublisher;
import momento.eventbridge.spring.MomentoEventBridgeAutoConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** Every meter, against what the local stack counted. */
@LocalMomentoTest(caches = "my-cache")
class PublisherMetricsTest {
  private final LocalMomentoStack stack;
  private ApplicationContextRunner runner = new ApplicationContextRunner();

  PublisherMetricsTest(LocalMomentoStack stack) {
    this.stack = stack;
  }

  @BeforeEach
  void runTheAutoConfigurations() {
    runner =
        runner
            .withConfiguration(
                AutoConfigurations.of(
                    MomentoEventBridgeAutoConfiguration.class,
                    PublisherMetricsAutoConfiguration.class,
                    MetricsAutoConfiguration.class,
                    SimpleMetricsExportAutoConfiguration.class,
                    CompositeMeterRegistryAutoConfiguration.class))
            .withBean(
                "client",
                EventBridgeClient.class,
                stack::eventBridgeClient,
                definition -> definition.setDestroyMethodName(""))
            .withBean(
                "asyncClient",
                EventBridgeAsyncClient.class,
                stack::eventBridgeAsyncClient,
                definition -> definition.setDestroyMethodName(""));
  }

  @Test
  void requestsAndAcceptedEventsAreThoseOfTheService() {
    runner.run(
        context -> {
          MeterRegistry registry = context.getBean(MeterRegistry.class);
          MomentoEventPublisher publisher = context.getBean(MomentoEventPublisher.class);
          assertThat(publisher.publishAll(items(12)).allAccepted()).isTrue();
          publisher.topicPublish("my-cache", "news", "hello");

          String name = "momento.eventbridge.events.accepted";
          assertThat(registry.get(name).tag("detail.type", "cacheSet").counter().count())
              .isEqualTo(12);
          assertThat(registry.get(name).tag("detail.type", "topicPublish").counter().count())
              .isEqualTo(1);
          assertThat(registry.get(name).tag("detail.type", "cacheDelete").counter().count())
              .isZero();
          var requests =
              registry.get("momento.eventbridge.requests").tag("failure", "none").timer();
          assertThat(requests.count()).isEqualTo(3).isEqualTo(stack.counts().requests());
          assertThat(requests.totalTime(TimeUnit.NANOSECONDS)).isPositive();
          var entries = registry.get("momento.eventbridge.request.entries").summary();
          assertThat(entries.count()).isEqualTo(3);
          assertThat(entries.max()).isEqualTo(10);
          assertThat(entries.totalAmount()).isEqualTo(13);
          var size = registry.get("momento.eventbridge.request.size").summary();
          assertThat(size.count()).isEqualTo(3);
          assertThat(size.totalAmount()).isGreaterThan(13 * "momento-eventbridge-client".length());
          assertThat(size.getId().getBaseUnit()).isEqualTo("bytes");
        });
  }

  @Test
  void whatFailsIsCountedByItsCode() {
    runner.run(
        context -> {
          MeterRegistry registry = context.getBean(MeterRegistry.class);
          MomentoEventPublisher publisher = context.getBean(MomentoEventPublisher.class);
          stack
              .eventBridgeFaults()
              .failEntriesOfNextRequest("ThrottlingException", "Rate exceeded", 0, 2);
          assertThat(publisher.publishAll(items(3)).allAccepted()).isTrue();
          stack.eventBridgeFaults().failEntriesOfNextRequest("InvalidArgument", "on purpose", 0);
          assertThat(publisher.publishAll(List.of(CacheDelete.of("my-cache", "key"))).rejected())
              .hasSize(1);
          stack.eventBridgeFaults().respondNext(400, "AccessDeniedException", "on purpose", 1);
          assertThat(publisher.publishAll(items(2)).rejected()).hasSize(2);

          assertThat(
                  registry
                      .get("momento.eventbridge.retries")
                      .tag("code", "ThrottlingException")
                      .counter()
                      .count())
              .isEqualTo(2);
          assertThat(
                  registry
                      .get("momento.eventbridge.events.rejected")
                      .tags("detail.type", "cacheDelete", "code", "InvalidArgument")
                      .counter()
                      .count())
              .isEqualTo(1);
          assertThat(
                  registry
                      .get("momento.eventbridge.events.rejected")
                      .tags("detail.type", "cacheSet", "code", "AccessDeniedException")
                      .counter()
                      .count())
              .isEqualTo(2);
          assertThat(
                  registry
                      .get("momento.eventbridge.requests")
                      .tag("failure", "AccessDeniedException")
                      .timer()
                      .count())
              .isEqualTo(1);
        });
  }

  @Test
  void theGaugesShowWhatAnAsynchronousPublisherHolds() {
    runner
        .withPropertyValues("momento.eventbridge.async.max-in-flight-requests=1")
        .run(
            context -> {
              MeterRegistry registry = context.getBean(MeterRegistry.class);
              MomentoEventAsyncPublisher publisher =
                  context.getBean(MomentoEventAsyncPublisher.class);
              List<CompletableFuture<String>> futures = new ArrayList<>();
              Hold hold = stack.eventBridgeFaults().hold();
              items(25).forEach(item -> futures.add(publisher.publish(item)));

              assertThat(gauge(registry, "momento.eventbridge.buffer.events")).isEqualTo(25);
              assertThat(gauge(registry, "momento.eventbridge.buffer.size"))
                  .isEqualTo((double) publisher.buffered().bytes())
                  .isPositive();
              assertThat(gauge(registry, "momento.eventbridge.requests.in.flight")).isEqualTo(1);
              assertThat(gauge(registry, "momento.eventbridge.requests.window")).isEqualTo(1);
              double waited = gauge(registry, "momento.eventbridge.buffer.oldest");
              assertThat(waited).isPositive();
              assertThat(waited)
                  .as("seconds, as every time in the registry")
                  .isLessThanOrEqualTo(publisher.buffered().oldest().toNanos() / 1e9);
              hold.close();
              publisher.flush().join();

              assertThat(futures).allMatch(CompletableFuture::isDone);
              assertThat(gauge(registry, "momento.eventbridge.buffer.events")).isZero();
              assertThat(gauge(registry, "momento.eventbridge.requests.in.flight")).isZero();
              assertThat(gauge(registry, "momento.eventbridge.buffer.oldest")).isZero();
            });
  }

  @Test
  void anOverflowIsCounted() {
    runner
        .withPropertyValues("momento.eventbridge.async.max-buffered-events=10")
        .run(
            context -> {
              MomentoEventAsyncPublisher publisher =
                  context.getBean(MomentoEventAsyncPublisher.class);
              Hold hold = stack.eventBridgeFaults().hold();
              List<CompletableFuture<String>> futures =
                  items(12).stream().map(publisher::publish).toList();
              assertThat(futures)
                  .filteredOn(CompletableFuture::isCompletedExceptionally)
                  .hasSize(2);
              hold.close();
              publisher.flush().join();

              assertThat(
                      context
                          .getBean(MeterRegistry.class)
                          .get("momento.eventbridge.events.overflowed")
                          .counter()
                          .count())
                  .isEqualTo(2);
            });
  }

  @Test
  void whatIsLostOnCloseIsCounted() {
    runner
        .withPropertyValues("momento.eventbridge.async.close-timeout=0s")
        .run(
            context -> {
              MeterRegistry registry = context.getBean(MeterRegistry.class);
              var lost = registry.get("momento.eventbridge.events.lost.on.close").counter();
              Hold hold = stack.eventBridgeFaults().hold();
              CompletableFuture<String> future =
                  context.getBean(MomentoEventAsyncPublisher.class).cacheDelete("my-cache", "key");
              context.getSourceApplicationContext().close();
              assertThat(future).isCompletedExceptionally();
              hold.close();
              // The request is still under way, and must not meet the next test's faults.
              await().until(() -> stack.counts().accepted() == 1);

              assertThat(lost.count()).isEqualTo(1);
            });
  }

  @Test
  void theNamesCanBeOverridden() {
    runner
        .withBean(OwnNames.class)
        .run(
            context ->
                assertThat(context.getBean(MeterRegistry.class).getMeters())
                    .extracting(Meter::getId)
                    .extracting(Meter.Id::getName)
                    .contains("shop.momento.buffered", "momento.eventbridge.events.accepted")
                    .doesNotContain("momento.eventbridge.buffer.events"));
  }

  @Test
  void theDefaultNamesAreAllDifferent() throws ReflectiveOperationException {
    PublisherMetricNames names = new PublisherMetricNames();
    List<Object> all = new ArrayList<>();
    for (var method : PublisherMetricNames.class.getDeclaredMethods()) {
      if (!method.isSynthetic()) {
        all.add(method.invoke(names));
      }
    }

    assertThat(all).hasSize(13).doesNotHaveDuplicates();
    assertThat(all)
        .allSatisfy(name -> assertThat(name).asString().startsWith("momento.eventbridge."));
  }

  @Test
  void aPublisherOfTheApplicationHasGaugesByItsName() {
    runner
        .withBean(
            "mine",
            MomentoEventAsyncPublisher.class,
            () -> new RecordingMomentoEventPublisher().async())
        .run(
            context ->
                assertThat(
                        context
                            .getBean(MeterRegistry.class)
                            .get("momento.eventbridge.buffer.events")
                            .tag("publisher", "mine")
                            .gauge()
                            .value())
                    .isZero());
  }

  @Test
  void withoutAnAsynchronousPublisherThereAreNoGauges() {
    runner
        .withPropertyValues("momento.eventbridge.async.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(BufferGauges.class));
  }

  @Test
  void withoutMicrometerOrARegistryThereIsNothing() {
    ApplicationContextRunner withoutRegistry =
        new ApplicationContextRunner()
            .withConfiguration(
                AutoConfigurations.of(
                    MomentoEventBridgeAutoConfiguration.class,
                    PublisherMetricsAutoConfiguration.class))
            .withPropertyValues(
                "momento.eventbridge.region=eu-west-1", "momento.eventbridge.async.enabled=false");

    withoutRegistry.run(
        context ->
            assertThat(context)
                .hasSingleBean(MomentoEventPublisher.class)
                .doesNotHaveBean(PublisherListener.class));
    withoutRegistry
        .withClassLoader(new FilteredClassLoader("io.micrometer"))
        .run(
            context ->
                assertThat(context)
                    .hasSingleBean(MomentoEventPublisher.class)
                    .doesNotHaveBean(PublisherListener.class));
  }

  private static double gauge(MeterRegistry registry, String name) {
    return registry.get(name).tag("publisher", "momentoEventAsyncPublisher").gauge().value();
  }

  private static List<CacheSet> items(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> CacheSet.of("my-cache", "key" + i, "value", Duration.ofMinutes(5)))
        .toList();
  }

  static class OwnNames extends PublisherMetricNames {
    @Override
    public String bufferedEvents() {
      return "shop.momento.buffered";
    }
  }
}
