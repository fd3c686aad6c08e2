package momento.eventbridge.internal.send;

import momento.eventbridge.internal.core.EncodedEvent;
import momento.eventbridge.internal.core.Verdict;
import org.jspecify.annotations.Nullable;

/** An event on its way to its outcome; belongs to the publishing thread. */
final class PendingEvent {
  final long index;
  final EncodedEvent encoded;
  final long deadlineNanos;
  int attempts;
  Verdict.@Nullable Failed lastFailure;

  /** Stays set: a later refusal does not undo that an earlier attempt may have been accepted. */
  boolean mayHaveBeenAccepted;

  PendingEvent(long index, EncodedEvent encoded, long deadlineNanos) {
    this.index = index;
    this.encoded = encoded;
    this.deadlineNanos = deadlineNanos;
  }
}
