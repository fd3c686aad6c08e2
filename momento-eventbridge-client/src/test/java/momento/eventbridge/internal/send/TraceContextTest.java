package momento.eventbridge.internal.send;

import static momento.eventbridge.internal.send.PublisherUnderTest.event;
import static momento.eventbridge.internal.send.PublisherUnderTest.events;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.PublishResult;
import momento.eventbridge.internal.core.EventEncoder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

class TraceContextTest {
  private static final String PROPERTY = "com.amazonaws.xray.traceHeader";
  private static final String VARIABLE = "_X_AMZN_TRACE_ID";
  private static final String ONE = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1";
  private static final String TWO = "Root=1-67891233-abcdef012345678912345678;Sampled=1";

  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();
  private final TraceContext context = TraceContext.xray(properties::get, environment::get);

  @Test
  void thePropertyOfTheInvocationComesBeforeTheEnvironment() {
    assertThat(context.header()).isNull();

    environment.put(VARIABLE, ONE);
    assertThat(context.header()).isEqualTo(ONE);

    properties.put(PROPERTY, TWO);
    assertThat(context.header()).isEqualTo(TWO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Root=", "garbage", ONE + "\n", "Root=1-5759e988"})
  void whatIsNoTraceHeaderIsLeftOut(String malformed) {
    properties.put(PROPERTY, malformed);

    assertThat(context.header()).isNull();
    assertThat(context.addTo(EventAttributes.none())).isEqualTo(EventAttributes.none());
  }

  @Test
  void whatIsLongerThanEventBridgeTakesIsLeftOut() {
    environment.put(VARIABLE, ONE + ";" + "x".repeat(500));

    assertThat(context.header()).isNull();
  }

  @Test
  void anEventsOwnTraceHeaderWinsAndItsOtherFieldsStay() {
    environment.put(VARIABLE, ONE);
    EventAttributes own =
        EventAttributes.builder()
            .source("shop")
            .time(Instant.EPOCH)
            .resources(List.of("arn:a"))
            .build();

    assertThat(context.addTo(own)).isEqualTo(own.toBuilder().traceHeader(ONE).build());
    EventAttributes traced = own.toBuilder().traceHeader("mine").build();
    assertThat(context.addTo(traced)).isSameAs(traced);
  }

  @Test
  void theSynchronousPublisherLooksAsItTakesEachEvent() {
    FakeEventBridge service = new FakeEventBridge();
    FakePacing pacing = new FakePacing();
    try (MomentoEventPublisher publisher =
        new SyncPublisher(
            new PublisherSettings(
                "default",
                null,
                new EventEncoder("demo", 1_000_000, Duration.ofHours(24), 4_096),
                Duration.ofSeconds(30),
                new PublisherUnderTest.Heard(),
                context,
                Double.POSITIVE_INFINITY),
            new SdkPutEvents(service, "default", null),
            pacing,
            EventBus.by(service),
            () -> {})) {
      publisher.publish(event(0));
      properties.put(PROPERTY, ONE);
      publisher.publish(event(1));
      properties.put(PROPERTY, TWO);
      PublishResult result = publisher.publishAll(events(2));
      publisher.publish(event(2), EventAttributes.builder().traceHeader("mine").build());

      assertThat(result.allAccepted()).isTrue();
    }
    assertThat(
            service.requests.stream()
                .flatMap(request -> request.entries().stream())
                .map(PutEventsRequestEntry::traceHeader))
        .containsExactly(null, ONE, TWO, TWO, "mine");
  }

  @Test
  void anEventThatIsSentAgainKeepsTheTraceInWhichItWasTaken() {
    AsyncUnderTest test = new AsyncUnderTest(new AsyncUnderTest.Options().traceContext(context));
    properties.put(PROPERTY, ONE);
    var published = test.publisher.publish(event(0));
    properties.put(PROPERTY, TWO);
    test.transport.request(0).fail(HandDrivenPutEvents.THROTTLED);
    test.alarm.ring();
    test.transport.request(1).accept();

    assertThat(published).isCompleted();
    assertThat(traceHeader(test, 0)).isEqualTo(ONE);
    assertThat(traceHeader(test, 1)).isEqualTo(ONE);
  }

  @Test
  void eventsOfOneRequestKeepTheTraceOfWhoPublishedThem() {
    AsyncUnderTest test =
        new AsyncUnderTest(new AsyncUnderTest.Options().traceContext(context).maxInFlight(1));
    var first = test.publisher.publish(event(0));
    properties.put(PROPERTY, ONE);
    var second = test.publisher.publish(event(1));
    properties.put(PROPERTY, TWO);
    var third = test.publisher.publish(event(2));
    test.transport.acceptAll();

    assertThat(List.of(first, second, third))
        .allSatisfy(future -> assertThat(future).isCompleted());
    assertThat(
            test.transport.request(1).entries().stream()
                .map(entry -> entry.attributes().traceHeader().orElse("none")))
        .containsExactly(ONE, TWO);
  }

  private static @Nullable String traceHeader(AsyncUnderTest test, int request) {
    return test.transport.request(request).entries().get(0).attributes().traceHeader().orElse(null);
  }
}
