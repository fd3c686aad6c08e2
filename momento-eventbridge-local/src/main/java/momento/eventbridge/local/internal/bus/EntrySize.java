package momento.eventbridge.local.internal.bus;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The size of an entry as EventBridge counts it: user guide, "Calculating PutEvents event entry
 * size". The bus name and the trace header cost nothing.
 */
final class EntrySize {
  private static final int TIME = 14;

  private EntrySize() {}

  static long total(List<Entry> entries) {
    return entries.stream().mapToLong(EntrySize::of).sum();
  }

  static long of(Entry entry) {
    long size = entry.time() == null ? 0 : TIME;
    size += bytes(entry.source()) + bytes(entry.detailType()) + bytes(entry.detail());
    List<String> resources = entry.resources();
    if (resources != null) {
      for (String resource : resources) {
        size += bytes(resource);
      }
    }
    return size;
  }

  private static long bytes(@Nullable String text) {
    return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
  }
}
