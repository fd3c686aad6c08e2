package momento.eventbridge.internal.core;

import java.time.Duration;
import java.util.Locale;
import momento.eventbridge.EventValidationException;
import org.jspecify.annotations.Nullable;

/** The rules that every event keeps, whoever publishes it. */
public final class EventRules {
  /**
   * API destinations take at most 512 characters for a path parameter (EventBridge's model of
   * HttpParameters); Momento publishes no limit of its own.
   */
  static final int MAX_NAME_CHARACTERS = 512;

  private EventRules() {}

  /** The value, if it is there. */
  public static <T> T require(String field, @Nullable T value) {
    if (value == null) {
      throw new EventValidationException(field, "is missing: it is required");
    }
    return value;
  }

  /** What to throw for a value without content. */
  public static EventValidationException empty(String field) {
    // A missing field and an empty one look the same at the API destination.
    return new EventValidationException(
        field, "is empty: Momento could not tell it from a missing one, so give at least one byte");
  }

  /** The value, if it has content and each of its characters has a UTF-8 form. */
  public static String requireText(String field, @Nullable String value) {
    String text = require(field, value);
    if (text.isEmpty()) {
      throw empty(field);
    }
    int unpaired = Utf8.unpairedSurrogateIn(text);
    if (unpaired >= 0) {
      throw new EventValidationException(
          field,
          String.format(
              Locale.ROOT,
              "is not valid Unicode: it has an unpaired surrogate at position %d of %d, which would"
                  + " arrive as another character; for bytes, encode them as text first",
              unpaired,
              text.length()));
    }
    return text;
  }

  /** Requires a value that can stand in a URL's path as it is. */
  public static void requireName(String field, @Nullable String value) {
    String name = requireText(field, value);
    if (name.length() > MAX_NAME_CHARACTERS) {
      throw new EventValidationException(
          field,
          String.format(
              Locale.ROOT,
              "has %d characters; an API destination's path takes at most %d: use a shorter name",
              name.length(),
              MAX_NAME_CHARACTERS));
    }
    for (int i = 0; i < name.length(); i++) {
      if (!isUrlSafe(name.charAt(i))) {
        throw new EventValidationException(
            field,
            String.format(
                Locale.ROOT,
                "has U+%04X at position %d; it becomes part of a URL, so use only A-Z a-z 0-9 - . _"
                    + " ~ : @",
                name.codePointAt(i),
                i));
      }
    }
    if (name.equals(".") || name.equals("..")) {
      throw new EventValidationException(
          field, "is '" + name + "', which means a folder in a URL: use another name");
    }
  }

  /** Requires a value that Momento can count: whole seconds, at least one. */
  public static void requireTtl(String field, @Nullable Duration value) {
    Duration ttl = require(field, value);
    if (ttl.isNegative() || ttl.isZero()) {
      throw new EventValidationException(
          field, "is " + ttl + "; an item lives at least 1 second: give a longer time to live");
    }
    if (ttl.toNanosPart() != 0) {
      throw new EventValidationException(
          field, "is " + ttl + "; Momento counts whole seconds: round it, for example up");
    }
  }

  /** Whether the text means the same in a URL with and without percent-encoding. */
  public static boolean isUrlSafe(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isUrlSafe(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUrlSafe(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~'
        || c == ':'
        || c == '@';
  }
}
