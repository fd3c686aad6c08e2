package momento.eventbridge.deadletters;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import momento.eventbridge.DeadLetter;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.MomentoEvent;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * A message of the dead-letter queue, whether it holds a Momento event or something else that got
 * there.
 *
 * <p>Immutable and safe for use by several threads. {@code toString} shows names, codes and sizes,
 * never the content of a key or a message.
 */
public final class QueuedLetter {
  private final String messageId;
  private final String body;
  private final Optional<Instant> sentAt;
  private final @Nullable DeadLetter deadLetter;
  private final String problemField;
  private final String problemRule;

  QueuedLetter(Message message) {
    messageId = message.messageId();
    body = message.body();
    sentAt =
        Optional.ofNullable(message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP))
            .map(Long::valueOf)
            .map(Instant::ofEpochMilli);
    DeadLetter parsed = null;
    String field = "";
    String rule = "";
    try {
      parsed = DeadLetter.parse(body, textAttributes(message));
    } catch (EventValidationException e) {
      // A queue takes whatever it is sent: the caller must be able to see it and to throw it away.
      field = e.field();
      rule = e.rule();
    }
    deadLetter = parsed;
    problemField = field;
    problemRule = rule;
  }

  private static Map<String, String> textAttributes(Message message) {
    Map<String, String> attributes = new HashMap<>();
    message
        .messageAttributes()
        .forEach(
            (name, value) -> {
              if (value.stringValue() != null) {
                attributes.put(name, value.stringValue());
              }
            });
    return attributes;
  }

  /**
   * The id that SQS gave the message. It stays the same when the message is received again.
   *
   * @return at most 100 characters
   */
  public String messageId() {
    return messageId;
  }

  /**
   * When the message was put into the queue, by the clock of SQS.
   *
   * @return to milliseconds; empty if the queue does not say, which SQS always does
   */
  public Optional<Instant> sentAt() {
    return sentAt;
  }

  /**
   * The message as a dead letter: which event, and why it was not delivered ({@link
   * DeadLetter#errorCode}, {@link DeadLetter#errorMessage}, {@link DeadLetter#attempts}).
   *
   * @return the dead letter
   * @throws EventValidationException if the body is not an EventBridge event; it says why
   */
  public DeadLetter deadLetter() {
    if (deadLetter != null) {
      return deadLetter;
    }
    throw new EventValidationException(problemField, problemRule);
  }

  /**
   * The event that was not delivered.
   *
   * @return the event, ready to be published again
   * @throws EventValidationException if the message is not an EventBridge event, or not a valid
   *     Momento event; it says why
   */
  public MomentoEvent event() {
    return deadLetter().event();
  }

  /** What the event had; nothing if the body says nothing. */
  EventAttributes attributes() {
    return deadLetter == null ? EventAttributes.none() : deadLetter.attributes();
  }

  /**
   * Why the message cannot be published again as it is.
   *
   * @return empty if it can; otherwise the text of what {@link #event} throws
   */
  public Optional<String> problem() {
    try {
      event();
      return Optional.empty();
    } catch (EventValidationException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The message's body, to repair an event that cannot be parsed. It holds key and message in full:
   * do not log it.
   *
   * @return as SQS gave it
   */
  public String body() {
    return body;
  }

  /**
   * Names, codes and sizes.
   *
   * @return never the content of a key or a message
   */
  @Override
  public String toString() {
    return "QueuedLetter["
        + messageId
        + ", "
        + (deadLetter != null
            ? deadLetter
            : body.length() + " characters that are not an EventBridge event")
        + "]";
  }
}
