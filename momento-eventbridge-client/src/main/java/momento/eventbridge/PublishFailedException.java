package momento.eventbridge;

/**
 * At least one event of a {@code publishAll} was rejected; the others may have been accepted.
 *
 * <p>Events are not serializable: in an exception that was serialized, the message has the counts
 * and the first rejection, and {@link #result} is null.
 */
public final class PublishFailedException extends MomentoEventException {
  private static final long serialVersionUID = 1L;

  private final transient PublishResult result;

  PublishFailedException(PublishResult result) {
    super(describe(result));
    this.result = result;
  }

  private static String describe(PublishResult result) {
    int rejected = result.rejected().size();
    return rejected
        + " of "
        + result.outcomes().size()
        + " events were rejected, the first: "
        + result.rejected().get(0).describe()
        + "; see result() for each";
  }

  /**
   * The whole result, with one outcome per event.
   *
   * @return the result; null in an exception that was serialized
   */
  public PublishResult result() {
    return result;
  }
}
