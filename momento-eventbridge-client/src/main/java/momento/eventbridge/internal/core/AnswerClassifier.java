package momento.eventbridge.internal.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.internal.core.Verdict.Next;

/**
 * What an answer means for the entries of its request. AWS names two entry codes that may be tried
 * again; any code that is not known is final, because another attempt would most likely meet it
 * again.
 */
public final class AnswerClassifier {
  private AnswerClassifier() {}

  /** What the answer means for each entry of its request, in order. */
  public static List<Verdict> classify(Answer answer, List<EncodedEvent> entries) {
    if (answer instanceof Answer.Entries answered && answered.entries().size() == entries.size()) {
      List<Verdict> verdicts = new ArrayList<>(entries.size());
      for (int i = 0; i < entries.size(); i++) {
        verdicts.add(ofEntry(answered.entries().get(i), entries.get(i)));
      }
      return verdicts;
    }
    return Collections.nCopies(entries.size(), ofWholeRequest(answer, entries));
  }

  private static Verdict ofWholeRequest(Answer answer, List<EncodedEvent> entries) {
    if (answer instanceof Answer.Entries answered) {
      return ofWrongLength(entries.size(), answered.entries().size());
    }
    return ofFailure(((Answer.Failed) answer).failure(), entries);
  }

  /**
   * What a failed request that carried no events means. Nothing in it is too large to be split, and
   * what is to be done is not about publishing.
   */
  public static Verdict.Failed ofRequest(CallFailure failure) {
    return switch (failure.kind()) {
      case ANSWERED -> {
        ErrorCode code = codeOf(failure);
        yield new Verdict.Failed(
            code.isRetryable() ? Next.RETRY : Next.REJECT,
            code,
            said(answer(failure), failure.text(), List.of()),
            false);
      }
      case UNREADABLE ->
          new Verdict.Failed(
              Next.REJECT,
              ErrorCode.UNUSABLE_ANSWER,
              "EventBridge's answer could not be read",
              false);
      case CLOCK_SKEW, NO_ANSWER, NOT_CONNECTED, CLIENT, INTERRUPTED ->
          ofFailure(failure, List.of());
    };
  }

  /** What its own line of the answer means for an entry. */
  static Verdict ofEntry(EntryAnswer answer, EncodedEvent entry) {
    boolean hasId = !answer.eventId().isEmpty();
    boolean hasCode = !answer.errorCode().isEmpty();
    if (hasId && !hasCode) {
      return new Verdict.Accepted(answer.eventId());
    }
    if (!hasCode || hasId) {
      return new Verdict.Failed(
          Next.REJECT,
          ErrorCode.UNUSABLE_ANSWER,
          hasId
              ? "EventBridge answered both an event id and an error code; look for the event before"
                  + " publishing it again"
              : "EventBridge answered neither an event id nor an error code; look for the event"
                  + " before publishing it again",
          true);
    }
    ErrorCode code = ErrorCode.of(answer.errorCode());
    return new Verdict.Failed(
        code.isRetryable() ? Next.RETRY : Next.REJECT,
        code,
        reason(code, answer.errorCode(), answer.errorMessage(), List.of(entry)),
        false);
  }

  /** What an answer with the wrong number of lines means for every entry of its request. */
  static Verdict.Failed ofWrongLength(int entries, int answers) {
    return new Verdict.Failed(
        Next.REJECT,
        ErrorCode.UNUSABLE_ANSWER,
        String.format(
            Locale.ROOT,
            "EventBridge answered %d entries with %d results, so none can be told from another;"
                + " look for the event before publishing it again",
            entries,
            answers),
        true);
  }

  /** What a failed request means for every entry that it carried. */
  static Verdict.Failed ofFailure(CallFailure failure, List<EncodedEvent> entries) {
    // Of attempts that the SDK made before the last one, the fate is not known.
    boolean earlierAttempts = failure.attempts() > 1;
    return switch (failure.kind()) {
      case ANSWERED -> ofErrorAnswer(failure, entries, earlierAttempts);
      case CLOCK_SKEW ->
          new Verdict.Failed(
              Next.RETRY,
              ErrorCode.CLOCK_SKEW,
              "this machine's clock differs from EventBridge's by minutes; set it",
              earlierAttempts);
      case NO_ANSWER ->
          new Verdict.Failed(
              Next.RETRY,
              ErrorCode.NO_ANSWER,
              "no answer came back: " + ServiceText.of(failure.text(), entries),
              true);
      case UNREADABLE ->
          new Verdict.Failed(
              Next.REJECT,
              ErrorCode.UNUSABLE_ANSWER,
              "EventBridge's answer could not be read; look for the event before publishing it"
                  + " again",
              true);
      case NOT_CONNECTED ->
          new Verdict.Failed(
              Next.RETRY,
              ErrorCode.NOT_CONNECTED,
              "no connection to EventBridge could be made; check endpoint, region and network: "
                  + ServiceText.of(failure.text(), entries),
              earlierAttempts);
      case CLIENT ->
          new Verdict.Failed(
              Next.REJECT,
              ErrorCode.CLIENT_FAILURE,
              "the SDK client failed; check its region, credentials and set-up: "
                  + ServiceText.of(failure.text(), entries),
              failure.attempts() > 0);
      case INTERRUPTED ->
          new Verdict.Failed(
              Next.STOP,
              ErrorCode.STOPPED,
              "the publishing thread was interrupted while the request was under way",
              true);
    };
  }

  private static Verdict.Failed ofErrorAnswer(
      CallFailure failure, List<EncodedEvent> entries, boolean earlierAttempts) {
    String answer = answer(failure);
    if (isTooLarge(failure)) {
      String reason = reason(ErrorCode.EVENT_TOO_LARGE, answer, failure.text(), entries);
      return entries.size() > 1
          ? new Verdict.Failed(Next.SPLIT, ErrorCode.EVENT_TOO_LARGE, reason, earlierAttempts)
          : new Verdict.Failed(
              Next.REJECT,
              ErrorCode.EVENT_TOO_LARGE,
              String.format(
                  Locale.ROOT,
                  "EventBridge refused the entry of %,d bytes as too large, alone in its request:"
                      + " send a smaller message, or a reference to where the content lies",
                  entries.get(0).size()),
              earlierAttempts);
    }
    ErrorCode code = codeOf(failure);
    // A service that fails may have taken the events before it did; one that throttles has not.
    boolean mayHaveBeenAccepted =
        earlierAttempts || (failure.status() >= 500 && code != ErrorCode.THROTTLING);
    return new Verdict.Failed(
        code.isRetryable() ? Next.RETRY : Next.REJECT,
        code,
        reason(code, answer, failure.text(), entries),
        mayHaveBeenAccepted);
  }

  private static ErrorCode codeOf(CallFailure failure) {
    ErrorCode code = ErrorCode.of(failure.code());
    if (failure.status() == 429) {
      return ErrorCode.THROTTLING;
    }
    return failure.status() >= 500 && !code.isRetryable() ? ErrorCode.SERVICE_UNAVAILABLE : code;
  }

  private static String answer(CallFailure failure) {
    return failure.code().isEmpty() ? "HTTP " + failure.status() : failure.code();
  }

  /**
   * 413 has no body; a small overshoot is a ValidationException whose text was "Total size of the
   * entries in the request is over the limit." when the limit was 256 KB.
   */
  private static boolean isTooLarge(CallFailure failure) {
    // Without what it quotes: an event may speak of size and limit as well.
    String text = ServiceText.withoutQuotedValue(failure.text()).toLowerCase(Locale.ROOT);
    return failure.status() == 413
        || (ErrorCode.of(failure.code()) == ErrorCode.VALIDATION
            && text.contains("size")
            && text.contains("limit"));
  }

  private static String reason(
      ErrorCode code, String answer, String text, List<EncodedEvent> entries) {
    String said = said(answer, text, entries);
    return switch (code) {
      case ACCESS_DENIED -> said + "; allow events:PutEvents on the bus to these credentials";
      case NOT_AUTHORIZED_FOR_SOURCE -> said + "; use a source of your own";
      case THROTTLING -> said + "; ask for a higher quota of PutEvents requests, or publish slower";
      default -> said;
    };
  }

  private static String said(String answer, String text, List<EncodedEvent> entries) {
    return "EventBridge answered "
        + ServiceText.of(answer, entries)
        + ": "
        + ServiceText.of(text, entries);
  }
}
