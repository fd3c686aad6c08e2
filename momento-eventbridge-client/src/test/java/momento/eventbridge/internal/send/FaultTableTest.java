package momento.eventbridge.internal.send;

import static momento.eventbridge.internal.send.PublisherUnderTest.events;
import static momento.eventbridge.internal.send.PublisherUnderTest.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.PublishFailedException;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublishOutcome.Accepted;
import momento.eventbridge.PublishOutcome.Rejected;
import momento.eventbridge.PublishResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * For each error code, each position in a batch, and each number of failing attempts: outcome,
 * attempts and what the service saw agree. Everything that is logged meanwhile is searched for
 * content.
 */
class FaultTableTest {
  private static final int EVENTS = 10;

  /** All codes of the service's model of PutEventsResultEntry, one more seen, one unknown. */
  private static final Set<String> RETRYABLE =
      Set.of("InternalFailure", "ThrottlingException", "InternalException");

  private static final List<String> ENTRY_CODES =
      List.of(
          "InternalFailure",
          "ThrottlingException",
          "InternalException",
          "AccessDeniedException",
          "InvalidAccountIdException",
          "InvalidArgument",
          "MalformedDetail",
          "RedactionFailure",
          "NotAuthorizedForSourceException",
          "NotAuthorizedForDetailTypeException",
          "SomethingNewException");

  private final ByteArrayOutputStream logs = new ByteArrayOutputStream();
  private final PrintStream stderr = System.err;
  private final PrintStream stdout = System.out;

  @BeforeEach
  void captureLogs() {
    PrintStream capture = new PrintStream(logs, true, StandardCharsets.UTF_8);
    System.setErr(capture);
    System.setOut(capture);
  }

  @AfterEach
  void nothingThatWasLoggedHoldsContent() {
    System.setErr(stderr);
    System.setOut(stdout);
    assertThat(logs.toString(StandardCharsets.UTF_8)).doesNotContain("secret-");
  }

  static Stream<Arguments> entryFaults() {
    return ENTRY_CODES.stream()
        .flatMap(
            code ->
                IntStream.range(0, EVENTS)
                    .boxed()
                    .flatMap(
                        position ->
                            Stream.of(1, 2, Integer.MAX_VALUE)
                                .map(failing -> Arguments.of(code, position, failing))));
  }

  @ParameterizedTest(name = "{0} at position {1}, failing {2} attempts")
  @MethodSource("entryFaults")
  void oneEntryFails(String code, int position, int failingAttempts) {
    PublisherUnderTest test = new PublisherUnderTest();
    test.service.entryFault =
        (entry, timesSeen) ->
            number(entry.detail()) == position && timesSeen <= failingAttempts ? code : null;

    List<MomentoEvent> events = events(EVENTS);
    PublishResult result = test.publisher.publishAll(events);

    boolean retryable = RETRYABLE.contains(code);
    boolean acceptedInTheEnd = retryable && failingAttempts != Integer.MAX_VALUE;
    for (int i = 0; i < EVENTS; i++) {
      PublishOutcome outcome = result.outcomes().get(i);
      String detail = events.get(i).toDetail();
      assertThat(outcome.event()).isSameAs(events.get(i));
      assertThat(outcome.attempts()).isEqualTo(test.service.seen.get(detail));
      if (i != position) {
        assertThat(outcome).isInstanceOf(Accepted.class);
        assertThat(outcome.attempts()).isEqualTo(1);
      } else if (acceptedInTheEnd) {
        assertThat(outcome).isInstanceOf(Accepted.class);
        assertThat(outcome.attempts()).isEqualTo(failingAttempts + 1);
      } else {
        Rejected rejected = (Rejected) outcome;
        assertThat(rejected.code()).isEqualTo(ErrorCode.of(code));
        assertThat(rejected.mayHaveBeenAccepted()).isFalse();
        assertThat(rejected.reason()).contains(code);
        assertThat(rejected.attempts() > 1).isEqualTo(retryable);
      }
      assertThat(test.service.stored.stream().filter(detail::equals).count())
          .isEqualTo(outcome instanceof Accepted ? 1 : 0);
    }
    theTestSawEverything(test, result, events);
    assertThat(logs.toString(StandardCharsets.UTF_8)).contains(acceptedInTheEnd ? "wait" : "WARN");
  }

  /** A failure of a whole request: what the SDK throws, what it means, whether it was stored. */
  private record RequestFault(
      String name,
      Supplier<RuntimeException> exception,
      ErrorCode code,
      boolean retryable,
      boolean mayHaveBeenAccepted) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<RequestFault> REQUEST_FAULTS =
      List.of(
          new RequestFault(
              "throttled",
              () -> ServiceErrors.answered(400, "ThrottlingException", "Rate exceeded"),
              ErrorCode.THROTTLING,
              true,
              false),
          new RequestFault(
              "429", () -> ServiceErrors.withoutBody(429), ErrorCode.THROTTLING, true, false),
          new RequestFault(
              "500 InternalException",
              () -> ServiceErrors.answered(500, "InternalException", "oops"),
              ErrorCode.INTERNAL_EXCEPTION,
              true,
              true),
          new RequestFault(
              "503 without a body",
              () -> ServiceErrors.withoutBody(503),
              ErrorCode.SERVICE_UNAVAILABLE,
              true,
              true),
          new RequestFault("reset", ServiceErrors::reset, ErrorCode.NO_ANSWER, true, true),
          new RequestFault(
              "read timed out", ServiceErrors::readTimeout, ErrorCode.NO_ANSWER, true, true),
          new RequestFault(
              "call timed out", ServiceErrors::callTimeout, ErrorCode.NO_ANSWER, true, true),
          new RequestFault("refused", ServiceErrors::refused, ErrorCode.NOT_CONNECTED, true, false),
          new RequestFault(
              "clock skew",
              () -> ServiceErrors.answered(400, "RequestTimeTooSkewed", "clock"),
              ErrorCode.CLOCK_SKEW,
              true,
              false),
          new RequestFault(
              "no rights",
              () -> ServiceErrors.answered(400, "AccessDeniedException", "is not authorized"),
              ErrorCode.ACCESS_DENIED,
              false,
              false),
          new RequestFault(
              "not valid",
              () -> ServiceErrors.answered(400, "ValidationException", "1 validation error"),
              ErrorCode.VALIDATION,
              false,
              false),
          new RequestFault(
              "unknown code",
              () -> ServiceErrors.answered(400, "SomethingNewException", "new"),
              ErrorCode.UNKNOWN,
              false,
              false),
          new RequestFault(
              "no credentials",
              () -> SdkClientException.create("Unable to load credentials"),
              ErrorCode.CLIENT_FAILURE,
              false,
              false));

  static Stream<Arguments> requestFaults() {
    return REQUEST_FAULTS.stream()
        .flatMap(
            fault -> Stream.of(1, 2, Integer.MAX_VALUE).map(times -> Arguments.of(fault, times)));
  }

  @ParameterizedTest(name = "{0}, {1} times")
  @MethodSource("requestFaults")
  void aWholeRequestFails(RequestFault fault, int times) {
    PublisherUnderTest test = new PublisherUnderTest();
    test.service.requestFault =
        (request, number) -> {
          if (number <= times) {
            throw fault.exception().get();
          }
          return null;
        };

    List<MomentoEvent> events = events(EVENTS);
    PublishResult result = test.publisher.publishAll(events);

    boolean acceptedInTheEnd = fault.retryable() && times != Integer.MAX_VALUE;
    for (PublishOutcome outcome : result.outcomes()) {
      assertThat(outcome.attempts()).isEqualTo(test.service.seen.get(outcome.event().toDetail()));
      if (acceptedInTheEnd) {
        assertThat(outcome).isInstanceOf(Accepted.class);
        assertThat(outcome.attempts()).isEqualTo(times + 1);
      } else {
        Rejected rejected = (Rejected) outcome;
        assertThat(rejected.code()).isEqualTo(fault.code());
        assertThat(rejected.mayHaveBeenAccepted()).isEqualTo(fault.mayHaveBeenAccepted());
        assertThat(rejected.attempts() > 1).isEqualTo(fault.retryable());
      }
    }
    assertThat(test.service.stored).hasSize(acceptedInTheEnd ? EVENTS : 0);
    theTestSawEverything(test, result, events);
  }

  static Stream<Arguments> echoes() {
    return Stream.of(
        Arguments.of("the whole value", "1 validation error detected: Value '[%s]' at 'entries'"),
        Arguments.of("in the middle", "cannot take %s because"),
        Arguments.of("cut off", "cannot take %.40s"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("echoes")
  void theServiceRepeatsTheEvent(String name, String form) {
    PublisherUnderTest test = new PublisherUnderTest();
    test.service.requestFault =
        (request, number) -> {
          throw ServiceErrors.answered(
              400, "ValidationException", String.format(form, request.entries().get(0).detail()));
        };

    PublishResult result = test.publisher.publishAll(events(EVENTS));

    assertThat(result.rejected()).hasSize(EVENTS);
    theTestSawEverything(test, result, events(EVENTS));
  }

  @ParameterizedTest(name = "{0}, of an entry")
  @MethodSource("echoes")
  void theServiceRepeatsTheEventInTheAnswerToItsEntry(String name, String form) {
    PublisherUnderTest test = new PublisherUnderTest();
    test.service.entryFault = (entry, timesSeen) -> "InvalidArgument";
    test.service.entryMessage = entry -> String.format(form, entry.detail());

    PublishResult result = test.publisher.publishAll(events(EVENTS));

    assertThat(result.rejected()).hasSize(EVENTS);
    theTestSawEverything(test, result, events(EVENTS));
  }

  /**
   * One outcome per event, the listener and the budget of time agree, and nothing shows content.
   */
  private static void theTestSawEverything(
      PublisherUnderTest test, PublishResult result, List<MomentoEvent> events) {
    assertThat(result.outcomes()).extracting(PublishOutcome::event).isEqualTo(events);
    assertThat(test.heard.outcomes).containsExactlyInAnyOrderElementsOf(result.outcomes());
    assertThat(test.heard.requests).hasSameSizeAs(test.service.requests);
    assertThat(test.pacing.sleeps.stream().reduce(Duration.ZERO, Duration::plus))
        .isLessThan(PublisherUnderTest.DELIVERY_TIMEOUT);
    String shown =
        result
            + result.outcomes().toString()
            + result.rejected().stream().map(Rejected::describe).collect(Collectors.joining());
    assertThat(shown).doesNotContain("secret-");
    if (!result.allAccepted()) {
      assertThatThrownBy(result::orThrow)
          .isInstanceOf(PublishFailedException.class)
          .hasNoCause()
          .satisfies(e -> assertThat(e.toString()).doesNotContain("secret-"));
    }
  }
}
