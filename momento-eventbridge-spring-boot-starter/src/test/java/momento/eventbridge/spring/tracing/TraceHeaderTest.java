package momento.eventbridge.spring.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import brave.propagation.aws.AWSPropagation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.ScopedSpan;
import io.micrometer.tracing.Tracer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.spring.FakeEventBridge;
import momento.eventbridge.spring.MomentoEventBridgeAutoConfiguration;
import momento.eventbridge.spring.TraceHeaderSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration;
import org.springframework.boot.micrometer.tracing.brave.autoconfigure.BraveAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** With Brave as tracer and Brave's own reader of AWS's header. */
class TraceHeaderTest {
  private static final MomentoEvent EVENT = CacheDelete.of("my-cache", "key");

  private final FakeEventBridge eventBridge = new FakeEventBridge();
  private final ApplicationContextRunner untraced =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  MomentoEventBridgeAutoConfiguration.class, TraceHeaderAutoConfiguration.class))
          .withBean(EventBridgeClient.class, eventBridge::client)
          .withBean(EventBridgeAsyncClient.class, eventBridge::asyncClient);
  private final ApplicationContextRunner runner =
      untraced
          .withConfiguration(
              AutoConfigurations.of(
                  ObservationAutoConfiguration.class,
                  MicrometerTracingAutoConfiguration.class,
                  BraveAutoConfiguration.class))
          .withPropertyValues("management.tracing.sampling.probability=1.0");

  @Test
  void everyVerbOfBothPublishersSendsTheCurrentTrace() {
    runner.run(
        context -> {
          Tracer tracer = context.getBean(Tracer.class);
          ScopedSpan span = tracer.startScopedSpan("order");
          try {
            publishInEveryWay(context.getBean(MomentoEventPublisher.class));
            publishInEveryWay(context.getBean(MomentoEventAsyncPublisher.class));
          } finally {
            span.end();
          }

          assertThat(eventBridge.entries)
              .hasSize(14)
              .allSatisfy(
                  entry -> {
                    var read = AWSPropagation.extract(entry.traceHeader()).context();
                    assertThat(read.traceIdString()).isEqualTo(span.context().traceId());
                    assertThat(read.spanIdString()).isEqualTo(span.context().spanId());
                    assertThat(read.sampled()).isTrue();
                  });
        });
  }

  @Test
  void anObservationIsATraceToo() {
    runner.run(
        context -> {
          Observation.createNotStarted("order", context.getBean(ObservationRegistry.class))
              .observe(() -> context.getBean(MomentoEventPublisher.class).publish(EVENT));

          assertThat(eventBridge.entries.get(0).traceHeader()).startsWith("Root=1-");
        });
  }

  @Test
  void aTraceThatIsNotRecordedSaysSo() {
    runner
        .withPropertyValues("management.tracing.sampling.probability=0.0")
        .run(
            context -> {
              inSpan(context.getBean(Tracer.class), context.getBean(MomentoEventPublisher.class));

              assertThat(eventBridge.entries.get(0).traceHeader()).endsWith(";Sampled=0");
            });
  }

  @Test
  void outsideOfATraceThereIsNoHeader() {
    runner.run(
        context -> {
          context.getBean(MomentoEventPublisher.class).publish(EVENT);

          assertThat(eventBridge.entries.get(0).traceHeader()).isNull();
        });
  }

  @Test
  void withoutATracerTheEnvironmentsTraceIsSentUnlessSwitchedOff() {
    String header = "Root=1-4efaaf4d-1e8720b39541901950019ee5;Parent=53995c3f42cd8ad8;Sampled=1";
    System.setProperty("com.amazonaws.xray.traceHeader", header);
    try {
      untraced.run(context -> context.getBean(MomentoEventPublisher.class).publish(EVENT));
      untraced
          .withPropertyValues("momento.eventbridge.trace-header=false")
          .run(context -> context.getBean(MomentoEventPublisher.class).publish(EVENT));
    } finally {
      System.clearProperty("com.amazonaws.xray.traceHeader");
    }

    assertThat(eventBridge.entries)
        .extracting(PutEventsRequestEntry::traceHeader)
        .containsExactly(header, null);
  }

  @Test
  void anEventsOwnAttributesStay() {
    Instant time = Instant.parse("2026-11-24T12:00:00Z");
    EventAttributes attributes =
        EventAttributes.builder().source("shop").time(time).resources(List.of("order-7")).build();
    EventAttributes withHeader = EventAttributes.builder().traceHeader("Root=1-mine").build();

    runner.run(
        context -> {
          MomentoEventPublisher publisher = context.getBean(MomentoEventPublisher.class);
          ScopedSpan span = context.getBean(Tracer.class).startScopedSpan("order");
          publisher.publish(EVENT, attributes);
          publisher.publish(EVENT, withHeader);
          span.end();

          PutEventsRequestEntry first = eventBridge.entries.get(0);
          assertThat(first.source()).isEqualTo("shop");
          assertThat(first.time()).isEqualTo(time);
          assertThat(first.resources()).containsExactly("order-7");
          assertThat(first.traceHeader()).startsWith("Root=1-");
          assertThat(eventBridge.entries.get(1).traceHeader()).isEqualTo("Root=1-mine");
        });
  }

  @Test
  void itCanBeSwitchedOff() {
    runner
        .withPropertyValues("momento.eventbridge.trace-header=false")
        .run(
            context -> {
              inSpan(context.getBean(Tracer.class), context.getBean(MomentoEventPublisher.class));

              assertThat(eventBridge.entries.get(0).traceHeader()).isNull();
            });
  }

  @Test
  void aSourceOfTheApplicationReplacesMicrometers() {
    runner
        .withBean(TraceHeaderSource.class, () -> () -> Optional.of("Root=1-own"))
        .run(
            context -> {
              inSpan(context.getBean(Tracer.class), context.getBean(MomentoEventPublisher.class));

              assertThat(eventBridge.entries.get(0).traceHeader()).isEqualTo("Root=1-own");
            });
  }

  @Test
  void withoutATracerOrWithOneThatDoesNothingThereIsNoHeader() {
    untraced.run(context -> context.getBean(MomentoEventPublisher.class).publish(EVENT));
    untraced
        .withConfiguration(AutoConfigurations.of(NoopTracerAutoConfiguration.class))
        .run(
            context ->
                inSpan(
                    context.getBean(Tracer.class), context.getBean(MomentoEventPublisher.class)));

    assertThat(eventBridge.entries).hasSize(2).allMatch(entry -> entry.traceHeader() == null);
  }

  @Test
  void withoutMicrometerTracingThereIsNoSource() {
    untraced
        .withClassLoader(new FilteredClassLoader("io.micrometer.tracing"))
        .run(
            context -> {
              assertThat(context).doesNotHaveBean(TraceHeaderSource.class);
              context.getBean(MomentoEventPublisher.class).publish(EVENT);
              assertThat(eventBridge.entries.get(0).traceHeader()).isNull();
            });
  }

  @Test
  void inTheBackgroundAnInvalidEventStillFailsItsFuture() {
    runner.run(
        context ->
            assertThat(
                    context.getBean(MomentoEventAsyncPublisher.class).cacheDelete("my-cache", ""))
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withCauseInstanceOf(EventValidationException.class));
  }

  @ParameterizedTest
  @CsvSource({
    "4efaaf4d1e8720b39541901950019ee5, 53995c3f42cd8ad8, true,"
        + " Root=1-4efaaf4d-1e8720b39541901950019ee5;Parent=53995c3f42cd8ad8;Sampled=1",
    "4efaaf4d1e8720b39541901950019ee5, 53995c3f42cd8ad8, false,"
        + " Root=1-4efaaf4d-1e8720b39541901950019ee5;Parent=53995c3f42cd8ad8;Sampled=0",
    "4efaaf4d1e8720b39541901950019ee5, 53995c3f42cd8ad8, ,"
        + " Root=1-4efaaf4d-1e8720b39541901950019ee5;Parent=53995c3f42cd8ad8",
    "9541901950019ee5, 53995c3f42cd8ad8, true,",
    "00000000000000000000000000000000, 53995c3f42cd8ad8, true,",
    "4efaaf4d1e8720b39541901950019ee5, 0000000000000000, true,",
    "'', '', ,",
  })
  void aW3cTraceIdIsWrittenInThreeParts(
      String traceId, String spanId, @Nullable Boolean sampled, @Nullable String header) {
    assertThat(XRayTraceHeader.of(traceId, spanId, sampled)).isEqualTo(Optional.ofNullable(header));
  }

  private static void inSpan(Tracer tracer, MomentoEventPublisher publisher) {
    ScopedSpan span = tracer.startScopedSpan("order");
    publisher.publish(EVENT);
    span.end();
  }

  private static void publishInEveryWay(MomentoEventPublisher publisher) {
    publisher.cacheSet("my-cache", "key", "value", Duration.ofMinutes(1));
    publisher.cacheDelete("my-cache", "key");
    publisher.topicPublish("my-cache", "news", "hello");
    publisher.publish(EVENT);
    publisher.publish(EVENT, EventAttributes.none());
    publisher.publishAll(List.of(EVENT)).orThrow();
    publisher.publishAll(List.of(EVENT), EventAttributes.none()).orThrow();
    publisher.publishAll(List.of(EVENT), outcome -> {});
    publisher.publishAll(List.of(EVENT), EventAttributes.none(), outcome -> {});
  }

  private static void publishInEveryWay(MomentoEventAsyncPublisher publisher) {
    publisher.cacheSet("my-cache", "key", "value", Duration.ofMinutes(1)).join();
    publisher.cacheDelete("my-cache", "key").join();
    publisher.topicPublish("my-cache", "news", "hello").join();
    publisher.publish(EVENT).join();
    publisher.publish(EVENT, EventAttributes.none()).join();
  }
}
