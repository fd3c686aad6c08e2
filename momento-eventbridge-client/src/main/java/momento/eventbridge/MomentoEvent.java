package momento.eventbridge;

import java.util.List;
import java.util.function.Function;
import momento.eventbridge.internal.core.DetailReader;
import momento.eventbridge.internal.core.DetailWriter;
import momento.eventbridge.internal.core.LastPerKey;

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
 *
 * <p>Sealed, because Momento's stack has a rule for each kind and no rule for others. A new call of
 * Momento's HTTP API becomes a new kind, in a minor version: code that tells the kinds apart needs
 * a branch for those that it does not know.
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

  /**
   * Leaves out the events that a later one makes void: of all {@link CacheSet} and {@link
   * CacheDelete} for the same item, which is the same cache name and the same bytes of the key,
   * only the last is kept. Messages to topics are all kept.
   *
   * <p><b>Why.</b> EventBridge delivers in any order, so of two updates of one item that are
   * published together the older may arrive last and stay. Of those within {@code events}, only the
   * newest is left to arrive.
   *
   * <p><b>What remains possible.</b> Nothing is known here of what other calls, other invocations
   * of a Lambda function or other processes publish. If one publishes an update and another, soon
   * after, a newer one of the same item, the older can still arrive last; likewise an event that
   * EventBridge delivers twice, or that is published again after a failure. The item is then out of
   * date until it is next published or its time to live ends. Where that matters, keep the time to
   * live short, or put a version into the value for readers to compare.
   *
   * @param events oldest first, none null
   * @return unmodifiable: those that are kept, in the order in which they stand in {@code events}
   */
  static List<MomentoEvent> lastPerKey(Iterable<? extends MomentoEvent> events) {
    return LastPerKey.of(events, event -> event);
  }

  /**
   * The same for what events are made from, such as the records of a stream.
   *
   * @param <T> what an event is made from
   * @param items oldest first
   * @param event the event of an item; called once for each
   * @return unmodifiable: the items that are kept, in the order in which they stand in {@code
   *     items}
   * @see #lastPerKey(Iterable)
   */
  static <T> List<T> lastPerKey(
      Iterable<? extends T> items, Function<? super T, ? extends MomentoEvent> event) {
    return LastPerKey.of(items, event);
  }
}
