package momento.eventbridge.flink.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.format.EncodingFormat;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.jspecify.annotations.Nullable;

/**
 * What {@code CREATE TABLE} said, checked as far as it can be without rows.
 *
 * @param options the options
 * @param columns the physical columns
 * @param primaryKey their indexes that make the primary key
 * @param metadata the writable metadata columns by their keys
 * @param format makes the value; null for a column of text as it is
 */
record TableDefinition(
    ReadableConfig options,
    DataType columns,
    List<Integer> primaryKey,
    Set<String> metadata,
    @Nullable EncodingFormat<SerializationSchema<RowData>> format) {

  TableDefinition {
    boolean topic = isTopic(options, metadata);
    require(
        options.getOptional(MomentoTableOptions.CACHE_NAME).isPresent()
            || metadata.contains(MomentoTableSink.CACHE),
        "Option 'cache-name' is required, unless the table has the metadata column 'cache'.");
    if (topic) {
      require(
          primaryKey.isEmpty(),
          "A table of topic messages ('topic-name') must not have a PRIMARY KEY: messages are not"
              + " replaced.");
      require(
          options.getOptional(MomentoTableOptions.TTL).isEmpty()
              && !metadata.contains(MomentoTableSink.TTL),
          "A table of topic messages ('topic-name') must not have a 'ttl': messages do not"
              + " expire.");
    } else {
      require(
          !primaryKey.isEmpty(),
          "A table of cache items must have a PRIMARY KEY, which becomes the key of the item. For"
              + " messages of a topic, set 'topic-name'.");
      require(
          options.getOptional(MomentoTableOptions.TTL).isPresent()
              || metadata.contains(MomentoTableSink.TTL),
          "Option 'ttl' is required, unless the table has the metadata column 'ttl'.");
    }
    if (format != null) {
      require(
          format.getChangelogMode().equals(ChangelogMode.insertOnly()),
          String.format(
              "Format '%s' writes changes, and a cache item or a message is a plain value. Take an"
                  + " insert-only format, such as 'json'.",
              options.get(FactoryUtil.FORMAT)));
    }
  }

  boolean isTopic() {
    return isTopic(options, metadata);
  }

  private static boolean isTopic(ReadableConfig options, Set<String> metadata) {
    return options.getOptional(MomentoTableOptions.TOPIC_NAME).isPresent()
        || metadata.contains(MomentoTableSink.TOPIC);
  }

  /** The key of a row's item, or null for messages. */
  @Nullable RowKey key() {
    if (isTopic()) {
      return null;
    }
    List<KeyColumn> keyColumns = new ArrayList<>();
    for (int index : primaryKey) {
      keyColumns.add(KeyColumn.of(name(index), type(index), index));
    }
    return new RowKey(keyColumns);
  }

  /** The only column of the value, which is text. */
  int textColumn() {
    int[] value = columnsExceptKey();
    require(
        value.length == 1 && type(value[0]).is(LogicalTypeFamily.CHARACTER_STRING),
        String.format(
            "Without option 'format' the table must have exactly one column of type STRING%s, which"
                + " becomes the value as it is; it has %s.",
            isTopic() ? "" : " beside its primary key", value.length == 0 ? "none" : names(value)));
    return value[0];
  }

  /** The columns that the format writes. */
  int[] formatColumns() {
    int[] value =
        options.get(MomentoTableOptions.VALUE_FIELDS_INCLUDE)
                == MomentoTableOptions.ValueFields.EXCEPT_KEY
            ? columnsExceptKey()
            : IntStream.range(0, count()).toArray();
    require(
        value.length > 0,
        "With option 'value.fields-include' = 'EXCEPT_KEY' no column is left for the value: the"
            + " primary key has them all.");
    return value;
  }

  private int[] columnsExceptKey() {
    return IntStream.range(0, count()).filter(index -> !primaryKey.contains(index)).toArray();
  }

  private String names(int[] indexes) {
    return String.join(
        ", ",
        Arrays.stream(indexes)
            .mapToObj(index -> name(index) + " " + type(index).asSummaryString())
            .toList());
  }

  int count() {
    return columns.getChildren().size();
  }

  private String name(int index) {
    return DataType.getFieldNames(columns).get(index);
  }

  private LogicalType type(int index) {
    return columns.getChildren().get(index).getLogicalType();
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new ValidationException(message);
    }
  }
}
