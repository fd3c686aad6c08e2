package momento.eventbridge.flink;

import momento.eventbridge.EventAttributes;
import momento.eventbridge.EventEntries;
import momento.eventbridge.MomentoEvent;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.jspecify.annotations.Nullable;

/**
 * Makes the stream's elements entries: what the user's converters say, checked and encoded by the
 * client.
 *
 * @param <T> the elements of the stream
 */
final class EventConverter<T> implements ElementConverter<T, MomentoRequestEntry> {
  private static final long serialVersionUID = 1L;

  private final ElementConverter<T, ? extends MomentoEvent> events;
  private final ElementConverter<T, EventAttributes> attributes;
  private final EventSettings settings;
  private transient @Nullable EventEntries entries;

  EventConverter(
      ElementConverter<T, ? extends MomentoEvent> events,
      ElementConverter<T, EventAttributes> attributes,
      EventSettings settings) {
    this.events = events;
    this.attributes = attributes;
    this.settings = settings;
  }

  @Override
  public void open(WriterInitContext context) {
    events.open(context);
    attributes.open(context);
  }

  @Override
  public MomentoRequestEntry apply(T element, SinkWriter.Context context) {
    return prepared(event(element, context), attributes(element, context));
  }

  MomentoEvent event(T element, SinkWriter.Context context) {
    return events.apply(element, context);
  }

  EventAttributes attributes(T element, SinkWriter.Context context) {
    return attributes.apply(element, context);
  }

  /** The event as an entry under this job's limits. */
  MomentoRequestEntry prepared(MomentoEvent event, EventAttributes eventAttributes) {
    return MomentoRequestEntry.prepared(entries().prepare(event, eventAttributes));
  }

  /** The client's rules; they do not travel with the job. */
  EventEntries entries() {
    EventEntries made = entries;
    if (made == null) {
      made = settings.entries();
      entries = made;
    }
    return made;
  }
}
