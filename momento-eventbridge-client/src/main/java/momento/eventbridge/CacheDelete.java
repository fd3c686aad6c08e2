package momento.eventbridge;

import momento.eventbridge.internal.core.EventRules;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a cache item: {@code cacheDelete {cacheName, key | key_base64}}. Deleting a key that is
 * not there is no error.
 *
 * @param cacheName the cache, which must exist: 1 to 512 characters of {@code A-Z a-z 0-9 - . _ ~
 *     : @}, not {@code .} or {@code ..}
 * @param key the item's key
 */
public record CacheDelete(String cacheName, CacheKey key) implements MomentoEvent {

  /**
   * Checks each field.
   *
   * @param cacheName the cache
   * @param key the item's key
   * @throws EventValidationException if a field breaks its rule; it names the field and the rule
   */
  public CacheDelete {
    EventRules.requireName("cacheName", cacheName);
    EventRules.require("key", key);
  }

  /**
   * A {@code cacheDelete} with a key from text.
   *
   * @param cacheName the cache
   * @param key the item's key, at least one character
   * @return the event
   * @throws EventValidationException if a field breaks its rule; it names the field and the rule
   */
  public static CacheDelete of(String cacheName, String key) {
    return new CacheDelete(cacheName, CacheKey.of(key));
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
    return DetailType.CACHE_DELETE;
  }

  /** Builds a {@link CacheDelete} field by field. */
  public static final class Builder {
    private final KeyFields key = new KeyFields();
    private @Nullable String cacheName;

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
     * Builds the event.
     *
     * @return the event
     * @throws EventValidationException if a field is missing or breaks its rule; it names the field
     */
    @CheckReturnValue
    public CacheDelete build() {
      return new CacheDelete(EventRules.require("cacheName", cacheName), key.toCacheKey());
    }
  }
}
