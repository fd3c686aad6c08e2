package momento.eventbridge.internal.core;

import java.time.Duration;
import java.util.Locale;
import momento.eventbridge.CacheSet;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.EventTooLargeException;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.TopicPublish;

/**
 * Turns events into entries under one publisher's limits.
 *
 * @param source the source of events that bring none of their own
 * @param maxRequestBytes what the size of a request must be below
 * @param maxTtl the longest time to live
 * @param maxTopicMessageBytes the largest topic message, in bytes of UTF-8
 */
public record EventEncoder(
    String source, int maxRequestBytes, Duration maxTtl, int maxTopicMessageBytes) {

  /**
   * The event as an entry.
   *
   * @throws EventValidationException if the event breaks a limit of the Momento account
   * @throws EventTooLargeException if it could not be sent even alone
   */
  public EncodedEvent encode(MomentoEvent event, EventAttributes attributes) {
    checkAccountLimits(event);
    String detail = event.toDetail();
    String entrySource = attributes.source().orElse(source);
    int size = EntrySize.of(entrySource, event.detailType().value(), detail, attributes);
    if (size >= maxRequestBytes) {
      throw new EventTooLargeException(
          String.format(
              Locale.ROOT,
              "%s is an entry of %,d bytes; a request must be below %,d: send a smaller message, or"
                  + " a reference to where the content lies",
              event,
              size,
              maxRequestBytes),
          size,
          maxRequestBytes);
    }
    return new EncodedEvent(event, attributes, entrySource, detail, size);
  }

  private void checkAccountLimits(MomentoEvent event) {
    if (event instanceof CacheSet set && set.ttl().compareTo(maxTtl) > 0) {
      throw new EventValidationException(
          "ttl",
          "is "
              + set.ttl()
              + "; the longest is "
              + maxTtl
              + ": shorten it, or raise maxTtl on the publisher's builder if your Momento account"
              + " allows more");
    }
    if (event instanceof TopicPublish publish) {
      int bytes = Utf8.length(publish.message());
      if (bytes > maxTopicMessageBytes) {
        throw new EventValidationException(
            "message",
            String.format(
                Locale.ROOT,
                "has %,d bytes; a topic takes at most %,d: shorten it, or raise"
                    + " maxTopicMessageBytes on the publisher's builder if your Momento account"
                    + " allows more",
                bytes,
                maxTopicMessageBytes));
      }
    }
  }
}
