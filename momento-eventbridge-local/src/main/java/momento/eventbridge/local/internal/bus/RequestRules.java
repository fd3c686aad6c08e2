package momento.eventbridge.local.internal.bus;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What EventBridge refuses a whole PutEvents request for, in the order in which it looks. */
final class RequestRules {
  private static final int MOST_ENTRIES = 10;
  private static final int LONGEST_BUS_NAME = 1600;
  private static final int LONGEST_RESOURCE = 2048;
  private static final int LONGEST_TRACE_HEADER = 500;
  private static final int LONGEST_ENDPOINT_ID = 50;

  // Both as the service's model writes them, because its error message quotes them.
  private static final Pattern BUS_NAME =
      Pattern.compile(
          "(arn:aws[\\w-]*:events:[a-z]+-[a-z]+-[\\w-]+:[0-9]{12}:event-bus\\/)?[\\.\\-_A-Za-z0-9]+");
  private static final Pattern ENDPOINT_ID =
      Pattern.compile("^[A-Za-z0-9\\-]+[\\.][A-Za-z0-9\\-]+$");

  // AWS answers a request that is far too large with an empty 413; nobody has published from where
  // on. Twice the limit is our guess: tests can reach either answer.
  private static final int FAR_TOO_LARGE = 2;

  private final long limit;

  /**
   * @param limit the size in bytes that all entries of a request together must stay under
   */
  RequestRules(long limit) {
    this.limit = limit;
  }

  /** Returns the entries of a request that is fit to be looked at entry by entry. */
  List<Entry> check(PutEventsCall call) {
    List<String> errors = new ArrayList<>();
    List<Entry> entries = call.entries();
    if (entries == null) {
      errors.add("Value null at 'entries' failed to satisfy constraint: Member must not be null");
      throw refusal(errors);
    }
    checkCount(entries, errors);
    checkLength("endpointId", call.endpointId(), 1, LONGEST_ENDPOINT_ID, errors);
    checkPattern("endpointId", call.endpointId(), ENDPOINT_ID, errors);
    checkBusOfEndpoint(call.endpointId(), entries, errors);
    for (int i = 0; i < entries.size(); i++) {
      checkMembers("entries." + (i + 1) + ".member.", entries.get(i), errors);
    }
    if (!errors.isEmpty()) {
      throw refusal(errors);
    }
    checkSize(entries);
    return entries;
  }

  private static void checkCount(List<Entry> entries, List<String> errors) {
    if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
      String bound =
          entries.isEmpty()
              ? "greater than or equal to 1"
              : "less than or equal to " + MOST_ENTRIES;
      String quoted =
          entries.stream().map(Entry::quotedByAws).collect(Collectors.joining(", ", "[", "]"));
      errors.add(
          "Value '%s' at 'entries' failed to satisfy constraint: Member must have length %s"
              .formatted(quoted, bound));
    }
  }

  /** A global endpoint has no default bus: user guide, "Global endpoints"; the text is ours. */
  private static void checkBusOfEndpoint(
      @Nullable String endpointId, List<Entry> entries, List<String> errors) {
    if (endpointId == null) {
      return;
    }
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).eventBusName() == null) {
        errors.add(
            "Value null at 'entries.%d.member.eventBusName' failed to satisfy constraint: Member must not be null with endpointId"
                .formatted(i + 1));
      }
    }
  }

  private static void checkMembers(String path, Entry entry, List<String> errors) {
    checkLength(path + "eventBusName", entry.eventBusName(), 1, LONGEST_BUS_NAME, errors);
    checkPattern(path + "eventBusName", entry.eventBusName(), BUS_NAME, errors);
    checkLength(path + "traceHeader", entry.traceHeader(), 1, LONGEST_TRACE_HEADER, errors);
    List<String> resources = entry.resources();
    for (int i = 0; resources != null && i < resources.size(); i++) {
      String at = path + "resources." + (i + 1) + ".member";
      checkLength(at, resources.get(i), 0, LONGEST_RESOURCE, errors);
    }
  }

  private static void checkLength(
      String path, @Nullable String value, int least, int most, List<String> errors) {
    if (value == null) {
      return;
    }
    int length = value.codePointCount(0, value.length());
    if (length < least) {
      errors.add(violation(path, value, "have length greater than or equal to " + least));
    } else if (length > most) {
      errors.add(violation(path, value, "have length less than or equal to " + most));
    }
  }

  private static void checkPattern(
      String path, @Nullable String value, Pattern pattern, List<String> errors) {
    if (value != null && !pattern.matcher(value).matches()) {
      errors.add(violation(path, value, "satisfy regular expression pattern: " + pattern));
    }
  }

  private static String violation(String path, String value, String constraint) {
    return "Value '%s' at '%s' failed to satisfy constraint: Member must %s"
        .formatted(value, path, constraint);
  }

  private static ServiceException refusal(List<String> errors) {
    String count = errors.size() == 1 ? "1 validation error" : errors.size() + " validation errors";
    return ServiceException.validation(count + " detected: " + String.join("; ", errors));
  }

  private void checkSize(List<Entry> entries) {
    long size = EntrySize.total(entries);
    if (size >= FAR_TOO_LARGE * limit) {
      throw ServiceException.farTooLarge();
    }
    // "Must be less than": a request of exactly the limit is refused.
    if (size >= limit) {
      throw ServiceException.validation(
          "Total size of the entries in the request is over the limit.");
    }
  }
}
