package momento.eventbridge.local.internal.sqs;

/** SQS refuses a request. */
final class SqsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;

  SqsException(String code, String message) {
    // An answer and not a failure of this program: its stack trace would tell nothing.
    super(message, null, false, false);
    this.code = code;
  }

  String code() {
    return code;
  }
}
