package momento.eventbridge.local.internal.momento;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import momento.eventbridge.local.CachedItem;

/** One cache: its items, each with a time to live of its own, and its topics. */
final class MomentoCache {
  /** Who gives more means for good; the nanoseconds that Caffeine counts in end after 146 years. */
  private static final Duration FOR_GOOD = Duration.ofDays(36_500);

  private final Clock clock;
  private final Ticker ticker;
  private final Cache<ByteBuffer, Item> items;
  private final Map<String, Topic> topics = new ConcurrentHashMap<>();

  MomentoCache(Clock clock) {
    this.clock = clock;
    this.ticker = () -> nanosSinceEpoch(clock.instant());
    this.items =
        Caffeine.newBuilder()
            .expireAfter(Expiry.<ByteBuffer, Item>writing((key, item) -> item.ttl()))
            .ticker(ticker)
            // An item that has expired is gone for every reader by the clock alone; removing it
            // from memory may be done by whoever comes next, so that no thread is needed.
            .executor(Runnable::run)
            .build();
  }

  private static long nanosSinceEpoch(Instant instant) {
    return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
  }

  void set(byte[] key, byte[] value, Duration ttl) {
    Duration lives = ttl.compareTo(FOR_GOOD) < 0 ? ttl : FOR_GOOD;
    long expiresAt = ticker.read() + lives.toNanos();
    items.put(ByteBuffer.wrap(key.clone()), new Item(value, lives, expiresAt));
  }

  Optional<CachedItem> get(byte[] key) {
    Item item = items.getIfPresent(ByteBuffer.wrap(key));
    if (item == null) {
      return Optional.empty();
    }
    // The clock may have moved since Caffeine looked at it.
    long remaining = Math.max(1, item.expiresAt - ticker.read());
    return Optional.of(new CachedItem(item.value, Duration.ofNanos(remaining)));
  }

  void delete(byte[] key) {
    items.invalidate(ByteBuffer.wrap(key));
  }

  /** Counts one by one, because Caffeine's own figure includes expired items. */
  int size() {
    int size = 0;
    for (Iterator<ByteBuffer> keys = items.asMap().keySet().iterator(); keys.hasNext(); ) {
      keys.next();
      size++;
    }
    return size;
  }

  /** Momento has no call that creates a topic: it is there when it is used. */
  Topic topic(String name) {
    return topics.computeIfAbsent(name, absent -> new Topic(clock.instant().getEpochSecond()));
  }

  void close() {
    topics.values().forEach(Topic::close);
  }

  private static final class Item {
    private final byte[] value;
    private final Duration ttl;
    private final long expiresAt;

    Item(byte[] value, Duration ttl, long expiresAt) {
      this.value = value;
      this.ttl = ttl;
      this.expiresAt = expiresAt;
    }

    Duration ttl() {
      return ttl;
    }
  }
}
