package momento.eventbridge.internal.core;

/**
 * A request that failed as a whole.
 *
 * @param kind how far it came
 * @param status the HTTP status, or 0 without an answer
 * @param code the service's error code, or empty
 * @param text the failure in words, as the service or the SDK has them; may quote content
 * @param attempts how often the SDK sent it, as far as it says; 0 if it did not get that far
 */
public record CallFailure(Kind kind, int status, String code, String text, int attempts) {

  /** How far a request came. */
  public enum Kind {
    /** The service answered with an error. */
    ANSWERED,
    /** The service answered that this machine's clock is off. */
    CLOCK_SKEW,
    /** The request may have reached the service; no answer came back. */
    NO_ANSWER,
    /** The service answered, but the SDK could not read the answer. */
    UNREADABLE,
    /** No connection was made. */
    NOT_CONNECTED,
    /** The SDK made no request, or the failure is of no known kind. */
    CLIENT,
    /** The thread was interrupted. */
    INTERRUPTED
  }

  /** Without the text, which can quote content. */
  @Override
  public String toString() {
    return "CallFailure[" + kind + ", status=" + status + ", code=" + code + "]";
  }
}
