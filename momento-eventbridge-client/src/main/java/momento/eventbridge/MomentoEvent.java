package momento.eventbridge;

import momento.eventbridge.internal.core.DetailReader;
import momento.eventbridge.internal.core.DetailWriter;

/**
 * An event that Momento's stack turns into one call of Momento's HTTP API. An invalid event cannot
 * be built: each constructor, {@code of} and builder throws {@link EventValidationException}.
 *
 * <p>Implementations are immutable, compare by value, and show names and sizes in {@code toString},
 * never the content of a key or a message.
 *
 * <p>The rules are Momento's (<a
 * href="https://docs.momentohq.com/cache/integrations/amazon-eventbridge">its EventBridge
 * page</a>), but for what this library adds so that nothing depends on how EventBridge encodes a
 * URL: names hold only {@code A-Z a-z 0-9 - . _ ~ : @}, and nothing is empty.
 */
public sealed interface MomentoEvent permits CacheSet, CacheDelete, TopicPublish {

  /**
   * The cache that the event is for. It must exist when the event reaches Momento; otherwise the
   * event ends in the dead-letter queue.
   *
   * @return 1 to 512 characters of {@code A-Z a-z 0-9 - . _ ~ : @}
   */
  String cacheName();

  /**
   * What the event does.
   *
   * @return EventBridge's detail type, on which the rules match
   */
  DetailType detailType();

  /**
   * The event as the {@code Detail} of a {@code PutEvents} entry. It holds key and message in full:
   * do not log it.
   *
   * @return a JSON object with the fields in the order of Momento's documentation
   */
  default String toDetail() {
    return DetailWriter.write(this);
  }

  /**
   * Reads an event back from what EventBridge carries. Strict: each field is required, no other
   * field is allowed, none may stand twice, and each has its exact JSON type.
   *
   * @param detailType the event's detail type, for example {@code cacheSet}
   * @param detail the event's detail, a JSON object
   * @return the event
   * @throws EventValidationException if the detail type is unknown or the detail is not exactly
   *     such an event; it names the field
   */
  static MomentoEvent parse(String detailType, String detail) {
    return DetailReader.read(detailType, detail);
  }
}
