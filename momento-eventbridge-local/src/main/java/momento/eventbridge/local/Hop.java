package momento.eventbridge.local;

import java.util.Locale;
import java.util.Optional;

/**
 * One step of one event on its way through the local stack, as a listener is told of it. It names
 * the event, its detail type and its cache, and never holds a key, a message or a token.
 *
 * @param step what happened
 * @param eventId EventBridge's event id; empty if the event was refused and has none
 * @param detailType for example {@code cacheSet}; empty if a whole request was refused
 * @param cacheName the cache that the event is about, if its detail says so
 * @param note more about the step, such as an HTTP status or an error code; may be empty
 */
public record Hop(
    Step step,
    Optional<String> eventId,
    Optional<String> detailType,
    Optional<String> cacheName,
    String note) {

  /** What happens to events. */
  public enum Step {
    /** EventBridge refused an entry or a whole request; the note has the error code. */
    REFUSED,
    /** EventBridge took the event and gave it an id. */
    ACCEPTED,
    /** There is no such event bus: the event is gone, although its sender got an id. */
    DROPPED,
    /** No rule of the bus matched the event: it is gone. */
    UNMATCHED,
    /** The target took the event; the note has the HTTP status. */
    DELIVERED,
    /** The target failed, and EventBridge will call it again; the note says why and when. */
    RETRYING,
    /** EventBridge gave the event up and put it into the dead-letter queue. */
    DEAD_LETTERED,
    /** EventBridge gave the event up, and there is no queue that would take it. */
    LOST
  }

  /**
   * The step as one line for people, for example {@code delivered
   * 11710aed-b79e-4468-a20b-bb3c0c3b4860 cacheSet my-cache: 204}; a part that is empty is left out.
   *
   * @return one line, without a line break
   */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder();
    line.append(step.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    eventId.ifPresent(id -> line.append(' ').append(id));
    detailType.ifPresent(type -> line.append(' ').append(type));
    cacheName.ifPresent(name -> line.append(' ').append(name));
    if (!note.isEmpty()) {
      line.append(": ").append(note);
    }
    // Detail type and cache name are the sender's: they must not be able to forge a line.
    return line.toString().replaceAll("[\\p{Cc}\\u2028\\u2029]", "?");
  }
}
