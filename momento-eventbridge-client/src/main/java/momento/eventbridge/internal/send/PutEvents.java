package momento.eventbridge.internal.send;

import java.time.Duration;
import java.util.List;
import momento.eventbridge.internal.core.CallFailure;
import momento.eventbridge.internal.core.EncodedEvent;
import momento.eventbridge.internal.core.EntryAnswer;

/** One {@code PutEvents} request. */
interface PutEvents {

  /** Sends the entries, 1 to 10, and waits for the answer at most as long as the time-out says. */
  Answer send(List<EncodedEvent> entries, Duration timeout);

  /** What came back. */
  sealed interface Answer {
    /** An answer entry by entry. */
    record Entries(List<EntryAnswer> entries) implements Answer {}

    /** The request failed as a whole. */
    record Failed(CallFailure failure) implements Answer {}
  }
}
