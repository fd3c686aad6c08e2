package momento.eventbridge.internal.core;

/**
 * One entry of an answer, as the service wrote it; what is absent is empty.
 *
 * @param eventId the event's id, if it was accepted
 * @param errorCode why it was not
 * @param errorMessage the same in words
 */
public record EntryAnswer(String eventId, String errorCode, String errorMessage) {

  /** Without the words, which can quote content. */
  @Override
  public String toString() {
    return "EntryAnswer[eventId=" + eventId + ", errorCode=" + errorCode + "]";
  }
}
