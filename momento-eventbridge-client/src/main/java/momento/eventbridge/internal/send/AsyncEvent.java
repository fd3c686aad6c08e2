package momento.eventbridge.internal.send;

import java.util.concurrent.CompletableFuture;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.EventRejectedException;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublishOutcome.Accepted;
import momento.eventbridge.PublishOutcome.Rejected;
import momento.eventbridge.PublisherClosedException;
import momento.eventbridge.internal.core.EncodedEvent;
import momento.eventbridge.internal.core.PendingEvent;

/** An event with the future that its publisher holds. */
final class AsyncEvent extends PendingEvent {
  final CompletableFuture<String> future = new CompletableFuture<>();

  AsyncEvent(long index, EncodedEvent encoded, long deadlineNanos) {
    super(index, encoded, deadlineNanos);
  }

  /** Completes the future; a second time has no effect. */
  void complete(PublishOutcome outcome) {
    if (outcome instanceof Accepted accepted) {
      future.complete(accepted.eventId());
    } else if (outcome instanceof Rejected rejected) {
      future.completeExceptionally(
          rejected.code() == ErrorCode.PUBLISHER_CLOSED
              ? new PublisherClosedException(rejected)
              : new EventRejectedException(rejected));
    }
  }
}
