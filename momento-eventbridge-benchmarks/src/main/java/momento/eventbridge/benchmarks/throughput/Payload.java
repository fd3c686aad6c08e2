package momento.eventbridge.benchmarks.throughput;

import java.util.ArrayList;
import java.util.List;

/**
 * What the events carry. All but the smallest message are JSON text, as cached values often are.
 */
public enum Payload {
  /** 12 bytes. */
  SMALL("12 bytes", 12),
  /** 1 KB. */
  MEDIUM("1 KB", 1_024),
  /** 16 KB. */
  LARGE("16 KB", 16_384),
  /** Of twenty messages fifteen of 12 bytes, four of 1 KB, one of 16 KB. */
  MIX("mix", 0);

  /** What an application has in hand for one event. */
  public record Item(String key, String message) {}

  private static final int ITEMS = 1_000;

  private final String title;
  private final int bytes;

  Payload(String title, int bytes) {
    this.title = title;
    this.bytes = bytes;
  }

  /** As it is written in tables. */
  public String title() {
    return title;
  }

  /** A thousand items with keys that differ. */
  public List<Item> items() {
    List<Item> items = new ArrayList<>(ITEMS);
    for (int i = 0; i < ITEMS; i++) {
      items.add(new Item("order-" + (100_000 + i), message(this == MIX ? inMix(i) : bytes)));
    }
    return items;
  }

  private static int inMix(int index) {
    int place = index % 20;
    return place < 15 ? SMALL.bytes : place < 19 ? MEDIUM.bytes : LARGE.bytes;
  }

  private static String message(int bytes) {
    if (bytes == SMALL.bytes) {
      return "hello world!";
    }
    StringBuilder text = new StringBuilder("{\"items\":[");
    while (text.length() < bytes) {
      text.append("{\"product\":\"espresso cup\",\"quantity\":2,\"price\":\"7.90\"},");
    }
    text.setLength(bytes - 2);
    return text.append("]}").toString();
  }
}
