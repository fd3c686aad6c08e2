package momento.eventbridge;

/**
 * How many events of a streaming {@code publishAll} came to which outcome; or how many of those
 * that had none when {@link MomentoEventAsyncPublisher#flush} was called. What was accepted,
 * rejected or refused before a flush is not in its counts.
 *
 * @param accepted events that EventBridge accepted
 * @param rejected events that it did not accept, or not to our knowledge
 * @param complete whether the end of the input was seen; {@code false} if the publisher was closed
 *     or the thread interrupted before that; always {@code true} from a flush
 */
public record PublishCounts(long accepted, long rejected, boolean complete) {
  /**
   * Whether the whole input was taken and EventBridge accepted all of it. From a flush it says
   * nothing of events that were rejected or refused before the flush was called.
   *
   * @return {@code false} if an event that is counted here was rejected, or one left in the input
   */
  @CheckReturnValue
  public boolean allAccepted() {
    return complete && rejected == 0;
  }
}
