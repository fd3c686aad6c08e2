package momento.eventbridge.flink.table;

import java.io.Serializable;
import java.time.Duration;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheSet;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.MomentoEventException;
import momento.eventbridge.TopicPublish;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of rows: of an upsert changelog, items that are set and deleted; of an append-only
 * query, messages of a topic.
 *
 * @param key the key of an item; null for topics
 * @param value the message
 * @param cache where the cache's name comes from
 * @param topic where the topic's name comes from; null for items
 * @param ttl where the time to live comes from
 */
record RowEvents(@Nullable RowKey key, RowValue value, Text cache, @Nullable Text topic, Ttl ttl)
    implements ElementConverter<RowData, MomentoEvent> {

  /**
   * A name from a metadata column, or from an option where that is null or not there.
   *
   * @param column the column, or -1
   * @param option the option's value, or empty, which the client refuses
   */
  record Text(int column, String option) implements Serializable {
    String of(RowData row) {
      return column < 0 || row.isNullAt(column) ? option : row.getString(column).toString();
    }
  }

  /**
   * The same for the time to live, whose column has seconds.
   *
   * @param column the column, or -1
   * @param option the option's value, or null
   */
  record Ttl(int column, @Nullable Duration option) implements Serializable {
    Duration of(RowData row) {
      if (column >= 0 && !row.isNullAt(column)) {
        return Duration.ofSeconds(row.getLong(column));
      }
      if (option == null) {
        throw new EventValidationException(
            "ttl",
            "is missing: the metadata column 'ttl' is null, and the option 'ttl' is not set");
      }
      return option;
    }
  }

  @Override
  public void open(WriterInitContext context) {
    try {
      value.open(context.asSerializationSchemaInitializationContext());
    } catch (Exception e) {
      throw new IllegalStateException("the table's format cannot be opened", e);
    }
  }

  @Override
  public MomentoEvent apply(RowData row, SinkWriter.Context context) {
    String cacheName = cache.of(row);
    if (topic != null) {
      return TopicPublish.of(cacheName, topic.of(row), value.message(row));
    }
    if (key == null) {
      throw new MomentoEventException("a table of cache items has a primary key");
    }
    String itemKey = key.getKey(row);
    return switch (row.getRowKind()) {
      case INSERT, UPDATE_AFTER -> CacheSet.of(cacheName, itemKey, value.message(row), ttl.of(row));
      // A query with HAVING takes a row back with its old value, and no new one follows.
      case UPDATE_BEFORE, DELETE -> CacheDelete.of(cacheName, itemKey);
    };
  }
}
