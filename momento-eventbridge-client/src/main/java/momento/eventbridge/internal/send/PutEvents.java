package momento.eventbridge.internal.send;

import java.time.Duration;
import java.util.List;
import momento.eventbridge.internal.core.Answer;
import momento.eventbridge.internal.core.EncodedEvent;

/** One {@code PutEvents} request. */
interface PutEvents {

  /** Sends the entries, 1 to 10, and waits for the answer at most as long as the time-out says. */
  Answer send(List<EncodedEvent> entries, Duration timeout);
}
