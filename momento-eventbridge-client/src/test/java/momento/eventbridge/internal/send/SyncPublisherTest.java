package momento.eventbridge.internal.send;

import static momento.eventbridge.internal.send.PublisherUnderTest.event;
import static momento.eventbridge.internal.send.PublisherUnderTest.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import momento.eventbridge.CacheSet;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.EventBusNotFoundException;
import momento.eventbridge.EventRejectedException;
import momento.eventbridge.EventTooLargeException;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.MomentoEventException;
import momento.eventbridge.PublishOutcome.Rejected;
import momento.eventbridge.PublisherClosedException;
import momento.eventbridge.internal.core.EventEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** The publisher's verbs, one by one. */
class SyncPublisherTest {
  private final PublisherUnderTest test = new PublisherUnderTest();
  private final SyncPublisher publisher = test.publisher;

  @Test
  void theReferenceExampleIsTheEntryOfTheContract() {
    String id = publisher.cacheSet("my-cache", "test-key", "hello world!", Duration.ofMinutes(5));

    assertThat(id).isEqualTo("id-1");
    assertThat(onlyEntry())
        .isEqualTo(
            PutEventsRequestEntry.builder()
                .source("demo")
                .detailType("cacheSet")
                .detail(
                    "{\"cacheName\":\"my-cache\",\"key\":\"test-key\",\"message\":\"hello"
                        + " world!\",\"ttl\":300}")
                .eventBusName("default")
                .build());
  }

  @Test
  void cacheDeleteIsOneEntry() {
    assertThat(publisher.cacheDelete("my-cache", "a key")).isEqualTo("id-1");

    assertThat(onlyEntry().detailType()).isEqualTo("cacheDelete");
    assertThat(onlyEntry().detail())
        .isEqualTo("{\"cacheName\":\"my-cache\",\"key_base64\":\"YSBrZXk\"}");
  }

  @Test
  void topicPublishIsOneEntry() {
    assertThat(publisher.topicPublish("my-cache", "news", "hi")).isEqualTo("id-1");

    assertThat(onlyEntry().detailType()).isEqualTo("topicPublish");
    assertThat(onlyEntry().detail())
        .isEqualTo("{\"cacheName\":\"my-cache\",\"topicName\":\"news\",\"message\":\"hi\"}");
  }

  @Test
  void attributesGoOut() {
    Instant time = Instant.parse("2026-01-01T00:00:00.123Z");
    EventAttributes attributes =
        EventAttributes.builder()
            .source("orders")
            .time(time)
            .resources(List.of("arn:1", "arn:2"))
            .traceHeader("Root=1-5759e988-bd862e3fe1be46a994272793")
            .build();

    publisher.publish(event(0), attributes);

    assertThat(onlyEntry().source()).isEqualTo("orders");
    assertThat(onlyEntry().time()).isEqualTo(time);
    assertThat(onlyEntry().resources()).containsExactly("arn:1", "arn:2");
    assertThat(onlyEntry().traceHeader()).isEqualTo("Root=1-5759e988-bd862e3fe1be46a994272793");
  }

  @Test
  void publishAllGivesEachEventTheSameAttributes() {
    EventAttributes attributes = EventAttributes.builder().source("orders").build();

    publisher.publishAll(events(2), attributes);
    publisher.publishAll(events(2), attributes, outcome -> {});

    assertThat(test.service.requests)
        .hasSize(2)
        .allSatisfy(
            request -> assertThat(request.entries()).allMatch(e -> e.source().equals("orders")));
  }

  @Test
  void requestsAreMarked() {
    publisher.publish(event(0));

    PutEventsRequest request = test.service.requests.get(0);
    assertThat(request.overrideConfiguration().orElseThrow().apiNames())
        .singleElement()
        .satisfies(name -> assertThat(name.name()).isEqualTo("momento-eventbridge"))
        .satisfies(name -> assertThat(name.version()).isNotEmpty());
  }

  @Test
  void aRejectedEventIsAnExceptionWithItsOutcome() {
    test.service.entryFault = (entry, timesSeen) -> "AccessDeniedException";

    assertThatThrownBy(() -> publisher.publish(event(7)))
        .isInstanceOfSatisfying(
            EventRejectedException.class,
            e -> {
              assertThat(e.outcome().event()).isEqualTo(event(7));
              assertThat(e.outcome().code()).isEqualTo(ErrorCode.ACCESS_DENIED);
              assertThat(e)
                  .hasMessageContaining("AccessDeniedException")
                  .hasMessageContaining("allow events:PutEvents")
                  .hasMessageNotContaining("secret-");
            });
  }

  @Test
  void anInvalidEventIsAnExceptionAndNothingGoesOut() {
    assertThatThrownBy(() -> publisher.publish(CacheSet.of("c", "k", "m", Duration.ofHours(25))))
        .isInstanceOfSatisfying(
            EventValidationException.class, e -> assertThat(e.field()).isEqualTo("ttl"));
    assertThatThrownBy(() -> publisher.cacheSet("c", "", "m", Duration.ofHours(1)))
        .isInstanceOf(EventValidationException.class);
    assertThat(test.service.requests).isEmpty();
  }

  @Test
  void aTooLargeEventIsAnExceptionAndNothingGoesOut() {
    CacheSet large = CacheSet.of("c", "k", "m".repeat(1_000_000), Duration.ofHours(1));

    assertThatThrownBy(() -> publisher.publish(large))
        .isInstanceOfSatisfying(
            EventTooLargeException.class,
            e -> {
              assertThat(e.limitBytes()).isEqualTo(1_000_000);
              assertThat(e.actualBytes()).isGreaterThan(1_000_000);
              assertThat(e).hasMessageContaining("1,000,000").hasMessageContaining("reference");
            });
    assertThat(test.service.requests).isEmpty();
  }

  @Test
  void theBusIsThere() {
    publisher.verifyEventBus();
  }

  @Test
  void theBusIsMissing() {
    SyncPublisher other =
        new SyncPublisher(
            new PublisherSettings(
                "misspelt",
                null,
                new EventEncoder("demo", 1_000_000, Duration.ofHours(24), 4_096),
                Duration.ofSeconds(30),
                test.heard,
                TraceContext.NONE,
                Double.POSITIVE_INFINITY),
            test.service,
            false);

    assertThatThrownBy(other::verifyEventBus)
        .isInstanceOfSatisfying(
            EventBusNotFoundException.class,
            e -> assertThat(e.eventBusName()).isEqualTo("misspelt"))
        .hasMessageContaining("misspelt");
  }

  @Test
  void whetherTheBusIsThereCannotBeFoundOut() {
    FakeEventBridgeWithoutRights service =
        new FakeEventBridgeWithoutRights("AccessDeniedException", "not authorized");

    assertThatThrownBy(() -> bus(service).verify())
        .isExactlyInstanceOf(MomentoEventException.class)
        .hasMessageContaining("events:DescribeEventBus");
  }

  @ParameterizedTest
  @CsvSource({
    "400, AccessDeniedException",
    "400, ThrottlingException",
    "400, SomethingNewException"
  })
  void whatFailsWhileVerifyingTheBusIsNotAdvisedAsIfItWerePublishing(int status, String code) {
    FakeEventBridgeWithoutRights service =
        new FakeEventBridgeWithoutRights(status, code, "not now");

    assertThatThrownBy(() -> bus(service).verify())
        .isExactlyInstanceOf(MomentoEventException.class)
        .hasMessageContaining(code)
        .hasMessageNotContaining("PutEvents")
        .hasMessageNotContaining("publish");
  }

  @Test
  void a413ToVerifyingTheBusIsNotTakenForAnEventThatIsTooLarge() {
    FakeEventBridgeWithoutRights service = new FakeEventBridgeWithoutRights(413, "", "");

    assertThatThrownBy(() -> bus(service).verify())
        .isExactlyInstanceOf(MomentoEventException.class)
        .hasMessageContaining("HTTP 413");
  }

  @Test
  void closedItRefusesEverything() {
    publisher.close();
    publisher.close();

    assertThat(test.service.closed).isTrue();
    assertThatThrownBy(() -> publisher.publish(event(0)))
        .isInstanceOfSatisfying(
            PublisherClosedException.class,
            e ->
                assertThat(e.outcome())
                    .contains(
                        new Rejected(
                            event(0),
                            ErrorCode.PUBLISHER_CLOSED,
                            "the publisher is closed; nothing was sent: build another one",
                            false,
                            0)));
    assertThatThrownBy(() -> publisher.publishAll(events(1))).satisfies(this::isAboutNoEvent);
    assertThatThrownBy(() -> publisher.publishAll(events(1), outcome -> {}))
        .satisfies(this::isAboutNoEvent);
    assertThatThrownBy(publisher::verifyEventBus).satisfies(this::isAboutNoEvent);
    assertThat(test.service.requests).isEmpty();
  }

  private void isAboutNoEvent(Throwable thrown) {
    assertThat(thrown)
        .isInstanceOfSatisfying(
            PublisherClosedException.class, e -> assertThat(e.outcome()).isEmpty());
  }

  @Test
  void closingDoesNotBreakOffARequestUnderWay() {
    test.service.requestFault =
        (request, number) -> {
          publisher.close();
          assertThat(test.service.closed).isFalse();
          return null;
        };

    assertThat(publisher.publish(event(0))).isEqualTo("id-1");
    assertThat(test.service.closed).isTrue();
  }

  @Test
  void verifyingTheBusTriesAgainWhatMayPass() {
    FlakyEventBridge service = new FlakyEventBridge(2);

    bus(service).verify();

    assertThat(service.calls).isEqualTo(3);
    assertThat(test.pacing.sleeps).hasSize(2);
  }

  @Test
  void verifyingTheBusGivesUp() {
    FlakyEventBridge service = new FlakyEventBridge(3);

    assertThatThrownBy(() -> bus(service).verify()).hasMessageContaining("Rate exceeded");
    assertThat(service.calls).isEqualTo(3);
  }

  @Test
  void aSignedRequestThatTheServiceQuotesIsNotShown() {
    String text = "The Canonical String should have been x-amz-security-token:secret-token";
    FakeEventBridgeWithoutRights service =
        new FakeEventBridgeWithoutRights("InvalidSignatureException", text);

    assertThatThrownBy(() -> bus(service).verify())
        .hasMessageContaining("InvalidSignatureException")
        .hasMessageNotContaining("secret-token");
  }

  @Test
  void aGlobalEndpointReachesTheRequest() {
    PutEventsFormat format = new PutEventsFormat("default", "abcde.veo");

    assertThat(format.request(List.of(), Duration.ofSeconds(1)).endpointId())
        .isEqualTo("abcde.veo");
  }

  @Test
  void closedDuringTheOnlyAttemptOfAnEventThatFailsItSaysSo() {
    test.service.requestFault =
        (request, number) -> {
          publisher.close();
          throw ServiceErrors.reset();
        };

    assertThatThrownBy(() -> publisher.publish(event(0)))
        .isInstanceOfSatisfying(
            PublisherClosedException.class,
            e ->
                assertThat(e.outcome())
                    .hasValueSatisfying(
                        outcome -> {
                          assertThat(outcome.event()).isEqualTo(event(0));
                          assertThat(outcome.code()).isEqualTo(ErrorCode.PUBLISHER_CLOSED);
                          assertThat(outcome.mayHaveBeenAccepted()).isTrue();
                          assertThat(outcome.attempts()).isEqualTo(1);
                        }))
        .hasMessageContaining("may have been accepted");
  }

  @Test
  void aCallersClientIsNotClosed() {
    SyncPublisher borrowing =
        new SyncPublisher(
            new PublisherSettings(
                "default",
                null,
                new EventEncoder("demo", 1_000_000, Duration.ofHours(24), 4_096),
                Duration.ofSeconds(30),
                test.heard,
                TraceContext.NONE,
                Double.POSITIVE_INFINITY),
            test.service,
            false);

    borrowing.close();

    assertThat(test.service.closed).isFalse();
  }

  private EventBus bus(EventBridgeClient service) {
    return new EventBus(
        PublisherUnderTest.settings(test.heard, 1_000_000), EventBus.by(service), test.pacing);
  }

  private PutEventsRequestEntry onlyEntry() {
    assertThat(test.service.requests).hasSize(1);
    assertThat(test.service.requests.get(0).entries()).hasSize(1);
    return test.service.requests.get(0).entries().get(0);
  }

  private static final class FlakyEventBridge implements EventBridgeClient {
    private final int failures;
    private int calls;

    FlakyEventBridge(int failures) {
      this.failures = failures;
    }

    @Override
    public DescribeEventBusResponse describeEventBus(DescribeEventBusRequest request) {
      if (calls++ < failures) {
        throw ServiceErrors.answered(400, "ThrottlingException", "Rate exceeded");
      }
      return DescribeEventBusResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private static final class FakeEventBridgeWithoutRights implements EventBridgeClient {
    private final int status;
    private final String code;
    private final String text;

    FakeEventBridgeWithoutRights(String code, String text) {
      this(400, code, text);
    }

    FakeEventBridgeWithoutRights(int status, String code, String text) {
      this.status = status;
      this.code = code;
      this.text = text;
    }

    @Override
    public DescribeEventBusResponse describeEventBus(DescribeEventBusRequest request) {
      throw code.isEmpty()
          ? ServiceErrors.withoutBody(status)
          : ServiceErrors.answered(status, code, text);
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
