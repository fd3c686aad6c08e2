package momento.eventbridge.internal.send;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import momento.eventbridge.internal.core.Answer;
import momento.eventbridge.internal.core.EncodedEvent;

/** One {@code PutEvents} request, without waiting for it. */
interface AsyncPutEvents {

  /**
   * Sends the entries, 1 to 10. The future has an answer in the given time; what the call throws is
   * one, too.
   */
  CompletableFuture<Answer> send(List<EncodedEvent> entries, Duration timeout);
}
