package momento.eventbridge;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import momento.eventbridge.internal.core.EventRules;

/**
 * The key of a cache item: a sequence of bytes, at least one. Text is its UTF-8 bytes.
 *
 * <p>The payload has two fields for a key, of which exactly one may be there. This class chooses: a
 * key of only {@code A-Z a-z 0-9 - . _ ~ : @} goes out as {@code key}; any other as {@code
 * key_base64} (URL-safe alphabet, no padding). So no key depends on how EventBridge encodes a URL,
 * which AWS does not document. Two keys are equal if their bytes are, however they were made.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class CacheKey {
  private final String field;
  private final String value;

  private CacheKey(String field, String value) {
    this.field = field;
    this.value = value;
  }

  /**
   * A key from text.
   *
   * @param key at least one character; any Unicode text
   * @return the key whose bytes are the text in UTF-8
   * @throws EventValidationException if the text is empty or is not valid Unicode (an unpaired
   *     surrogate would arrive as another character)
   */
  public static CacheKey of(String key) {
    EventRules.requireText("key", key);
    return EventRules.isUrlSafe(key)
        ? new CacheKey("key", key)
        : base64(key.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A key from bytes.
   *
   * @param key at least one byte; copied
   * @return the key
   * @throws EventValidationException if there are no bytes
   */
  public static CacheKey ofBytes(byte[] key) {
    EventRules.require("key", key);
    if (key.length == 0) {
      throw EventRules.empty("key");
    }
    String text = new String(key, StandardCharsets.ISO_8859_1);
    return EventRules.isUrlSafe(text) ? new CacheKey("key", text) : base64(key);
  }

  /**
   * A key from Base64 text, as the payload's {@code key_base64} has it.
   *
   * @param keyBase64 the URL-safe alphabet ({@code -} and {@code _}), with or without padding
   * @return the key whose bytes the text stands for
   * @throws EventValidationException if the text is empty or not such Base64
   */
  public static CacheKey ofBase64(String keyBase64) {
    EventRules.requireText("key_base64", keyBase64);
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(keyBase64);
    } catch (IllegalArgumentException e) {
      // The decoder's own text can quote the key.
      throw new EventValidationException(
          "key_base64",
          "has "
              + keyBase64.length()
              + " characters that are not URL-safe Base64: encode the key's bytes with"
              + " Base64.getUrlEncoder(), or give them to CacheKey.ofBytes");
    }
    return ofBytes(bytes);
  }

  private static CacheKey base64(byte[] key) {
    return new CacheKey("key_base64", Base64.getUrlEncoder().withoutPadding().encodeToString(key));
  }

  /**
   * The payload's field that carries this key.
   *
   * @return {@code key} or {@code key_base64}
   */
  public String field() {
    return field;
  }

  /**
   * The content of the field that carries this key; do not log it.
   *
   * @return the key as text, or in Base64 if {@link #field()} is {@code key_base64}
   */
  public String value() {
    return value;
  }

  /**
   * The key itself; do not log it.
   *
   * @return a new array of at least one byte
   */
  public byte[] toBytes() {
    return field.equals("key")
        ? value.getBytes(StandardCharsets.ISO_8859_1)
        : Base64.getUrlDecoder().decode(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CacheKey that && field.equals(that.field) && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /**
   * The key's field and size.
   *
   * @return never the key itself
   */
  @Override
  public String toString() {
    return "CacheKey[" + field + ", " + toBytes().length + " bytes]";
  }
}
