package momento.eventbridge.local.internal.bus;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a PutEvents request says.
 *
 * @param entries null if the request has none at all
 * @param endpointId the global endpoint that the sender chose
 */
record PutEventsCall(@Nullable List<Entry> entries, @Nullable String endpointId) {
  // Of the seconds since 1970: less than a nanosecond, and enough for the year 9999 and more.
  private static final int SMALLEST_MAGNITUDE = -9;
  private static final int LARGEST_MAGNITUDE = 12;

  /** Reads the request; a member of the wrong JSON type is refused as AWS does it. */
  static PutEventsCall read(JsonNode body) {
    JsonNode entries = body.path("Entries");
    if (isAbsent(entries)) {
      return new PutEventsCall(null, text(body, "EndpointId"));
    }
    if (!entries.isArray()) {
      throw ServiceException.serialization("Entries is not a list");
    }
    List<Entry> read = new ArrayList<>(entries.size());
    for (JsonNode entry : entries) {
      read.add(entry(entry));
    }
    return new PutEventsCall(read, text(body, "EndpointId"));
  }

  private static Entry entry(JsonNode entry) {
    if (!entry.isObject()) {
      throw ServiceException.serialization("a member of Entries is not a structure");
    }
    return new Entry(
        time(entry.path("Time")),
        text(entry, "Source"),
        texts(entry.path("Resources")),
        text(entry, "DetailType"),
        text(entry, "Detail"),
        text(entry, "EventBusName"),
        text(entry, "TraceHeader"));
  }

  private static @Nullable String text(JsonNode parent, String name) {
    JsonNode value = parent.path(name);
    if (isAbsent(value)) {
      return null;
    }
    if (!value.isTextual()) {
      throw ServiceException.serialization(name + " is not a string");
    }
    return value.textValue();
  }

  private static @Nullable List<String> texts(JsonNode values) {
    if (isAbsent(values)) {
      return null;
    }
    if (!values.isArray()) {
      throw ServiceException.serialization("Resources is not a list");
    }
    List<String> texts = new ArrayList<>(values.size());
    for (JsonNode value : values) {
      if (!value.isTextual()) {
        throw ServiceException.serialization("a member of Resources is not a string");
      }
      texts.add(value.textValue());
    }
    return texts;
  }

  private static @Nullable Instant time(JsonNode value) {
    if (isAbsent(value)) {
      return null;
    }
    if (!value.isNumber()) {
      throw ServiceException.serialization("Time is not a number of seconds since 1970");
    }
    BigDecimal seconds = value.decimalValue();
    // Where the first digit stands. To compute with an exponent takes as many digits as it says, so
    // ten characters of a request could keep the server busy for hours.
    long magnitude = (long) seconds.precision() - seconds.scale();
    if (seconds.signum() == 0 || magnitude < SMALLEST_MAGNITUDE) {
      return Instant.EPOCH;
    }
    if (magnitude > LARGEST_MAGNITUDE) {
      throw ServiceException.serialization("Time is out of range");
    }
    try {
      BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
      int nanos = seconds.subtract(whole).movePointRight(9).intValue();
      return Instant.ofEpochSecond(whole.longValueExact(), nanos);
    } catch (ArithmeticException | DateTimeException e) {
      throw ServiceException.serialization("Time is out of range");
    }
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }
}
