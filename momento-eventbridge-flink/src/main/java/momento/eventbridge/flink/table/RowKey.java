package momento.eventbridge.flink.table;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.table.data.RowData;

/** The key of a row's item, by which rows are also sent to subtasks. */
final class RowKey implements KeySelector<RowData, String> {
  private static final long serialVersionUID = 1L;

  /** A list that travels. */
  private final ArrayList<KeyColumn> columns;

  RowKey(List<KeyColumn> columns) {
    this.columns = new ArrayList<>(columns);
  }

  /** Empty for a null, which the client refuses: Flink itself lets none into a primary key. */
  @Override
  public String getKey(RowData row) {
    List<String> texts = new ArrayList<>(columns.size());
    for (KeyColumn column : columns) {
      String text = column.text(row);
      if (text == null) {
        return "";
      }
      texts.add(text);
    }
    return TableKey.of(texts);
  }
}
