package momento.eventbridge;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import momento.eventbridge.internal.core.DeadLetterEnvelope;
import momento.eventbridge.internal.core.EventRules;
import org.jspecify.annotations.Nullable;

/**
 * An event that EventBridge could not deliver, as its rule put it into the dead-letter queue: the
 * body is the event as it was on the bus, the message attributes say why.
 *
 * <p>Immutable and safe for use by several threads. {@code toString} shows names, codes and sizes,
 * never the content of a key or a message.
 */
public final class DeadLetter {
  private final DeadLetterEnvelope envelope;
  private final Map<String, String> attributes;
  private final @Nullable MomentoEvent event;
  private final @Nullable EventValidationException eventProblem;

  private DeadLetter(DeadLetterEnvelope envelope, Map<String, String> attributes) {
    this.envelope = envelope;
    this.attributes = attributes;
    MomentoEvent parsed = null;
    EventValidationException problem = null;
    try {
      parsed = MomentoEvent.parse(envelope.detailType(), envelope.detail());
    } catch (EventValidationException e) {
      // Written by hand, perhaps, and a dead letter for that very reason: the rest is still of use.
      problem = e;
    }
    event = parsed;
    eventProblem = problem;
  }

  /**
   * Reads a message of the dead-letter queue.
   *
   * @param body the message's body
   * @param attributes the message attributes, name to string value; when receiving, ask SQS for
   *     them ({@code MessageAttributeNames: All})
   * @return the dead letter
   * @throws EventValidationException if the body is not an EventBridge event; whether that is a
   *     Momento event shows in {@link #event()}
   */
  public static DeadLetter parse(String body, Map<String, String> attributes) {
    DeadLetterEnvelope envelope = DeadLetterEnvelope.read(body);
    EventRules.require("attributes", attributes)
        .forEach((name, value) -> EventRules.require("attributes[" + name + "]", value));
    return new DeadLetter(envelope, Map.copyOf(attributes));
  }

  /**
   * The event that was not delivered.
   *
   * @return the event, ready to be published again
   * @throws EventValidationException if it is not a valid Momento event; it names the field
   */
  public MomentoEvent event() {
    if (event != null) {
      return event;
    }
    // A new one, because an exception shows where it was thrown.
    EventValidationException problem = EventRules.require("event", eventProblem);
    throw new EventValidationException(problem.field(), problem.rule());
  }

  /**
   * The id that EventBridge gave the event when it was accepted.
   *
   * @return the same as {@link PublishOutcome.Accepted#eventId}
   */
  public String eventId() {
    return envelope.id();
  }

  /**
   * The event's detail type, whether this library knows it or not.
   *
   * @return for example {@code cacheSet}
   */
  public String detailType() {
    return envelope.detailType();
  }

  /**
   * Who the event came from.
   *
   * @return the event's source
   */
  public String source() {
    return envelope.source();
  }

  /**
   * When the event happened.
   *
   * @return to whole seconds
   */
  public Instant time() {
    return envelope.time();
  }

  /**
   * What the event is about.
   *
   * @return unmodifiable; often empty
   */
  public List<String> resources() {
    return envelope.resources();
  }

  /**
   * Source, time and resources, to publish the event again with.
   *
   * @return the attributes that the event had
   * @throws EventValidationException if one of them is not allowed to senders, for example a source
   *     that only AWS may use
   */
  public EventAttributes attributes() {
    return EventAttributes.builder().source(source()).time(time()).resources(resources()).build();
  }

  /**
   * Why EventBridge gave up, as a code. AWS publishes no full list; seen are {@code
   * SDK_CLIENT_ERROR}, {@code NO_PERMISSIONS}, {@code NO_RESOURCE}, {@code THROTTLING}, {@code
   * TIMEOUT}, {@code UNKNOWN}.
   *
   * @return empty if the message attributes lack it
   */
  public Optional<String> errorCode() {
    return attribute("ERROR_CODE");
  }

  /**
   * Why EventBridge gave up, in words.
   *
   * @return empty if the message attributes lack it
   */
  public Optional<String> errorMessage() {
    return attribute("ERROR_MESSAGE");
  }

  /**
   * How often EventBridge delivered the event in vain.
   *
   * @return the first attempt and its retries, so at least 1; empty if the message attributes lack
   *     their number
   */
  public Optional<Integer> attempts() {
    try {
      return attribute("RETRY_ATTEMPTS")
          .map(Integer::valueOf)
          .filter(retries -> retries >= 0 && retries < Integer.MAX_VALUE)
          .map(retries -> retries + 1);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * Which limit of the retry policy was reached.
   *
   * @return {@code MaximumRetryAttempts} or {@code MaximumEventAgeInSeconds}; empty if the failure
   *     was not one to be retried
   */
  public Optional<String> exhaustedRetryCondition() {
    return attribute("EXHAUSTED_RETRY_CONDITION");
  }

  /**
   * The rule that matched the event.
   *
   * @return the rule's ARN; empty if the message attributes lack it
   */
  public Optional<String> ruleArn() {
    return attribute("RULE_ARN");
  }

  /**
   * The target that the event was for.
   *
   * @return the API destination's ARN; empty if the message attributes lack it
   */
  public Optional<String> targetArn() {
    return attribute("TARGET_ARN");
  }

  private Optional<String> attribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  /**
   * Names, codes and sizes.
   *
   * @return never the content of a key or a message
   */
  @Override
  public String toString() {
    return "DeadLetter["
        + envelope.id()
        + ", "
        + (event != null ? event : envelope.detailType().length() + " characters of detail-type")
        + ", "
        + errorCode().orElse("no error code")
        + ", attempts="
        + attempts().map(String::valueOf).orElse("unknown")
        + "]";
  }
}
