package momento.eventbridge.local;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A message of a topic of the local Momento. It does not change and is safe for use by several
 * threads.
 */
public final class TopicMessage {
  private final long sequenceNumber;
  private final byte[] value;
  private final boolean binary;

  /**
   * Holds a copy of the value.
   *
   * @param sequenceNumber the message's place in its topic, from 0
   * @param value the bytes of the message
   * @param binary whether it was published as {@code application/octet-stream}
   */
  public TopicMessage(long sequenceNumber, byte[] value, boolean binary) {
    this.sequenceNumber = sequenceNumber;
    this.value = value.clone();
    this.binary = binary;
  }

  /**
   * The message's place in its topic.
   *
   * @return 0 for the topic's first message, and one more for each that follows
   */
  public long sequenceNumber() {
    return sequenceNumber;
  }

  /**
   * The message, byte for byte as it was published.
   *
   * @return a copy
   */
  public byte[] value() {
    return value.clone();
  }

  /**
   * The message as text.
   *
   * @return the bytes read as UTF-8, with U+FFFD in place of what is not UTF-8
   */
  public String text() {
    return new String(value, UTF_8);
  }

  /**
   * Whether the message was published as bytes and not as text.
   *
   * @return true for {@code application/octet-stream}, false for {@code text/plain}
   */
  public boolean isBinary() {
    return binary;
  }

  /**
   * The place and the size; the message itself stays out because it may be private.
   *
   * @return for logs
   */
  @Override
  public String toString() {
    return "TopicMessage[" + sequenceNumber + ", " + value.length + " bytes]";
  }
}
