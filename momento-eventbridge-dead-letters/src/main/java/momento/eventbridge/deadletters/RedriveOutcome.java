package momento.eventbridge.deadletters;

/**
 * What became of one letter. Immutable; {@code toString} shows names, codes and sizes, never the
 * content of a key or a message.
 *
 * @param letter the letter
 * @param fate what became of it
 * @param detail for a published letter the new event's id, which its letter will bear should it
 *     come back dead; otherwise the reason, in words
 */
public record RedriveOutcome(QueuedLetter letter, Fate fate, String detail) {

  /** What can become of a letter. */
  public enum Fate {
    /** EventBridge accepted the event and the letter is deleted. */
    PUBLISHED,
    /**
     * EventBridge accepted the event, but SQS has not deleted the letter. The run tries once more
     * at its end; if that fails too, a later run will publish the event a second time.
     */
    PUBLISHED_NOT_DELETED,
    /** The decision was to discard it, and it is deleted. */
    DISCARDED,
    /**
     * It stays in the queue: by decision, because it is not a valid Momento event, or because
     * EventBridge did not accept the event, or not to our knowledge.
     */
    LEFT,
    /**
     * It stays in the queue, undecided, because it came after the run had begun. Were it taken, an
     * event whose cause is not removed could go round without end.
     */
    TOO_NEW
  }
}
