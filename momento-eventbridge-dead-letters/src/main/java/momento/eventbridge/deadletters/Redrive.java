package momento.eventbridge.deadletters;

import java.util.Objects;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.MomentoEvent;
import org.jspecify.annotations.Nullable;

/**
 * What to do with one letter: the answer of the caller's decision to {@link
 * DeadLetterQueue#redrive}. Immutable and safe for use by several threads.
 */
public final class Redrive {
  private static final Redrive LEAVE = new Redrive(Action.LEAVE, null, null);
  private static final Redrive DISCARD = new Redrive(Action.DISCARD, null, null);

  private enum Action {
    PUBLISH,
    LEAVE,
    DISCARD
  }

  private final Action action;
  private final @Nullable MomentoEvent event;
  private final @Nullable EventAttributes attributes;

  private Redrive(
      Action action, @Nullable MomentoEvent event, @Nullable EventAttributes attributes) {
    this.action = action;
    this.event = event;
    this.attributes = attributes;
  }

  /**
   * Publish this event, with source, time and resources of the letter, and delete the letter once
   * EventBridge has accepted the event. The time stays what it was because it says when the event
   * happened, not when it was sent.
   *
   * @param event {@link QueuedLetter#event()}, or a changed one
   * @return the answer
   * @throws NullPointerException if it is null, which ends the run
   */
  public static Redrive publish(MomentoEvent event) {
    return new Redrive(Action.PUBLISH, requireEvent(event), null);
  }

  /**
   * Publish this event with these attributes instead of the letter's, and delete the letter once
   * EventBridge has accepted the event. Letters with equal attributes share requests: {@link
   * EventAttributes#none()} for all is the fastest way to empty a large queue, and gives each the
   * publisher's source and the present time.
   *
   * @param event {@link QueuedLetter#event()}, or a changed one
   * @param attributes what differs from the publisher's defaults
   * @return the answer
   * @throws NullPointerException if one of them is null, which ends the run
   */
  public static Redrive publish(MomentoEvent event, EventAttributes attributes) {
    return new Redrive(
        Action.PUBLISH,
        requireEvent(event),
        Objects.requireNonNull(
            attributes, "attributes are null: give EventAttributes.none() for none"));
  }

  /** No {@code EventValidationException}, which would leave the letter as if it were at fault. */
  private static MomentoEvent requireEvent(MomentoEvent event) {
    return Objects.requireNonNull(
        event, "event is null: return Redrive.leave() or discard() to publish none");
  }

  /**
   * Leave the letter in the queue.
   *
   * @return the answer
   */
  public static Redrive leave() {
    return LEAVE;
  }

  /**
   * Delete the letter without publishing anything. This loses the event, and is the only way in
   * which a letter goes without an event that EventBridge accepted.
   *
   * @return the answer
   */
  public static Redrive discard() {
    return DISCARD;
  }

  /** What to publish; null for nothing. */
  @Nullable MomentoEvent event() {
    return event;
  }

  /** With what; null for what the letter had. */
  @Nullable EventAttributes attributes() {
    return attributes;
  }

  boolean isDiscard() {
    return action == Action.DISCARD;
  }

  /**
   * The answer in words.
   *
   * @return names and sizes, never the content of a key or a message
   */
  @Override
  public String toString() {
    return "Redrive[" + action + (event == null ? "" : ", " + event) + "]";
  }
}
