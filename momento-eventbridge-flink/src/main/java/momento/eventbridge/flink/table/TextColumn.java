package momento.eventbridge.flink.table;

import org.apache.flink.table.data.RowData;

/** A single column of text as it is. */
record TextColumn(int column) implements RowValue {
  @Override
  public String message(RowData row) {
    return row.isNullAt(column) ? "" : row.getString(column).toString();
  }
}
