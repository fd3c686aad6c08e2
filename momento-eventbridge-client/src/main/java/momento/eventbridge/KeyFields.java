package momento.eventbridge;

import org.jspecify.annotations.Nullable;

/** The two fields of the payload that exclude each other, as a builder has been told of them. */
final class KeyFields {
  private @Nullable String key;
  private @Nullable String keyBase64;

  void key(String value) {
    key = value;
  }

  void keyBase64(String value) {
    keyBase64 = value;
  }

  CacheKey toCacheKey() {
    if (key != null && keyBase64 != null) {
      throw new EventValidationException(
          "key, key_base64", "are both set: set key for text or key_base64 for bytes, not both");
    }
    if (key != null) {
      return CacheKey.of(key);
    }
    if (keyBase64 != null) {
      return CacheKey.ofBase64(keyBase64);
    }
    throw new EventValidationException(
        "key, key_base64", "are both missing: set key for text or key_base64 for bytes");
  }
}
