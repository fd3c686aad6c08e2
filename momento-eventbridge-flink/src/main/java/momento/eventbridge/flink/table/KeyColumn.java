package momento.eventbridge.flink.table;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;

/** A column of the primary key, whose value becomes text; {@link TableKey} has the forms. */
final class KeyColumn implements Serializable {
  private static final long serialVersionUID = 1L;

  private final RowData.FieldGetter field;
  private final Form form;

  private KeyColumn(RowData.FieldGetter field, Form form) {
    this.field = field;
    this.form = form;
  }

  /** The text of a value in Flink's internal form. */
  private interface Form extends Serializable {
    String text(Object value);
  }

  /**
   * The column at an index.
   *
   * @throws ValidationException if a value of this type has no text that equal values share
   */
  static KeyColumn of(String name, LogicalType type, int index) {
    return new KeyColumn(RowData.createFieldGetter(type, index), form(name, type));
  }

  private static Form form(String name, LogicalType type) {
    return switch (type.getTypeRoot()) {
      case CHAR, VARCHAR, BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT -> String::valueOf;
      case DECIMAL -> value -> plain(((DecimalData) value).toBigDecimal());
      case DATE -> value -> LocalDate.ofEpochDay((Integer) value).toString();
      case TIME_WITHOUT_TIME_ZONE ->
          value -> LocalTime.ofNanoOfDay((Integer) value * 1_000_000L).toString();
      case TIMESTAMP_WITHOUT_TIME_ZONE ->
          value -> ((TimestampData) value).toLocalDateTime().toString();
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          value -> ((TimestampData) value).toInstant().toString();
      default ->
          throw new ValidationException(
              String.format(
                  "Primary key column '%s' has type %s, which cannot become the key of a cache"
                      + " item. Supported are STRING, BOOLEAN, integers, DECIMAL, DATE, TIME and"
                      + " TIMESTAMP; cast it to one of them.",
                  name, type.asSummaryString()));
    };
  }

  private static String plain(BigDecimal value) {
    return value.toPlainString();
  }

  /** The column's text, or null. */
  @Nullable String text(RowData row) {
    Object value = field.getFieldOrNull(row);
    return value == null ? null : form.text(value);
  }
}
