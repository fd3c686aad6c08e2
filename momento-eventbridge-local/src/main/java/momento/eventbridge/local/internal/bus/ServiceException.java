package momento.eventbridge.local.internal.bus;

/** EventBridge refuses a whole request. */
final class ServiceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  private ServiceException(int status, String code, String message) {
    // An answer and not a failure of this program: its stack trace would tell nothing.
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  static ServiceException validation(String message) {
    return new ServiceException(400, "ValidationException", message);
  }

  static ServiceException serialization(String message) {
    return new ServiceException(400, "SerializationException", message);
  }

  static ServiceException unknownOperation() {
    return new ServiceException(400, "UnknownOperationException", "");
  }

  /** DynamoDB, which speaks the same protocol, documents 400; other services answer 403. */
  static ServiceException missingSignature() {
    return new ServiceException(
        400, "MissingAuthenticationTokenException", "Missing Authentication Token");
  }

  /** As AWS words it elsewhere, except that AWS quotes the whole header. */
  static ServiceException incompleteSignature(String part) {
    return new ServiceException(
        400,
        "IncompleteSignatureException",
        "Authorization header requires '" + part + "' parameter.");
  }

  /** Nothing of AWS: what a test gave us is broken. */
  static ServiceException predicateFailed(String errorCode, Throwable cause) {
    // Not its message, which might quote an entry.
    return new ServiceException(
        400,
        "FaultPredicateFailedException",
        "The predicate that failEntriesWhere was given for %s threw %s."
            .formatted(errorCode, cause.getClass().getName()));
  }

  static ServiceException noSuchBus(String name) {
    return new ServiceException(
        400, "ResourceNotFoundException", "Event bus " + name + " does not exist.");
  }

  /** Far too large: the service's front door answers, without a word. */
  static ServiceException farTooLarge() {
    return new ServiceException(413, "", "");
  }

  /** Nothing of AWS, and with 400 because SDKs would send it again after any other answer. */
  static ServiceException discarded() {
    return new ServiceException(
        400,
        "RequestDiscardedException",
        "The local stack was reset while this request was waiting.");
  }

  static ServiceException internal() {
    return new ServiceException(500, "InternalException", "Internal Service Failure");
  }

  Answer answer() {
    return code.isEmpty() ? Answer.empty(status) : Answer.error(status, code, getMessage());
  }

  String code() {
    return code.isEmpty() ? String.valueOf(status) : code;
  }
}
