package momento.eventbridge.local;

/**
 * How a message reaches Momento. It is not certain what AWS does: Momento's documentation shows the
 * plain text, and reports of others' API destinations show JSON with its quotes.
 */
public enum MessageBody {
  /** The message itself: {@code hello}. */
  PLAIN,
  /** The message as JSON text, with quotes and escapes: {@code "hello"}. */
  JSON
}
