package momento.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.SetSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** The builder's options and their limits. */
class MomentoEventPublisherTest {
  private static final String TRACE_HEADER = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1";

  private final EventBridgeClient client = mock();

  @Test
  void everyOptionReachesTheRequest() {
    accept();
    MomentoEventPublisher publisher =
        MomentoEventPublisher.builder()
            .client(client)
            .eventBusName("orders")
            .source("shop")
            .deliveryTimeout(Duration.ofSeconds(3))
            .maxTtl(Duration.ofDays(30))
            .maxTopicMessageBytes(10_000)
            .maxRequestBytes(262_144)
            .listener(new PublisherListener() {})
            .build();

    publisher.cacheSet("c", "k", "m", Duration.ofDays(30));
    publisher.topicPublish("c", "t", "m".repeat(10_000));

    PutEventsRequest request = sent();
    assertThat(request.entries().get(0).eventBusName()).isEqualTo("orders");
    assertThat(request.entries().get(0).source()).isEqualTo("shop");
    assertThat(request.endpointId()).isNull();
    assertThat(request.overrideConfiguration().orElseThrow().apiCallTimeout())
        .hasValue(Duration.ofSeconds(1));
    assertThatThrownBy(() -> publisher.cacheSet("c", "k", "m".repeat(262_144), Duration.ofDays(1)))
        .isInstanceOf(EventTooLargeException.class);
  }

  @Test
  void theDefaults() {
    accept();
    MomentoEventPublisher publisher = MomentoEventPublisher.builder().client(client).build();

    publisher.cacheSet("c", "k", "m", Duration.ofHours(24));

    assertThat(sent().entries().get(0).eventBusName()).isEqualTo("default");
    assertThat(sent().entries().get(0).source()).isEqualTo("momento-eventbridge-client");
    assertThatThrownBy(() -> publisher.cacheSet("c", "k", "m", Duration.ofSeconds(86_401)))
        .isInstanceOf(EventValidationException.class)
        .hasMessageContaining("maxTtl");
    assertThatThrownBy(() -> publisher.topicPublish("c", "t", "m".repeat(4_097)))
        .isInstanceOf(EventValidationException.class)
        .hasMessageContaining("4,097")
        .hasMessageContaining("4,096");
  }

  @Test
  void aCallersClientStaysOpen() {
    MomentoEventPublisher.builder().client(client).build().close();

    verify(client, never()).close();
  }

  static Stream<Arguments> badOptions() {
    return Stream.of(
        bad("source", b -> b.source("")),
        bad("source", b -> b.source("aws.events")),
        bad("source", b -> b.source("s".repeat(257))),
        bad("eventBusName", b -> b.eventBusName("my bus")),
        bad("eventBusName", b -> b.eventBusName("b".repeat(1_601))),
        bad("endpointId", b -> b.endpointId("abcde")),
        bad("endpointId", b -> b.endpointId("a".repeat(50) + ".veo")),
        bad("deliveryTimeout", b -> b.deliveryTimeout(Duration.ofMillis(999))),
        bad("deliveryTimeout", b -> b.deliveryTimeout(Duration.ofHours(1).plusMillis(1))),
        bad("maxRequestBytes", b -> b.maxRequestBytes(1_023)),
        bad("maxRequestBytes", b -> b.maxRequestBytes(1_048_577)),
        bad("maxTtl", b -> b.maxTtl(Duration.ofMillis(999))),
        bad("maxTopicMessageBytes", b -> b.maxTopicMessageBytes(0)),
        bad("maxTopicMessageBytes", b -> b.maxTopicMessageBytes(1_048_577)));
  }

  private static Arguments bad(String field, UnaryOperator<MomentoEventPublisher.Builder> option) {
    return Arguments.of(field, option);
  }

  @ParameterizedTest(name = "{0}, case {index}")
  @MethodSource("badOptions")
  void aBadOptionIsRefusedAtOnce(
      String field, UnaryOperator<MomentoEventPublisher.Builder> option) {
    assertThatThrownBy(() -> option.apply(MomentoEventPublisher.builder()))
        .isInstanceOfSatisfying(
            EventValidationException.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  @Test
  @SetSystemProperty(key = "aws.region", value = "us-east-1")
  void withoutAClientItMakesItsOwn() {
    MomentoEventPublisher.create().close();
  }

  @Test
  @SetSystemProperty(key = "com.amazonaws.xray.traceHeader", value = TRACE_HEADER)
  void theTraceHeaderOfAnInvocationIsTakenFromItsSystemPropertyUnlessSwitchedOff() {
    accept();
    MomentoEventPublisher.builder().client(client).build().cacheDelete("c", "k");
    assertThat(sent().entries().get(0).traceHeader()).isEqualTo(TRACE_HEADER);

    MomentoEventPublisher.builder()
        .client(client)
        .traceHeaderFromEnvironment(false)
        .build()
        .cacheDelete("c", "k");
    assertThat(sent().entries().get(0).traceHeader()).isNull();
  }

  @Test
  void anArnIsABusName() {
    accept();
    String arn = "arn:aws:events:us-east-1:123456789012:event-bus/orders";

    MomentoEventPublisher.builder().client(client).eventBusName(arn).build().cacheDelete("c", "k");

    assertThat(sent().entries().get(0).eventBusName()).isEqualTo(arn);
  }

  @Test
  void aGlobalEndpointNamesTheArtifactThatItNeeds() {
    MomentoEventPublisher.Builder builder =
        MomentoEventPublisher.builder().client(client).endpointId("abcde.veo");

    assertThatThrownBy(builder::build)
        .isExactlyInstanceOf(MomentoEventException.class)
        .hasMessageContaining("software.amazon.awssdk:http-auth-aws-crt");
  }

  private void accept() {
    when(client.putEvents(any(PutEventsRequest.class)))
        .thenReturn(
            PutEventsResponse.builder()
                .entries(List.of(PutEventsResultEntry.builder().eventId("id").build()))
                .build());
  }

  private PutEventsRequest sent() {
    ArgumentCaptor<PutEventsRequest> request = ArgumentCaptor.forClass(PutEventsRequest.class);
    verify(client, atLeastOnce()).putEvents(request.capture());
    return request.getValue();
  }
}
