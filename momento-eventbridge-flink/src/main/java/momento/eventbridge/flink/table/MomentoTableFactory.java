package momento.eventbridge.flink.table;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.connector.base.table.AsyncSinkConnectorOptions;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.connector.format.EncodingFormat;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.factories.SerializationFormatFactory;
import org.jspecify.annotations.Nullable;

/**
 * The connector {@code momento-eventbridge}: Flink finds it by its name in {@code CREATE TABLE}.
 *
 * <pre>{@code
 * CREATE TABLE prices (
 *   sku STRING,
 *   price DECIMAL(10, 2),
 *   PRIMARY KEY (sku) NOT ENFORCED
 * ) WITH (
 *   'connector' = 'momento-eventbridge',
 *   'cache-name' = 'prices',
 *   'ttl' = '5 min',
 *   'format' = 'json'
 * )
 * }</pre>
 *
 * <p><b>Cache items.</b> Any query may be inserted: inserts and updates set the item of the row's
 * primary key ({@link TableKey} has its form), deletes delete it. Rows of one key go to one
 * subtask, and there wait for each other; see {@link momento.eventbridge.flink.MomentoEventSink}
 * for what remains possible.
 *
 * <p><b>Topic messages.</b> With {@code 'topic-name'} each row is published; the query must be
 * append-only.
 *
 * <p><b>The value</b> is what the format makes of the columns; without {@code 'format'} it is the
 * only column of type {@code STRING} beside the primary key, as it is. A value must be text and not
 * empty, so formats of bytes and null columns of text are refused row by row.
 *
 * <p><b>Metadata columns</b> to write, each with the option of the same meaning as its default:
 *
 * <ul>
 *   <li>{@code cache STRING METADATA}: the cache
 *   <li>{@code topic STRING METADATA}: the topic; it makes the rows topic messages
 *   <li>{@code ttl BIGINT METADATA}: the time to live in seconds
 * </ul>
 *
 * <p>{@link MomentoTableOptions} has the options.
 */
public final class MomentoTableFactory implements DynamicTableSinkFactory {
  /** The connector's name. */
  public static final String IDENTIFIER = "momento-eventbridge";

  /** Made by Flink. */
  public MomentoTableFactory() {}

  @Override
  public String factoryIdentifier() {
    return IDENTIFIER;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(); // each can come from a metadata column
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of(
        MomentoTableOptions.CACHE_NAME,
        MomentoTableOptions.TOPIC_NAME,
        MomentoTableOptions.TTL,
        MomentoTableOptions.VALUE_FIELDS_INCLUDE,
        MomentoTableOptions.EVENT_BUS_NAME,
        MomentoTableOptions.SOURCE,
        MomentoTableOptions.MAX_TTL,
        MomentoTableOptions.MAX_TOPIC_MESSAGE_BYTES,
        MomentoTableOptions.VERIFY_EVENT_BUS,
        MomentoTableOptions.REJECTED_ROWS,
        MomentoTableOptions.MAX_EVENTS_PER_SECOND,
        MomentoTableOptions.AWS_REGION,
        MomentoTableOptions.AWS_ENDPOINT,
        MomentoTableOptions.AWS_ACCESS_KEY_ID,
        MomentoTableOptions.AWS_SECRET_KEY,
        MomentoTableOptions.AWS_PROFILE,
        FactoryUtil.FORMAT,
        FactoryUtil.SINK_PARALLELISM,
        AsyncSinkConnectorOptions.MAX_IN_FLIGHT_REQUESTS,
        AsyncSinkConnectorOptions.MAX_BUFFERED_REQUESTS,
        AsyncSinkConnectorOptions.FLUSH_BUFFER_TIMEOUT);
  }

  @Override
  public DynamicTableSink createDynamicTableSink(Context context) {
    FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
    @Nullable EncodingFormat<SerializationSchema<RowData>> format =
        helper
            .discoverOptionalEncodingFormat(SerializationFormatFactory.class, FactoryUtil.FORMAT)
            .orElse(null);
    helper.validate();

    ResolvedSchema schema = context.getCatalogTable().getResolvedSchema();
    List<Integer> primaryKey = IntStream.of(schema.getPrimaryKeyIndexes()).boxed().toList();
    return MomentoTableSink.of(
        new TableDefinition(
            helper.getOptions(),
            schema.toPhysicalRowDataType(),
            primaryKey,
            writableMetadata(schema),
            format));
  }

  private static Set<String> writableMetadata(ResolvedSchema schema) {
    Set<String> keys = new LinkedHashSet<>();
    for (Column column : schema.getColumns()) {
      if (column instanceof Column.MetadataColumn metadata && metadata.isPersisted()) {
        keys.add(metadata.getMetadataKey().orElse(metadata.getName()));
      }
    }
    return keys;
  }
}
