package momento.eventbridge.samples.flinkbulkload;

/**
 * A line of a file: {@code key,value} of a CSV file, {@code {"key": …, "value": …}} of an NDJSON
 * file. Flink's own POJO form, which travels between subtasks without Kryo.
 */
public final class Item {
  /** The item's key. */
  public String key = "";

  /** The item's value. */
  public String value = "";

  /** Made by Flink. */
  public Item() {}

  Item(String key, String value) {
    this.key = key;
    this.value = value;
  }
}
