package momento.eventbridge.internal.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import momento.eventbridge.EventValidationException;

/**
 * EventBridge's rules for the fields of an entry beside its detail, from the service's own model.
 */
public final class AttributeRules {
  /** The classic bus's model names no limit; the newer bus's has this one. */
  static final int MAX_SOURCE_CHARACTERS = 256;

  static final int MAX_RESOURCE_CHARACTERS = 2_048;
  static final int MAX_TRACE_HEADER_CHARACTERS = 500;
  static final int MAX_BUS_NAME_CHARACTERS = 1_600;
  static final int MAX_ENDPOINT_ID_CHARACTERS = 50;

  private static final Pattern BUS_NAME =
      Pattern.compile(
          "(arn:aws[\\w-]*:events:[a-z]+-[a-z]+-[\\w-]+:[0-9]{12}:event-bus/)?[.\\-_A-Za-z0-9]+");
  private static final Pattern NOT_IN_BUS_NAME = Pattern.compile("[^.\\-_A-Za-z0-9]");
  private static final Pattern ENDPOINT_ID = Pattern.compile("[A-Za-z0-9\\-]+\\.[A-Za-z0-9\\-]+");
  private static final Pattern NOT_IN_ENDPOINT_ID = Pattern.compile("[^.A-Za-z0-9\\-]");
  private static final Instant FIRST_TIME = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59.999Z");

  private AttributeRules() {}

  /** The source, if a customer may use it. */
  public static String requireSource(String source) {
    requireLength("source", source, MAX_SOURCE_CHARACTERS);
    if (source.startsWith("aws.")) {
      throw new EventValidationException(
          "source",
          "begins with 'aws.', which EventBridge keeps for AWS's own services: use a name of your"
              + " own");
    }
    return source;
  }

  /** The time, if it has an RFC 3339 form. */
  public static Instant requireTime(Instant time) {
    EventRules.require("time", time);
    if (time.isBefore(FIRST_TIME) || time.isAfter(LAST_TIME)) {
      throw new EventValidationException(
          "time", "is " + time + "; EventBridge writes years as four digits, 0000 to 9999");
    }
    return time;
  }

  /** A copy of the resources, if each is valid. */
  public static List<String> requireResources(List<String> resources) {
    List<String> copy = new ArrayList<>(EventRules.require("resources", resources));
    for (int i = 0; i < copy.size(); i++) {
      requireLength("resources[" + i + "]", copy.get(i), MAX_RESOURCE_CHARACTERS);
    }
    return List.copyOf(copy);
  }

  /** The trace header, if it is valid. */
  public static String requireTraceHeader(String traceHeader) {
    return requireLength("traceHeader", traceHeader, MAX_TRACE_HEADER_CHARACTERS);
  }

  /** The name or ARN of an event bus, if it is valid. */
  public static String requireEventBusName(String eventBusName) {
    requireLength("eventBusName", eventBusName, MAX_BUS_NAME_CHARACTERS);
    if (!BUS_NAME.matcher(eventBusName).matches()) {
      throw new EventValidationException(
          "eventBusName",
          "has "
              + (eventBusName.startsWith("arn:") ? "" : firstOf(NOT_IN_BUS_NAME, eventBusName))
              + eventBusName.length()
              + " characters that are not a bus name (A-Z a-z 0-9 . - _) or a bus ARN"
              + " (arn:aws:events:REGION:ACCOUNT:event-bus/NAME): check its spelling");
    }
    return eventBusName;
  }

  /** The id of a global endpoint, if it is valid. */
  public static String requireEndpointId(String endpointId) {
    requireLength("endpointId", endpointId, MAX_ENDPOINT_ID_CHARACTERS);
    if (!ENDPOINT_ID.matcher(endpointId).matches()) {
      throw new EventValidationException(
          "endpointId",
          "has "
              + firstOf(NOT_IN_ENDPOINT_ID, endpointId)
              + endpointId.length()
              + " characters that are not an endpoint's id, which looks like abcde.veo: copy it"
              + " from the endpoint's page, without https:// and domain");
    }
    return endpointId;
  }

  /** As the beginning of "has … n characters"; nothing if there is none. */
  private static String firstOf(Pattern wrong, String value) {
    Matcher found = wrong.matcher(value);
    return found.find()
        ? String.format(
            Locale.ROOT,
            "U+%04X at position %d of its ",
            value.codePointAt(found.start()),
            found.start())
        : "";
  }

  private static String requireLength(String field, String value, int maxCharacters) {
    if (EventRules.require(field, value).isEmpty()) {
      throw new EventValidationException(
          field, "is empty: give 1 to " + maxCharacters + " characters, or do not set it");
    }
    EventRules.requireText(field, value);
    if (value.length() > maxCharacters) {
      throw new EventValidationException(
          field,
          String.format(
              Locale.ROOT,
              "has %d characters; EventBridge takes at most %d: use a shorter one",
              value.length(),
              maxCharacters));
    }
    return value;
  }
}
