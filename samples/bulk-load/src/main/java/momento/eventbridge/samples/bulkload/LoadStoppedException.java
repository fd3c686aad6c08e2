package momento.eventbridge.samples.bulkload;

/** Why the load cannot go on, and at which line; what was done until then is in the checkpoint. */
final class LoadStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LoadStoppedException(String message) {
    super(message);
  }
}
