package momento.eventbridge.deadletters;

/**
 * What a run did, in letters. Its size does not depend on the queue's; for what became of each
 * letter use the form of {@link DeadLetterQueue#redrive} with a consumer.
 *
 * @param published letters whose event EventBridge accepted
 * @param notDeleted how many of them SQS did not delete: a later run will publish these a second
 *     time
 * @param discarded letters that were deleted by decision
 * @param left letters that stay in the queue
 * @param tooNew letters that stay in the queue because they came after the run had begun; many of
 *     them can mean that what was published fails again
 * @param ending why the run ended
 */
public record RedriveResult(
    long published, long notDeleted, long discarded, long left, long tooNew, Ending ending) {

  /** Why a run ended. */
  public enum Ending {
    /** SQS had no more letters to give than those that the run has seen. */
    ALL_SEEN,
    /** The run has taken {@link DeadLetterQueue.Builder#maxLetters} letters. */
    MAX_LETTERS,
    /** {@link DeadLetterQueue.Builder#maxLeft} letters stay in the queue. */
    MAX_LEFT,
    /**
     * EventBridge accepted none of the last events, and the cause lies not in them: for lack of
     * rights or connection, for instance. All further ones would fail alike.
     */
    NONE_ACCEPTED,
    /** The thread was interrupted. Its interrupt flag is set. */
    INTERRUPTED,
    /** The queue was closed. */
    CLOSED
  }

  /**
   * Whether the run has seen the whole queue, as far as SQS can say: letters that another consumer
   * holds at the time are not seen.
   *
   * @return {@code false} if there may be more letters that the run would have taken
   */
  public boolean complete() {
    return ending == Ending.ALL_SEEN;
  }
}
