package momento.eventbridge.internal.core;

import momento.eventbridge.EventAttributes;
import momento.eventbridge.MomentoEvent;

/**
 * An event that keeps every rule, ready to be an entry.
 *
 * @param event the event as the caller gave it
 * @param attributes EventBridge's own fields, without the publisher's default source
 * @param source the source that goes out
 * @param detail the event as JSON
 * @param size bytes as EventBridge counts them
 */
public record EncodedEvent(
    MomentoEvent event, EventAttributes attributes, String source, String detail, int size) {

  /** Without the content, so that no log or exception can show it. */
  @Override
  public String toString() {
    return "EncodedEvent[" + event + ", " + size + " bytes]";
  }
}
