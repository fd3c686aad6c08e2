package momento.eventbridge;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Why an event was not accepted: the codes of {@code PutEvents}, for an entry or for a whole
 * request, and this library's own for what EventBridge never saw or never answered.
 *
 * <p>Which entry codes may be tried again is AWS's word (its model of {@code
 * PutEventsResultEntry}). A code that is not known here is not tried again: it is {@link #UNKNOWN},
 * and the reason quotes it.
 *
 * <p>New constants may come with any minor version, for example for what is {@link #UNKNOWN} today:
 * give a {@code switch} over it a default branch, and decide by {@link #isRetryable} and {@link
 * #concernsEvent} where these are enough.
 */
public enum ErrorCode {
  /** EventBridge failed inside. Tried again. */
  INTERNAL_FAILURE("InternalFailure", true),
  /** As {@link #INTERNAL_FAILURE}, for a whole request or from an emulator. Tried again. */
  INTERNAL_EXCEPTION("InternalException", true),
  /** Another answer with an HTTP status of 500 or more. Tried again. */
  SERVICE_UNAVAILABLE("ServiceUnavailable", true),
  /** The account's quota of requests in this region is used up. Tried again. */
  THROTTLING("ThrottlingException", true),
  /** This machine's clock is off by minutes. Tried again, because the SDK corrects for it. */
  CLOCK_SKEW("RequestTimeTooSkewed", true),
  /** The credentials lack {@code events:PutEvents} on the bus. */
  ACCESS_DENIED("AccessDeniedException", false),
  /** The bus's account is not valid. */
  INVALID_ACCOUNT_ID("InvalidAccountIdException", false),
  /** A field of the entry is not valid. */
  INVALID_ARGUMENT("InvalidArgument", false),
  /** The detail is not a JSON object. */
  MALFORMED_DETAIL("MalformedDetail", false),
  /** EventBridge could not redact the event. */
  REDACTION_FAILURE("RedactionFailure", false),
  /** The source belongs to AWS or a partner. */
  NOT_AUTHORIZED_FOR_SOURCE("NotAuthorizedForSourceException", false),
  /** The detail type is not allowed for this source. */
  NOT_AUTHORIZED_FOR_DETAIL_TYPE("NotAuthorizedForDetailTypeException", false),
  /** EventBridge refused the whole request as not valid. */
  VALIDATION("ValidationException", false),
  /** EventBridge answered with a code that this library does not know; the reason quotes it. */
  UNKNOWN("Unknown", false),

  /** The event breaks a rule; it was not sent. */
  INVALID_EVENT("InvalidEvent", false),
  /** The event alone is over the size limit, or the service said so. */
  EVENT_TOO_LARGE("EventTooLarge", false),
  /** The request was sent and no answer came: it may have been accepted. Tried again. */
  NO_ANSWER("NoAnswer", true),
  /** No connection could be made, so nothing was sent. Tried again. */
  NOT_CONNECTED("NotConnected", true),
  /** The answer does not say what became of the entry: it may have been accepted. */
  UNUSABLE_ANSWER("UnusableAnswer", false),
  /** The SDK could not make or sign the request, for example for lack of credentials. */
  CLIENT_FAILURE("ClientFailure", false),
  /** The delivery timeout ran out before the event could be sent, or sent in a smaller request. */
  DELIVERY_TIMEOUT("DeliveryTimeout", false),
  /** The calling thread was interrupted, or the caller's code threw, before the event was done. */
  STOPPED("Stopped", false),
  /** The publisher was closed before the event was done. */
  PUBLISHER_CLOSED("PublisherClosed", false);

  private static final Set<ErrorCode> OF_THE_EVENT =
      EnumSet.of(
          INVALID_ARGUMENT,
          MALFORMED_DETAIL,
          REDACTION_FAILURE,
          NOT_AUTHORIZED_FOR_SOURCE,
          NOT_AUTHORIZED_FOR_DETAIL_TYPE,
          INVALID_EVENT,
          EVENT_TOO_LARGE);

  private static final Map<String, ErrorCode> BY_VALUE = new HashMap<>();

  static {
    // The words for what EventBridge never said must not be taken for something that it says.
    for (ErrorCode code : EnumSet.range(INTERNAL_FAILURE, UNKNOWN)) {
      BY_VALUE.put(code.value, code);
    }
  }

  private final String value;
  private final boolean retryable;

  ErrorCode(String value, boolean retryable) {
    this.value = value;
    this.retryable = retryable;
  }

  /**
   * The code as EventBridge writes it, or this library's word for its own.
   *
   * @return for example {@code ThrottlingException}
   */
  public String value() {
    return value;
  }

  /**
   * Whether the publisher sends an event again after this code, while its time budget lasts.
   *
   * @return {@code false} for a code that another attempt would meet again
   */
  public boolean isRetryable() {
    return retryable;
  }

  /**
   * Whether the refusal is about the event itself, so that others may well be accepted. All other
   * codes are about the service, the network, the credentials or the publisher, or not known.
   *
   * @return {@code false} for a code that the next event would meet as well
   */
  public boolean concernsEvent() {
    return OF_THE_EVENT.contains(this);
  }

  /**
   * Finds the constant for EventBridge's code.
   *
   * @param value for example {@code ThrottlingException}
   * @return the constant, or {@link #UNKNOWN}
   */
  public static ErrorCode of(String value) {
    return BY_VALUE.getOrDefault(value, UNKNOWN);
  }
}
