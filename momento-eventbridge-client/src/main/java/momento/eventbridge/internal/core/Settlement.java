package momento.eventbridge.internal.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.internal.core.Verdict.Next;

/**
 * What an answer does with the events of its request: each is in exactly one of the three lists.
 *
 * @param <E> the publisher's own kind of event
 * @param decided events that have their outcome
 * @param again events to send again after a pause, in order
 * @param halves smaller requests to send at once, in order
 * @param failure why the request failed as a whole, if it did
 * @param throttled whether the service asked for fewer requests
 * @param interrupted whether nothing more is to be sent because the thread was interrupted
 */
public record Settlement<E extends PendingEvent>(
    List<Decided<E>> decided,
    List<E> again,
    List<List<E>> halves,
    Optional<ErrorCode> failure,
    boolean throttled,
    boolean interrupted) {

  /**
   * An event and its outcome.
   *
   * @param <E> the publisher's own kind of event
   */
  public record Decided<E extends PendingEvent>(E event, PublishOutcome outcome) {}

  /** Reads the answer to a request that carried these events, in this order. */
  public static <E extends PendingEvent> Settlement<E> of(List<E> batch, Answer answer) {
    List<EncodedEvent> entries = new ArrayList<>(batch.size());
    // The request counts as one attempt; the SDK may have made it of several.
    int moreAttempts =
        answer instanceof Answer.Failed failed ? Math.max(0, failed.failure().attempts() - 1) : 0;
    for (E event : batch) {
      entries.add(event.encoded());
      event.sent(moreAttempts);
    }
    List<Verdict> verdicts = AnswerClassifier.classify(answer, entries);

    List<Decided<E>> decided = new ArrayList<>(batch.size());
    List<E> again = new ArrayList<>();
    List<List<E>> halves = new ArrayList<>();
    boolean throttled = false;
    boolean interrupted = false;
    for (int i = 0; i < batch.size(); i++) {
      E event = batch.get(i);
      if (verdicts.get(i) instanceof Verdict.Accepted accepted) {
        decided.add(new Decided<>(event, event.accepted(accepted.eventId())));
      } else if (verdicts.get(i) instanceof Verdict.Failed failed) {
        event.failed(failed);
        switch (failed.next()) {
          case RETRY -> {
            again.add(event);
            throttled |= failed.code() == ErrorCode.THROTTLING;
          }
          case REJECT, STOP ->
              decided.add(new Decided<>(event, event.rejected(failed.code(), failed.reason())));
          case SPLIT -> {
            if (halves.isEmpty()) {
              int middle = batch.size() / 2;
              halves.add(List.copyOf(batch.subList(0, middle)));
              halves.add(List.copyOf(batch.subList(middle, batch.size())));
            }
          }
        }
        interrupted |= failed.next() == Next.STOP;
      }
    }
    return new Settlement<>(
        decided, again, halves, failure(batch, answer, verdicts), throttled, interrupted);
  }

  private static Optional<ErrorCode> failure(List<?> batch, Answer answer, List<Verdict> verdicts) {
    boolean entryByEntry =
        answer instanceof Answer.Entries answered && answered.entries().size() == batch.size();
    return !entryByEntry && verdicts.get(0) instanceof Verdict.Failed failed
        ? Optional.of(failed.code())
        : Optional.empty();
  }

  /** How many events the service accepted. */
  public int accepted() {
    int accepted = 0;
    for (Decided<E> one : decided) {
      accepted += one.outcome() instanceof PublishOutcome.Accepted ? 1 : 0;
    }
    return accepted;
  }
}
