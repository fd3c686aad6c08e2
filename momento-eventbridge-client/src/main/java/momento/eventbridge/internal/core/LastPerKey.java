package momento.eventbridge.internal.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheKey;
import momento.eventbridge.CacheSet;
import momento.eventbridge.MomentoEvent;
import org.jspecify.annotations.Nullable;

/** Leaves out what a later event of the same cache item makes void. */
public final class LastPerKey {
  private LastPerKey() {}

  private record CacheItem(String cacheName, CacheKey key) {}

  /** What is kept, in the order of the input. */
  public static <T> List<T> of(
      Iterable<? extends T> input, Function<? super T, ? extends MomentoEvent> event) {
    List<T> all = new ArrayList<>();
    input.forEach(all::add);
    Set<CacheItem> seen = new HashSet<>();
    List<T> kept = new ArrayList<>();
    for (int i = all.size() - 1; i >= 0; i--) {
      CacheItem item = itemOf(event.apply(all.get(i)));
      if (item == null || seen.add(item)) {
        kept.add(all.get(i));
      }
    }
    Collections.reverse(kept);
    return Collections.unmodifiableList(kept);
  }

  private static @Nullable CacheItem itemOf(MomentoEvent event) {
    if (event instanceof CacheSet set) {
      return new CacheItem(set.cacheName(), set.key());
    }
    if (event instanceof CacheDelete delete) {
      return new CacheItem(delete.cacheName(), delete.key());
    }
    return null; // a message to a topic makes no other void
  }
}
