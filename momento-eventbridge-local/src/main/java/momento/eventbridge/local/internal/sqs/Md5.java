package momento.eventbridge.local.internal.sqs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/** The checksums by which clients of SQS find out whether a message came whole. */
final class Md5 {
  /** What SQS's developer guide puts before a value of text. */
  private static final byte STRING = 1;

  private Md5() {}

  static String of(String body) {
    return hex(digest(), body.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The checksum of attributes of type String: for each in the order of names, the name, the type
   * and the value, each after its length in bytes ("Calculating the MD5 message digest for message
   * attributes" in SQS's developer guide).
   */
  static String ofAttributes(SortedMap<String, String> attributes) {
    MessageDigest digest = digest();
    attributes.forEach(
        (name, value) -> {
          add(digest, name);
          add(digest, "String");
          digest.update(STRING);
          add(digest, value);
        });
    return hex(digest);
  }

  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static String hex(MessageDigest digest, byte... rest) {
    return HexFormat.of().formatHex(digest.digest(rest));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
