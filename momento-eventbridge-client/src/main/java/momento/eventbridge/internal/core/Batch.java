package momento.eventbridge.internal.core;

import java.util.ArrayList;
import java.util.List;

/**
 * The entries of one request, in order: at most ten, together below the limit in bytes.
 *
 * @param <T> what stands for an entry
 */
public final class Batch<T> {
  /** The most entries that one {@code PutEvents} takes (the service's model). */
  public static final int MAX_ENTRIES = 10;

  private final int maxBytes;
  private final List<T> entries = new ArrayList<>(MAX_ENTRIES);
  private int bytes;

  /** An empty batch whose size stays below {@code maxBytes}. */
  public Batch(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Adds the entry if it fits; an entry below the limit always fits into an empty batch. */
  public boolean add(T entry, int size) {
    if (isFull() || size >= maxBytes - bytes) {
      return false;
    }
    entries.add(entry);
    bytes += size;
    return true;
  }

  /** Whether no further entry fits, however small. */
  public boolean isFull() {
    return entries.size() == MAX_ENTRIES;
  }

  /** Whether nothing was added. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The entries in the order in which they were added. */
  public List<T> entries() {
    return entries;
  }

  /** The sum of the sizes. */
  public int bytes() {
    return bytes;
  }
}
