package momento.eventbridge.local.internal.momento;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The caches by name. */
final class MomentoCaches {
  private final Map<String, MomentoCache> byName = new ConcurrentHashMap<>();
  private final Clock clock;

  MomentoCaches(Clock clock) {
    this.clock = clock;
  }

  void create(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("A cache must have a name of at least 1 character");
    }
    byName.computeIfAbsent(name, absent -> new MomentoCache(clock));
  }

  Optional<MomentoCache> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** For callers in this process, whose misspelt name is a mistake in a test. */
  MomentoCache get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no cache '" + name + "', only " + names() + ": create it first"));
  }

  private Set<String> names() {
    return new TreeSet<>(byName.keySet());
  }

  /** Removes all caches; those who wait for a topic's next message go on. */
  void clear() {
    close();
    byName.clear();
  }

  void close() {
    byName.values().forEach(MomentoCache::close);
  }
}
