package momento.eventbridge.flink.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import momento.eventbridge.flink.MomentoEventSink;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.Projection;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.sink.DataStreamSinkProvider;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.sink.abilities.SupportsWritingMetadata;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.DataType;
import org.jspecify.annotations.Nullable;

/** The table as the planner sees it. */
final class MomentoTableSink implements DynamicTableSink, SupportsWritingMetadata {
  static final String CACHE = "cache";
  static final String TOPIC = "topic";
  static final String TTL = "ttl";

  private final TableDefinition table;
  private List<String> metadata;

  private MomentoTableSink(TableDefinition table, List<String> metadata) {
    this.table = table;
    this.metadata = metadata;
  }

  /** A sink of rows without metadata; refuses now what can be refused without rows. */
  static MomentoTableSink of(TableDefinition table) {
    MomentoTableSink sink = new MomentoTableSink(table, List.of());
    var unusedKey = table.key();
    var unusedColumns = table.format() == null ? table.textColumn() : table.formatColumns().length;
    var unusedSink =
        SinkOptions.sink(
            table.options(),
            (row, context) -> {
              throw new IllegalStateException("this sink only checks the options");
            });
    return sink;
  }

  @Override
  public ChangelogMode getChangelogMode(ChangelogMode requested) {
    // Of a deleted row only the key is needed, unless another column says which cache it is in.
    return table.isTopic()
        ? ChangelogMode.insertOnly()
        : ChangelogMode.upsert(!table.metadata().contains(CACHE));
  }

  @Override
  public Map<String, DataType> listWritableMetadata() {
    return Map.of(CACHE, DataTypes.STRING(), TOPIC, DataTypes.STRING(), TTL, DataTypes.BIGINT());
  }

  @Override
  public void applyWritableMetadata(List<String> metadataKeys, DataType consumedDataType) {
    metadata = List.copyOf(metadataKeys);
  }

  @Override
  public SinkRuntimeProvider getSinkRuntimeProvider(Context context) {
    RowKey key = table.key();
    MomentoEventSink<RowData> sink =
        SinkOptions.sink(
            table.options(),
            new RowEvents(
                key,
                value(context),
                text(CACHE, MomentoTableOptions.CACHE_NAME),
                table.isTopic() ? text(TOPIC, MomentoTableOptions.TOPIC_NAME) : null,
                new RowEvents.Ttl(
                    column(TTL),
                    table.options().getOptional(MomentoTableOptions.TTL).orElse(null))));
    return new Provider(
        sink, key, table.options().getOptional(FactoryUtil.SINK_PARALLELISM).orElse(null));
  }

  private RowValue value(Context context) {
    var format = table.format();
    if (format == null) {
      return new TextColumn(table.textColumn());
    }
    int[] columns = table.formatColumns();
    return new FormattedColumns(
        format.createRuntimeEncoder(context, Projection.of(columns).project(table.columns())),
        columns);
  }

  private RowEvents.Text text(String key, ConfigOption<String> option) {
    return new RowEvents.Text(column(key), table.options().getOptional(option).orElse(""));
  }

  /** Metadata columns follow the physical ones. */
  private int column(String key) {
    int index = metadata.indexOf(key);
    return index < 0 ? -1 : table.count() + index;
  }

  /**
   * Adds the sink to the job.
   *
   * @param key for items: rows of one key go to one subtask
   * @param parallelism how many subtasks; null for as many as the query has
   */
  private record Provider(
      MomentoEventSink<RowData> sink, @Nullable RowKey key, @Nullable Integer parallelism)
      implements DataStreamSinkProvider {

    @Override
    public DataStreamSink<?> consumeDataStream(ProviderContext context, DataStream<RowData> rows) {
      DataStream<RowData> byKey = key == null ? rows : rows.keyBy(key, Types.STRING);
      DataStreamSink<RowData> added = byKey.sinkTo(sink);
      added.setParallelism(parallelism == null ? rows.getParallelism() : parallelism);
      context.generateUid("momento-eventbridge").ifPresent(added::uid);
      return added;
    }

    @Override
    public Optional<Integer> getParallelism() {
      return Optional.ofNullable(parallelism);
    }
  }

  @Override
  public DynamicTableSink copy() {
    return new MomentoTableSink(table, metadata);
  }

  @Override
  public String asSummaryString() {
    return "Momento through EventBridge";
  }
}
