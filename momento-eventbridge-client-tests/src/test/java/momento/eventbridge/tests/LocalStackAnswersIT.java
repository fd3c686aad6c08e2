package momento.eventbridge.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import momento.eventbridge.CacheSet;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublishOutcome.Accepted;
import momento.eventbridge.PublishOutcome.Rejected;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/**
 * What our publisher makes of LocalStack's refusals. The publisher never sends what is refused
 * here, so an interceptor in the SDK client spoils its requests on their way.
 */
@RunsAgainst(Counterpart.LOCALSTACK)
class LocalStackAnswersIT {
  private static final String SECRET = "secret-message";

  private final RunningCounterpart localStack = RunningCounterpart.of(Counterpart.LOCALSTACK);
  private final Spoiler spoiler = new Spoiler();
  private final EventBridgeClient client = localStack.eventBridge(spoiler);
  private final String bus = "bus-" + UUID.randomUUID();
  private final MomentoEventPublisher publisher =
      MomentoEventPublisher.builder().client(client).eventBusName(bus).build();

  @BeforeEach
  void createBus() {
    client.createEventBus(request -> request.name(bus));
  }

  @AfterEach
  void deleteBus() {
    client.deleteEventBus(request -> request.name(bus));
    publisher.close();
    client.close();
  }

  @Test
  void aMissingSource() {
    assertOnlyTheSecondIsRejected(
        entry -> entry.toBuilder().source(null).build(),
        ErrorCode.INVALID_ARGUMENT,
        "Parameter Source is not valid. Reason: Source is a required argument.");
  }

  @Test
  void aMissingDetailType() {
    assertOnlyTheSecondIsRejected(
        entry -> entry.toBuilder().detailType(null).build(),
        ErrorCode.INVALID_ARGUMENT,
        "Parameter DetailType is not valid. Reason: DetailType is a required argument.");
  }

  @Test
  void aMissingDetail() {
    assertOnlyTheSecondIsRejected(
        entry -> entry.toBuilder().detail(null).build(),
        ErrorCode.INVALID_ARGUMENT,
        "Parameter Detail is not valid. Reason: Detail is a required argument.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no JSON", "[]", "\"text\"", "{\"open\":", "1"})
  void aMalformedDetail(String detail) {
    assertOnlyTheSecondIsRejected(
        entry -> entry.toBuilder().detail(detail).build(),
        ErrorCode.MALFORMED_DETAIL,
        "Detail is malformed.");
  }

  @Test
  void elevenEntriesAreRefusedTogetherAndNoMessageShows() {
    spoiler.entries =
        entries -> {
          List<PutEventsRequestEntry> eleven = new ArrayList<>(entries);
          while (eleven.size() < 11) {
            eleven.add(entries.get(0));
          }
          return eleven;
        };

    List<PublishOutcome> outcomes = publisher.publishAll(events(SECRET, SECRET)).outcomes();

    assertThat(outcomes)
        .hasSize(2)
        .allSatisfy(
            outcome -> {
              Rejected rejected = (Rejected) outcome;
              assertThat(rejected.code()).isEqualTo(ErrorCode.VALIDATION);
              assertThat(rejected.reason())
                  .contains("Member must have length less than or equal to 10")
                  // The service's own text quotes every entry.
                  .doesNotContain(SECRET);
              assertThat(rejected.mayHaveBeenAccepted()).isFalse();
              assertThat(rejected.attempts()).isEqualTo(1);
            });
    assertThat(spoiler.requests).hasSize(1);
  }

  /** LocalStack still has the old limit, and for a single Detail: 262,144 characters. */
  @Test
  void aRequestOverTheLimitIsSplitUntilOnlyTheLargeEventIsRejected() {
    String large = "x".repeat(262_144);
    assertThat(large.length()).isLessThan(1_000_000);

    List<PublishOutcome> outcomes =
        publisher.publishAll(events("one", "two", large, "four", "five")).outcomes();

    assertThat(outcomes).hasSize(5);
    for (int i = 0; i < 5; i++) {
      if (i != 2) {
        assertThat(outcomes.get(i)).isInstanceOf(Accepted.class);
      }
    }
    assertThat(outcomes.get(2))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.code()).isEqualTo(ErrorCode.EVENT_TOO_LARGE);
              assertThat(rejected.mayHaveBeenAccepted()).isFalse();
              assertThat(rejected.reason()).doesNotContain("xxx");
            });
    assertThat(spoiler.requests.get(0)).hasSize(5);
    assertThat(spoiler.requests)
        .anySatisfy(entries -> assertThat(entries).hasSize(1))
        .hasSizeGreaterThan(2);
  }

  @Test
  void withTheOldLimitGivenNothingIsRefusedByTheService() {
    try (MomentoEventPublisher cautious =
        MomentoEventPublisher.builder()
            .client(client)
            .eventBusName(bus)
            .maxRequestBytes(262_144)
            .build()) {
      String half = "x".repeat(140_000);

      assertThat(cautious.publishAll(events(half, half, half)).allAccepted()).isTrue();
      assertThat(spoiler.requests).hasSize(3);
      assertThat(
              ((Rejected) cautious.publishAll(events("x".repeat(262_144))).outcomes().get(0))
                  .attempts())
          .isZero();
      assertThat(spoiler.requests).hasSize(3);
    }
  }

  private void assertOnlyTheSecondIsRejected(
      UnaryOperator<PutEventsRequestEntry> spoil, ErrorCode code, String text) {
    spoiler.entries =
        entries -> {
          List<PutEventsRequestEntry> spoiled = new ArrayList<>(entries);
          spoiled.set(1, spoil.apply(entries.get(1)));
          return spoiled;
        };

    List<PublishOutcome> outcomes = publisher.publishAll(events("one", SECRET, "three")).outcomes();

    assertThat(outcomes).hasSize(3);
    assertThat(outcomes.get(0)).isInstanceOf(Accepted.class);
    assertThat(outcomes.get(2)).isInstanceOf(Accepted.class);
    assertThat(outcomes.get(1))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.code()).isEqualTo(code);
              assertThat(rejected.reason()).contains(code.value()).contains(text);
              assertThat(rejected.mayHaveBeenAccepted()).isFalse();
              // Sending it again would meet the same answer.
              assertThat(rejected.attempts()).isEqualTo(1);
            });
    assertThat(spoiler.requests).hasSize(1);
  }

  private static List<CacheSet> events(String... messages) {
    List<CacheSet> events = new ArrayList<>();
    for (String message : messages) {
      events.add(CacheSet.of("my-cache", "key-" + events.size(), message, Duration.ofMinutes(5)));
    }
    return events;
  }

  /** Changes the entries of PutEvents, and keeps what was sent. */
  private static final class Spoiler implements ExecutionInterceptor {
    private UnaryOperator<List<PutEventsRequestEntry>> entries = UnaryOperator.identity();
    private final List<List<PutEventsRequestEntry>> requests = new ArrayList<>();

    @Override
    public SdkRequest modifyRequest(
        Context.ModifyRequest context, ExecutionAttributes executionAttributes) {
      if (!(context.request() instanceof PutEventsRequest request)) {
        return context.request();
      }
      List<PutEventsRequestEntry> changed = entries.apply(request.entries());
      requests.add(changed);
      return request.toBuilder().entries(changed).build();
    }
  }
}
