package momento.eventbridge.flink.table;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * The key of a table's row as the key of a cache item, and back.
 *
 * <p>A primary key of one column is the column's text as it is. Of several columns, in the order of
 * the {@code PRIMARY KEY} clause, the texts are joined with {@code :}; inside a text {@code ~}
 * becomes {@code ~0} and {@code :} becomes {@code ~1} (as JSON Pointer does, RFC 6901). So no two
 * rows share a key: {@code ('a', 'b:c')} is {@code a:b~1c}, and {@code ('a:b', 'c')} is {@code
 * a~1b:c}.
 *
 * <p>The text of a column: {@code STRING} as it is; integers in decimal; {@code DECIMAL} with its
 * digits after the point; {@code BOOLEAN} as {@code true} or {@code false}; {@code DATE}, {@code
 * TIME}, {@code TIMESTAMP} in ISO-8601 ({@code 2026-11-24}, {@code 10:15}, {@code
 * 2026-11-24T10:15:30.5}), {@code TIMESTAMP_LTZ} as an instant of UTC ({@code
 * 2026-11-24T10:15:30.500Z}).
 *
 * <p>Nothing here needs Flink, so that a reader of the cache can use it.
 */
public final class TableKey {
  private TableKey() {}

  /**
   * The key of an item.
   *
   * @param columns the texts of the primary key's columns, at least one
   * @return the key; empty if there is one column and it is empty, which no cache item can have
   * @throws IllegalArgumentException if there is no column
   */
  public static String of(List<String> columns) {
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("a primary key has at least one column");
    }
    if (columns.size() == 1) {
      return columns.get(0);
    }
    StringJoiner key = new StringJoiner(":");
    for (String column : columns) {
      key.add(column.replace("~", "~0").replace(":", "~1"));
    }
    return key.toString();
  }

  /**
   * The columns of an item's key.
   *
   * @param key the item's key
   * @param columns how many columns the table's primary key has, at least one
   * @return their texts, in the order of the {@code PRIMARY KEY} clause
   * @throws IllegalArgumentException if the key is not one of such a table; the message does not
   *     quote it
   */
  public static List<String> columns(String key, int columns) {
    if (columns < 1) {
      throw new IllegalArgumentException("a primary key has at least one column");
    }
    if (columns == 1) {
      return List.of(key);
    }
    String[] parts = key.split(":", -1);
    if (parts.length != columns) {
      throw new IllegalArgumentException(
          "the key has "
              + parts.length
              + " parts, and the primary key has "
              + columns
              + " columns");
    }
    List<String> texts = new ArrayList<>(columns);
    for (String part : parts) {
      texts.add(unescaped(part));
    }
    return texts;
  }

  private static String unescaped(String part) {
    for (int i = part.indexOf('~'); i >= 0; i = part.indexOf('~', i + 1)) {
      if (i + 1 == part.length() || (part.charAt(i + 1) != '0' && part.charAt(i + 1) != '1')) {
        throw new IllegalArgumentException(
            "the key has a ~ that neither 0 nor 1 follows: it is not the key of a table's row");
      }
    }
    return part.replace("~1", ":").replace("~0", "~");
  }
}
