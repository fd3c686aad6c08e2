package momento.eventbridge;

/**
 * The event bus does not exist in this account and region. {@code PutEvents} would accept events
 * for it all the same, and drop them.
 */
public final class EventBusNotFoundException extends MomentoEventException {
  private static final long serialVersionUID = 1L;

  /** Name or ARN. */
  private final String eventBusName;

  /**
   * An exception for one bus.
   *
   * @param eventBusName the bus's name or ARN
   */
  public EventBusNotFoundException(String eventBusName) {
    super(
        "event bus "
            + eventBusName
            + " does not exist in this account and region; EventBridge would accept events for it"
            + " and drop them: check its spelling, the region and the account");
    this.eventBusName = eventBusName;
  }

  /**
   * The bus that was looked for.
   *
   * @return its name or ARN
   */
  public String eventBusName() {
    return eventBusName;
  }
}
