package momento.eventbridge.local.internal.momento;

/** A request that Momento answers with an error; the message is the description in the answer. */
final class RefusedRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;

  private RefusedRequestException(int status, String title, String description) {
    super(description);
    this.status = status;
    this.title = title;
  }

  static RefusedRequestException badRequest(String title, String description) {
    return new RefusedRequestException(400, title, description);
  }

  static RefusedRequestException unauthorized(String description) {
    return new RefusedRequestException(401, "Unauthorized", description);
  }

  static RefusedRequestException notFound(String description) {
    return new RefusedRequestException(404, "Not Found", description);
  }

  static RefusedRequestException methodNotAllowed(String description) {
    return new RefusedRequestException(405, "Method Not Allowed", description);
  }

  Answer answer() {
    return Answer.error(status, title, String.valueOf(getMessage()));
  }
}
