package momento.eventbridge.benchmarks.stub;

import java.nio.charset.StandardCharsets;

/**
 * How many entries a {@code PutEvents} body has, without parsing it.
 *
 * <p>It counts the name {@code "Detail"} where it follows a brace or a comma. Inside a JSON string
 * that cannot be: there each quote has a backslash before it. Blanks between the tokens would hide
 * an entry; the SDKs write none.
 */
final class EntryCount {
  private static final byte[] NAME = "\"Detail\":".getBytes(StandardCharsets.US_ASCII);

  /** How far the name may be moved when its last byte lies on this one (Horspool's table). */
  private static final int[] SKIP = new int[256];

  static {
    java.util.Arrays.fill(SKIP, NAME.length);
    for (int i = 0; i < NAME.length - 1; i++) {
      SKIP[NAME[i]] = NAME.length - 1 - i;
    }
  }

  private EntryCount() {}

  static int in(byte[] body, int from, int to) {
    int entries = 0;
    int last = NAME.length - 1;
    for (int i = from + 1; i + last < to; i += SKIP[body[i + last] & 0xff]) {
      if (isNameAt(body, i) && (body[i - 1] == '{' || body[i - 1] == ',')) {
        entries++;
      }
    }
    return entries;
  }

  private static boolean isNameAt(byte[] body, int at) {
    for (int i = NAME.length - 1; i >= 0; i--) {
      if (body[at + i] != NAME[i]) {
        return false;
      }
    }
    return true;
  }
}
