package momento.eventbridge.internal.core;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheKey;
import momento.eventbridge.CacheSet;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.TopicPublish;

/**
 * Words that came from outside, made fit to be shown. Services quote what they refuse:
 * EventBridge's answer to an eleventh entry repeats all eleven.
 */
public final class ServiceText {
  private static final int MAX_CHARACTERS = 300;

  /** Shorter runs of equal characters are chance. */
  private static final int TELLING_RUN = 12;

  /** Every detail begins with it, and no service speaks of it otherwise. */
  private static final String FIRST_FIELD = "cacheName";

  private static final String WITHHELD = "(its text repeats the event's content and is withheld)";

  private ServiceText() {}

  /**
   * The text, cut to a length, on one line, and only if it repeats nothing of the events and
   * nothing of the signed request, which can hold a session token.
   */
  public static String of(String text, List<EncodedEvent> events) {
    // Compared before line breaks become spaces, which would hide content that has line breaks.
    String cut = cut(withoutQuotedValue(text));
    if (cut.contains(FIRST_FIELD)) {
      return WITHHELD; // a detail, perhaps cut off after too few characters of a key to be told
    }
    if (repeatsSignedRequest(text)) {
      return "(its text repeats the signed request and is withheld)";
    }
    for (EncodedEvent encoded : events) {
      if (repeats(cut, encoded.event())) {
        return WITHHELD;
      }
    }
    String shown = cut.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", " ").strip();
    return shown.isEmpty() ? "(no text)" : shown;
  }

  /**
   * A signature that does not match is answered with the whole request as the service signed it.
   */
  private static boolean repeatsSignedRequest(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.contains("canonical string") || lower.contains("security-token");
  }

  /** Constraint violations read {@code Value '…' at 'entries' failed to satisfy …}. */
  static String withoutQuotedValue(String text) {
    int from = text.indexOf("Value '");
    int to = text.lastIndexOf("' at '");
    if (from < 0 || to < from) {
      return text;
    }
    return text.substring(0, from) + "Value (withheld)" + text.substring(to + 1);
  }

  private static String cut(String text) {
    return text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) + "…" : text;
  }

  private static boolean repeats(String text, MomentoEvent event) {
    if (event instanceof CacheSet set) {
      return repeatsKey(text, set.key()) || repeatsMessage(text, set.message());
    }
    if (event instanceof CacheDelete delete) {
      return repeatsKey(text, delete.key());
    }
    return event instanceof TopicPublish publish && repeatsMessage(text, publish.message());
  }

  private static boolean repeatsKey(String text, CacheKey key) {
    return repeats(text, key.value())
        || repeats(text, new String(key.toBytes(), StandardCharsets.UTF_8));
  }

  /** Plain, or as the detail has it, which the service may quote. */
  private static boolean repeatsMessage(String text, String message) {
    return repeats(text, message)
        || repeats(text, String.valueOf(JsonStringEncoder.getInstance().quoteAsString(message)));
  }

  private static boolean repeats(String text, String content) {
    if (content.length() <= TELLING_RUN) {
      // Of one or two characters every text has some.
      return content.length() > 2 && text.contains(content);
    }
    for (int i = 0; i + TELLING_RUN <= text.length(); i++) {
      if (content.contains(text.substring(i, i + TELLING_RUN))) {
        return true;
      }
    }
    return false;
  }
}
