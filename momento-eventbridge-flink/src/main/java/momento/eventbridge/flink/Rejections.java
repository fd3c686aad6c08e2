package momento.eventbridge.flink;

import java.io.IOException;
import java.util.Optional;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.EventEntries.Verdict;
import momento.eventbridge.EventRejectedException;
import momento.eventbridge.EventTooLargeException;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.MomentoEventException;
import momento.eventbridge.PublishOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of events that can never be accepted: to the user's handler, or the job fails.
 *
 * @param <T> the elements of the stream
 * @param handler the user's, or null
 */
record Rejections<T>(@Nullable RejectionHandler<T> handler, SinkMetrics metrics) {

  /** Takes what the client refused, so that it was never sent. */
  void beforeSending(Optional<T> element, Optional<MomentoEvent> event, MomentoEventException why)
      throws IOException {
    ErrorCode code =
        why instanceof EventTooLargeException ? ErrorCode.EVENT_TOO_LARGE : ErrorCode.INVALID_EVENT;
    metrics.rejected(code);
    if (handler == null) {
      throw why;
    }
    handler.handle(new Rejection<>(element, event, code, String.valueOf(why.getMessage()), false));
  }

  /** Takes what EventBridge refused because of the event itself. */
  void afterSending(MomentoRequestEntry entry, Verdict.Rejected verdict) throws IOException {
    PublishOutcome.Rejected outcome = entry.rejected(verdict.code(), verdict.reason());
    metrics.rejected(verdict.code());
    if (handler == null) {
      throw new EventRejectedException(outcome);
    }
    handler.handle(
        new Rejection<>(
            Optional.empty(),
            Optional.of(outcome.event()),
            outcome.code(),
            outcome.reason(),
            outcome.mayHaveBeenAccepted()));
  }
}
