package momento.eventbridge.internal.core;

/** UTF-8 sizes counted from the characters, without making the bytes. */
public final class Utf8 {
  private Utf8() {}

  /**
   * How many bytes the text has in UTF-8. An unpaired surrogate counts as one byte, as the {@code
   * ?} that Java's encoder writes for it.
   */
  public static int length(String text) {
    int length = text.length();
    int bytes = length;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        continue;
      }
      if (c < 0x800) {
        bytes += 1;
      } else if (!Character.isSurrogate(c)) {
        bytes += 2;
      } else if (isPair(text, i)) {
        bytes += 2; // four bytes for two characters
        i++;
      }
    }
    return bytes;
  }

  /** Where the first surrogate without its other half stands, or -1. */
  public static int unpairedSurrogateIn(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!isPair(text, i)) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }

  private static boolean isPair(String text, int high) {
    return Character.isHighSurrogate(text.charAt(high))
        && high + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(high + 1));
  }
}
