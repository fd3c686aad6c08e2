package momento.eventbridge.internal.core;

import static momento.eventbridge.TestEvents.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.TestEvents;
import momento.eventbridge.internal.core.CallFailure.Kind;
import momento.eventbridge.internal.core.Verdict.Next;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.DefaultLocale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerClassifierTest {
  private static final EncodedEvent ENTRY =
      new EventEncoder("demo", 1_000_000, TestEvents.MINUTE, 4_096)
          .encode(CacheDelete.of("c", SECRET), EventAttributes.none());

  private static final List<EncodedEvent> ALONE = List.of(ENTRY);
  private static final List<EncodedEvent> WITH_NEIGHBOURS = Collections.nCopies(3, ENTRY);

  private static Verdict.Failed entry(String eventId, String errorCode, String errorMessage) {
    return (Verdict.Failed)
        AnswerClassifier.ofEntry(new EntryAnswer(eventId, errorCode, errorMessage), ENTRY);
  }

  private static Verdict.Failed answered(int status, String code, String text) {
    return AnswerClassifier.ofFailure(
        new CallFailure(Kind.ANSWERED, status, code, text, 1), WITH_NEIGHBOURS);
  }

  // ---- entries of an answer

  @Test
  void anEntryWithAnIdIsAccepted() {
    assertThat(AnswerClassifier.ofEntry(new EntryAnswer("id-1", "", ""), ENTRY))
        .isEqualTo(new Verdict.Accepted("id-1"));
  }

  @ParameterizedTest
  @CsvSource({
    // The two that AWS says may be tried again, and what an emulator answers instead.
    "InternalFailure, INTERNAL_FAILURE, RETRY",
    "ThrottlingException, THROTTLING, RETRY",
    "InternalException, INTERNAL_EXCEPTION, RETRY",
    // Those that AWS says are final.
    "AccessDeniedException, ACCESS_DENIED, REJECT",
    "InvalidAccountIdException, INVALID_ACCOUNT_ID, REJECT",
    "InvalidArgument, INVALID_ARGUMENT, REJECT",
    "MalformedDetail, MALFORMED_DETAIL, REJECT",
    "RedactionFailure, REDACTION_FAILURE, REJECT",
    "NotAuthorizedForSourceException, NOT_AUTHORIZED_FOR_SOURCE, REJECT",
    "NotAuthorizedForDetailTypeException, NOT_AUTHORIZED_FOR_DETAIL_TYPE, REJECT",
    // What nobody has seen yet is final, and is quoted.
    "QuantumDecoherence, UNKNOWN, REJECT",
    "throttlingexception, UNKNOWN, REJECT"
  })
  void anEntryWithAnErrorCodeIsTriedAgainOnlyIfAwsSaysSo(
      String answered, ErrorCode code, Next next) {
    Verdict.Failed verdict = entry("", answered, "Some words.");

    assertThat(verdict.code()).isEqualTo(code);
    assertThat(verdict.next()).isEqualTo(next);
    assertThat(verdict.reason()).startsWith("EventBridge answered " + answered + ": Some words.");
    // The service says that it did not take the entry.
    assertThat(verdict.mayHaveBeenAccepted()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AccessDeniedException | allow events:PutEvents on the bus",
        "NotAuthorizedForSourceException | use a source of your own",
        "ThrottlingException | ask for a higher quota"
      })
  void theReasonSaysWhatToDo(String code, String advice) {
    assertThat(entry("", code, "No.").reason()).contains("No.; " + advice);
  }

  @ParameterizedTest
  @CsvSource({"id-1, InternalFailure, both an event id and an error code", "'', '', neither an"})
  void anEntryWithBothOrNeitherMayHaveBeenAcceptedAndIsNotSentAgain(
      String eventId, String errorCode, String problem) {
    Verdict.Failed verdict = entry(eventId, errorCode, "words without a code");

    assertThat(verdict.next()).isEqualTo(Next.REJECT);
    assertThat(verdict.code()).isEqualTo(ErrorCode.UNUSABLE_ANSWER);
    assertThat(verdict.reason()).contains(problem, "look for the event");
    assertThat(verdict.mayHaveBeenAccepted()).isTrue();
  }

  @Test
  void anEntrysContentIsNotRepeated() {
    assertThat(entry("", "InvalidArgument", "Parameter Detail is not valid: " + SECRET).reason())
        .doesNotContain(SECRET)
        .contains("InvalidArgument", "withheld");
    assertThat(entry("", SECRET, "words").reason()).doesNotContain(SECRET).contains("words");
  }

  @Test
  @DefaultLocale("ar-EG-u-nu-arab")
  void anAnswerOfTheWrongLengthTellsNoEntryFromAnother() {
    Verdict.Failed verdict = AnswerClassifier.ofWrongLength(10, 9);

    assertThat(verdict.next()).isEqualTo(Next.REJECT);
    assertThat(verdict.code()).isEqualTo(ErrorCode.UNUSABLE_ANSWER);
    assertThat(verdict.reason()).contains("10 entries with 9 results", "look for the event");
    assertThat(verdict.mayHaveBeenAccepted()).isTrue();
  }

  // ---- requests that failed as a whole

  @ParameterizedTest
  @CsvSource({
    // status, code, outcome, next, may have been accepted
    "500, InternalException, INTERNAL_EXCEPTION, RETRY, true",
    "500, InternalFailure, INTERNAL_FAILURE, RETRY, true",
    "500, '', SERVICE_UNAVAILABLE, RETRY, true",
    "502, '', SERVICE_UNAVAILABLE, RETRY, true",
    "503, ServiceUnavailable, SERVICE_UNAVAILABLE, RETRY, true",
    "503, QuantumDecoherence, SERVICE_UNAVAILABLE, RETRY, true",
    "503, ThrottlingException, THROTTLING, RETRY, false",
    "400, ThrottlingException, THROTTLING, RETRY, false",
    "429, '', THROTTLING, RETRY, false",
    "429, TooManyRequestsException, THROTTLING, RETRY, false",
    "429, AccessDeniedException, THROTTLING, RETRY, false",
    "400, AccessDeniedException, ACCESS_DENIED, REJECT, false",
    "403, AccessDeniedException, ACCESS_DENIED, REJECT, false",
    "400, ValidationException, VALIDATION, REJECT, false",
    "400, InternalException, INTERNAL_EXCEPTION, RETRY, false",
    "400, QuantumDecoherence, UNKNOWN, REJECT, false",
    "404, '', UNKNOWN, REJECT, false",
    "499, '', UNKNOWN, REJECT, false"
  })
  void anErrorAnswerMeansTheSameForEveryEntry(
      int status, String code, ErrorCode outcome, Next next, boolean mayHaveBeenAccepted) {
    Verdict.Failed verdict = answered(status, code, "Some words.");

    assertThat(verdict.code()).isEqualTo(outcome);
    assertThat(verdict.next()).isEqualTo(next);
    assertThat(verdict.mayHaveBeenAccepted()).isEqualTo(mayHaveBeenAccepted);
    assertThat(verdict.reason())
        .startsWith(
            "EventBridge answered " + (code.isEmpty() ? "HTTP " + status : code) + ": Some words.");
  }

  @Test
  void throttlingWithoutACodeHasTheSameAdvice() {
    assertThat(answered(429, "", "").reason())
        .isEqualTo(
            "EventBridge answered HTTP 429: (no text); ask for a higher quota of PutEvents"
                + " requests, or publish slower");
  }

  @Test
  void anErrorAnswersTextThatRepeatsOneOfTheEntriesIsWithheld() {
    EncodedEvent other =
        new EventEncoder("demo", 1_000_000, TestEvents.MINUTE, 4_096)
            .encode(CacheDelete.of("c", "0123456789abcdef"), EventAttributes.none());

    assertThat(
            AnswerClassifier.ofFailure(
                    new CallFailure(Kind.ANSWERED, 400, "ValidationException", SECRET, 1),
                    List.of(other, ENTRY))
                .reason())
        .doesNotContain(SECRET)
        .contains("ValidationException", "withheld");
  }

  static Stream<Arguments> tooLarge() {
    return Stream.of(
        arguments(413, "", ""),
        arguments(413, "RequestEntityTooLarge", ""),
        // The text that AWS answered when the limit was 256 KB, and one it may choose some day.
        arguments(
            400,
            "ValidationException",
            "Total size of the entries in the request is over the limit."),
        arguments(400, "ValidationException", "REQUEST SIZE EXCEEDS THE LIMIT OF 1MB"));
  }

  @ParameterizedTest
  @MethodSource("tooLarge")
  @DefaultLocale("tr-TR") // in which a lower-case SIZE has no dot on its i
  void aRequestThatIsTooLargeAfterAllIsSplitWhileItCanBe(int status, String code, String text) {
    CallFailure failure = new CallFailure(Kind.ANSWERED, status, code, text, 1);

    Verdict.Failed together = AnswerClassifier.ofFailure(failure, WITH_NEIGHBOURS);
    assertThat(together.next()).isEqualTo(Next.SPLIT);
    assertThat(together.code()).isEqualTo(ErrorCode.EVENT_TOO_LARGE);
    assertThat(together.reason()).startsWith("EventBridge answered");
    assertThat(together.mayHaveBeenAccepted()).isFalse();

    Verdict.Failed alone = AnswerClassifier.ofFailure(failure, ALONE);
    assertThat(alone.next()).isEqualTo(Next.REJECT);
    assertThat(alone.code()).isEqualTo(ErrorCode.EVENT_TOO_LARGE);
    assertThat(alone.reason())
        .contains("entry of " + ENTRY.size() + " bytes", "alone", "send a smaller message");
    assertThat(alone.mayHaveBeenAccepted()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "400, ValidationException, Member must have length less than or equal to 10",
    "400, ValidationException, The size is odd",
    "400, ValidationException, Over the limit of your patience",
    "400, LimitExceededException, The size is over the limit"
  })
  void otherRefusalsAreNotTakenForTooLarge(int status, String code, String text) {
    assertThat(answered(status, code, text).next()).isEqualTo(Next.REJECT);
    assertThat(answered(status, code, text).code()).isNotEqualTo(ErrorCode.EVENT_TOO_LARGE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CLOCK_SKEW    | RETRY  | CLOCK_SKEW     | false | clock differs",
        "NO_ANSWER     | RETRY  | NO_ANSWER      | true  | no answer came back: Why.",
        "NOT_CONNECTED | RETRY  | NOT_CONNECTED  | false | endpoint, region and network: Why.",
        "CLIENT        | REJECT | CLIENT_FAILURE | true  | region, credentials and set-up: Why.",
        "INTERRUPTED   | STOP   | STOPPED        | true  | was interrupted"
      })
  void aRequestWithoutAnAnswerIsJudgedByHowFarItCame(
      Kind kind, Next next, ErrorCode code, boolean mayHaveBeenAccepted, String reason) {
    Verdict.Failed verdict =
        AnswerClassifier.ofFailure(new CallFailure(kind, 0, "", "Why.", 1), WITH_NEIGHBOURS);

    assertThat(verdict.next()).isEqualTo(next);
    assertThat(verdict.code()).isEqualTo(code);
    assertThat(verdict.mayHaveBeenAccepted()).isEqualTo(mayHaveBeenAccepted);
    assertThat(verdict.reason()).contains(reason);
  }

  @Test
  void whatTheSdkCouldNotSendWasNotAccepted() {
    CallFailure noCredentials = new CallFailure(Kind.CLIENT, 0, "", "Why.", 0);

    assertThat(AnswerClassifier.ofFailure(noCredentials, WITH_NEIGHBOURS).mayHaveBeenAccepted())
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void attemptsBeforeTheLastMayHaveBeenAccepted(Kind kind) {
    // A caller's own client may retry by itself; of its earlier attempts only the number is known.
    CallFailure failure = new CallFailure(kind, 400, "ThrottlingException", "", 2);

    assertThat(AnswerClassifier.ofFailure(failure, ALONE).mayHaveBeenAccepted()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("tooLarge")
  void attemptsBeforeOneThatIsTooLargeMayHaveBeenAccepted(int status, String code, String text) {
    CallFailure failure = new CallFailure(Kind.ANSWERED, status, code, text, 2);

    assertThat(AnswerClassifier.ofFailure(failure, ALONE).mayHaveBeenAccepted()).isTrue();
    assertThat(AnswerClassifier.ofFailure(failure, WITH_NEIGHBOURS).mayHaveBeenAccepted()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void noReasonRepeatsContent(Kind kind) {
    CallFailure failure = new CallFailure(kind, 400, "", "before " + SECRET + " after", 1);

    assertThat(AnswerClassifier.ofFailure(failure, WITH_NEIGHBOURS).reason())
        .doesNotContain(SECRET);
    assertThat(failure.toString()).doesNotContain(SECRET).contains(kind.name(), "400");
  }

  @ParameterizedTest
  @ValueSource(strings = {"id-1", ""})
  void anEntryAnswerDoesNotShowItsWords(String eventId) {
    assertThat(new EntryAnswer(eventId, "InvalidArgument", SECRET))
        .hasToString("EntryAnswer[eventId=" + eventId + ", errorCode=InvalidArgument]");
  }
}
