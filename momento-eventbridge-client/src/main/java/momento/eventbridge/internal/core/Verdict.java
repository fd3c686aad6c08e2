package momento.eventbridge.internal.core;

import momento.eventbridge.ErrorCode;

/** What an answer, or the lack of one, means for an entry. */
public sealed interface Verdict {

  /**
   * The entry was accepted.
   *
   * @param eventId the event's id
   */
  record Accepted(String eventId) implements Verdict {}

  /**
   * The entry was not accepted, or not to our knowledge.
   *
   * @param next what to do with it
   * @param code why
   * @param reason why, in words that hold no content
   * @param mayHaveBeenAccepted whether the service may have taken it all the same
   */
  record Failed(Next next, ErrorCode code, String reason, boolean mayHaveBeenAccepted)
      implements Verdict {}

  /** What to do with a failed entry. */
  enum Next {
    /** Send it again after a pause. */
    RETRY,
    /** Send it again at once in a smaller request. */
    SPLIT,
    /** Give it up. */
    REJECT,
    /** Give it up, and send nothing more in this call. */
    STOP
  }
}
