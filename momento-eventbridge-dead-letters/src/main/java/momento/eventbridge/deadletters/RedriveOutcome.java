package momento.eventbridge.deadletters;

import java.util.Optional;
import momento.eventbridge.PublishOutcome;

/**
 * What became of one letter. Immutable; {@code toString} shows names, codes and sizes, never the
 * content of a key or a message.
 *
 * <p>A new kind, or a new {@link Why}, may come in a minor version: code that tells them apart
 * needs a branch for those that it does not know.
 */
public sealed interface RedriveOutcome {

  /**
   * The letter.
   *
   * @return as it was received
   */
  QueuedLetter letter();

  /**
   * EventBridge accepted the event.
   *
   * @param letter the letter
   * @param eventId the new event's id, which its letter will bear should it come back dead
   * @param deleted whether SQS has deleted the letter. If not, the run tries once more at its end;
   *     if that fails too, a later run will publish the event a second time
   */
  record Published(QueuedLetter letter, String eventId, boolean deleted)
      implements RedriveOutcome {}

  /**
   * The decision was to discard the letter, and it is deleted.
   *
   * @param letter the letter
   */
  record Discarded(QueuedLetter letter) implements RedriveOutcome {}

  /**
   * The letter stays in the queue.
   *
   * @param letter the letter
   * @param why why, to decide by
   * @param reason why, in words, with what to do; never with a key or a message
   * @param rejection with {@link Why#REJECTED} the event that was published, the code, and whether
   *     it may have been accepted all the same; otherwise empty
   */
  record Left(
      QueuedLetter letter, Why why, String reason, Optional<PublishOutcome.Rejected> rejection)
      implements RedriveOutcome {

    /**
     * Whether the event may be on the bus although its letter stays.
     *
     * @return {@code true} if nobody can know
     */
    public boolean mayHaveBeenAccepted() {
      return why == Why.PUBLISHER_FAILED
          || rejection.filter(PublishOutcome.Rejected::mayHaveBeenAccepted).isPresent();
    }
  }

  /**
   * The letter stays in the queue, undecided, because it came after the run had begun. Were it
   * taken, an event whose cause is not removed could go round without end.
   *
   * @param letter the letter
   */
  record TooNew(QueuedLetter letter) implements RedriveOutcome {}

  /** Why a letter stays in the queue. */
  enum Why {
    /** The decision was to leave it. */
    DECIDED,
    /** It is not a valid Momento event, or the decision threw an exception that says so. */
    NOT_VALID,
    /** EventBridge did not accept the event, or not to our knowledge. */
    REJECTED,
    /** The publisher threw; the event may have been accepted all the same. */
    PUBLISHER_FAILED,
    /** The visibility timeout ended before the event could be published. */
    OUT_OF_TIME,
    /** The events just before it could not be published, or the publisher is closed. */
    NOT_TRIED,
    /** The decision was to discard it, and SQS did not delete it. */
    NOT_DELETED
  }
}
