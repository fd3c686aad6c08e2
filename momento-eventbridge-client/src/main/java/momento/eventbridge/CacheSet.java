package momento.eventbridge;

import java.time.Duration;
import momento.eventbridge.internal.core.EventRules;
import momento.eventbridge.internal.core.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Sets a cache item: {@code cacheSet {cacheName, key | key_base64, message, ttl}}.
 *
 * @param cacheName the cache, which must exist: 1 to 512 characters of {@code A-Z a-z 0-9 - . _ ~
 *     : @}, not {@code .} or {@code ..}
 * @param key the item's key
 * @param message the item's value: valid Unicode, at least one character
 * @param ttl how long the item lives from when Momento sets it: whole seconds, at least one. A
 *     publisher refuses more than 24 hours unless told otherwise; see {@link
 *     PublisherBuilder#maxTtl}
 */
public record CacheSet(String cacheName, CacheKey key, String message, Duration ttl)
    implements MomentoEvent {

  /**
   * Checks each field.
   *
   * @param cacheName the cache
   * @param key the item's key
   * @param message the item's value
   * @param ttl how long the item lives
   * @throws EventValidationException if a field breaks its rule; it names the field and the rule
   */
  public CacheSet {
    EventRules.requireName("cacheName", cacheName);
    EventRules.require("key", key);
    EventRules.requireText("message", message);
    EventRules.requireTtl("ttl", ttl);
  }

  /**
   * A {@code cacheSet} with a key from text.
   *
   * @param cacheName the cache
   * @param key the item's key, at least one character
   * @param message the item's value, at least one character
   * @param ttl how long the item lives: whole seconds, at least one
   * @return the event
   * @throws EventValidationException if a field breaks its rule; it names the field and the rule
   */
  public static CacheSet of(String cacheName, String key, String message, Duration ttl) {
    return new CacheSet(cacheName, CacheKey.of(key), message, ttl);
  }

  /**
   * A builder with the payload's own field names.
   *
   * @return a new builder; not safe for use by several threads
   */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public DetailType detailType() {
    return DetailType.CACHE_SET;
  }

  /**
   * The event's names and sizes.
   *
   * @return never the key's or the message's content
   */
  @Override
  public String toString() {
    return "CacheSet[cacheName="
        + cacheName
        + ", key="
        + key
        + ", message="
        + Utf8.length(message)
        + " bytes, ttl="
        + ttl
        + "]";
  }

  /** Builds a {@link CacheSet} field by field. */
  public static final class Builder {
    private final KeyFields key = new KeyFields();
    private @Nullable String cacheName;
    private @Nullable String message;
    private @Nullable Duration ttl;

    private Builder() {}

    /**
     * The cache, which must exist.
     *
     * @param cacheName 1 to 512 characters of {@code A-Z a-z 0-9 - . _ ~ : @}
     * @return this builder
     */
    public Builder cacheName(String cacheName) {
      this.cacheName = cacheName;
      return this;
    }

    /**
     * The item's key as text; excludes {@link #keyBase64}.
     *
     * @param key at least one character
     * @return this builder
     */
    public Builder key(String key) {
      this.key.key(key);
      return this;
    }

    /**
     * The item's key as a value; excludes {@link #keyBase64}.
     *
     * @param key text or bytes
     * @return this builder
     */
    public Builder key(CacheKey key) {
      this.key.key(key);
      return this;
    }

    /**
     * The item's key as URL-safe Base64 of its bytes; excludes the two forms of {@code key}.
     *
     * @param keyBase64 with or without padding
     * @return this builder
     */
    public Builder keyBase64(String keyBase64) {
      key.keyBase64(keyBase64);
      return this;
    }

    /**
     * The item's value.
     *
     * @param message valid Unicode, at least one character
     * @return this builder
     */
    public Builder message(String message) {
      this.message = message;
      return this;
    }

    /**
     * How long the item lives.
     *
     * @param ttl whole seconds, at least one
     * @return this builder
     */
    public Builder ttl(Duration ttl) {
      this.ttl = ttl;
      return this;
    }

    /**
     * Builds the event.
     *
     * @return the event
     * @throws EventValidationException if a field is missing or breaks its rule; it names the field
     */
    @CheckReturnValue
    public CacheSet build() {
      return new CacheSet(
          EventRules.require("cacheName", cacheName),
          key.toCacheKey(),
          EventRules.require("message", message),
          EventRules.require("ttl", ttl));
    }
  }
}
