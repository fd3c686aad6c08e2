package momento.eventbridge.flink;

import java.util.Optional;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.MomentoEvent;

/**
 * An event that can never be accepted, and was not sent or was refused.
 *
 * @param <T> the elements of the stream
 * @param element the stream's element, if the event was refused before it was sent; what the buffer
 *     holds are events
 * @param event the event, unless the element could not be made one
 * @param code why; {@link ErrorCode#concernsEvent()} is always true
 * @param reason why, in words, with what to do; never with a key or a message
 * @param mayHaveBeenAccepted whether EventBridge may have taken the event all the same, because an
 *     earlier request that carried it had no answer
 */
public record Rejection<T>(
    Optional<T> element,
    Optional<MomentoEvent> event,
    ErrorCode code,
    String reason,
    boolean mayHaveBeenAccepted) {

  /**
   * The rejection as one sentence, for logs.
   *
   * @return names, sizes, code and reason; never the element, a key or a message
   */
  @Override
  public String toString() {
    return event.map(MomentoEvent::toString).orElse("an element that makes no event")
        + " was rejected with "
        + code.value()
        + (mayHaveBeenAccepted ? " (it may have been accepted all the same): " : ": ")
        + reason;
  }
}
