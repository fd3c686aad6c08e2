package momento.eventbridge;

/**
 * What became of one event at EventBridge. <em>Accepted</em> is not <em>applied</em>: rule, API
 * destination and Momento come after it, and what fails there goes to the dead-letter queue.
 *
 * <p>There are these two outcomes and will be no third; what is new becomes an {@link ErrorCode}.
 */
public sealed interface PublishOutcome {

  /**
   * The event.
   *
   * @return the same object that was given to the publisher
   */
  MomentoEvent event();

  /**
   * How many requests of this publisher carried the event.
   *
   * @return 0 if it was never sent. Attempts that a caller's own SDK client made inside one request
   *     are not seen unless the request failed
   */
  int attempts();

  /**
   * EventBridge accepted the event.
   *
   * @param event the event
   * @param eventId EventBridge's id, which rules, logs and dead letters show as {@code id}
   * @param attempts how many requests carried the event
   */
  record Accepted(MomentoEvent event, String eventId, int attempts) implements PublishOutcome {}

  /**
   * EventBridge did not accept the event, or it is not known that it did.
   *
   * @param event the event
   * @param code why
   * @param reason why, in words, with what to do; never with a key, a message or a token
   * @param mayHaveBeenAccepted whether EventBridge may have taken the event all the same, because a
   *     request that carried it had no answer, none that could be used, or one that says that the
   *     service broke (5xx)
   * @param attempts how many requests carried the event
   */
  record Rejected(
      MomentoEvent event, ErrorCode code, String reason, boolean mayHaveBeenAccepted, int attempts)
      implements PublishOutcome {

    /**
     * The outcome as one sentence, for logs and exceptions.
     *
     * @return names, sizes, code and reason; never the content of a key or a message
     */
    public String describe() {
      return event
          + " was rejected after "
          + attempts
          + (attempts == 1 ? " attempt" : " attempts")
          + " with "
          + code.value()
          + (mayHaveBeenAccepted ? " (it may have been accepted all the same): " : ": ")
          + reason;
    }
  }
}
