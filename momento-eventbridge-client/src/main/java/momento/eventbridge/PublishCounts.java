package momento.eventbridge;

/**
 * How many events of a streaming {@code publishAll} came to which outcome.
 *
 * @param accepted events that EventBridge accepted
 * @param rejected events that it did not accept, or not to our knowledge
 * @param complete whether the end of the input was seen; {@code false} if the publisher was closed
 *     or the thread interrupted before that
 */
public record PublishCounts(long accepted, long rejected, boolean complete) {
  /**
   * Whether the whole input was taken and EventBridge accepted all of it.
   *
   * @return {@code false} if an event was rejected or left in the input
   */
  @CheckReturnValue
  public boolean allAccepted() {
    return complete && rejected == 0;
  }
}
