package momento.eventbridge.tests;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Names, keys and messages that have broken somebody's URL, JSON or template before. */
final class AwkwardTexts {
  /** Every character that a name may have. */
  static final String NAME_CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:@";

  private AwkwardTexts() {}

  /** Every character of ASCII, and combinations that mean something to somebody on the way. */
  static List<String> keys() {
    Set<String> keys = new LinkedHashSet<>();
    for (char c = 0; c < 128; c++) {
      keys.add("k" + c);
      keys.add(String.valueOf(c));
    }
    keys.addAll(
        List.of(
            "a b",
            " leading and trailing ",
            "a+b",
            "a%2Fb",
            "a%2",
            "100%",
            "a/b/../c",
            "..",
            "?a=b&c=d#e",
            "a;b",
            "$.detail.message",
            "$.detail.*",
            "<aws.events.event>",
            "${AWS::Region}",
            "{\"json\":\"object\"}",
            "[1,2]",
            "null",
            "true",
            "1e400",
            "0123",
            "\"quoted\"",
            "back\\slash",
            "\\u0041",
            "tab\tand\r\nline",
            "\u0000",
            "\u007f\u0080\u009f",
            "\u00e9",
            "e\u0301",
            "\u6f22\u5b57",
            "\u05e9\u05dc\u05d5\u05dd",
            "\u2028\u2029",
            "\ufeff",
            "\ufffd\uffff",
            "\uD83D\uDE00",
            "\uDBFF\uDFFF",
            "*",
            "key",
            "key_base64",
            "k".repeat(512),
            "\u00e9".repeat(500)));
    return List.copyOf(keys);
  }

  /** What a message can be, each once, without those that are only long. */
  static List<String> messages() {
    Set<String> messages = new LinkedHashSet<>(keys());
    messages.addAll(
        List.of(
            "hello world!",
            "<message>",
            "he said \"hi\"",
            "{\"a\":{\"b\":[1,2.50,\"\\u00e9\"]}}",
            "{\"unbalanced\":",
            "<?xml version=\"1.0\"?><a b='c'>&amp;</a>",
            "a\u0000b",
            " \n"));
    return List.copyOf(messages);
  }
}
