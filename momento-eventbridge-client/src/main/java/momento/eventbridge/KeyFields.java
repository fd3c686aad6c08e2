package momento.eventbridge;

import org.jspecify.annotations.Nullable;

/** The two fields of the payload that exclude each other, as a builder has been told of them. */
final class KeyFields {
  private @Nullable String text;
  private @Nullable CacheKey key;
  private @Nullable String keyBase64;

  void key(String value) {
    text = value;
    key = null;
  }

  void key(CacheKey value) {
    key = value;
    text = null;
  }

  void keyBase64(String value) {
    keyBase64 = value;
  }

  CacheKey toCacheKey() {
    if ((text != null || key != null) && keyBase64 != null) {
      throw new EventValidationException(
          "key, key_base64", "are both set: set key for text or key_base64 for bytes, not both");
    }
    if (key != null) {
      return key;
    }
    if (text != null) {
      return CacheKey.of(text);
    }
    if (keyBase64 != null) {
      return CacheKey.ofBase64(keyBase64);
    }
    throw new EventValidationException(
        "key, key_base64", "are both missing: set key for text or key_base64 for bytes");
  }
}
