package momento.eventbridge.local.internal.bus;

import java.util.Optional;

/** What EventBridge refuses a single entry for, in an answer that is a success otherwise. */
final class EntryRules {
  private static final int LONGEST_DETAIL_TYPE = 128;

  private EntryRules() {}

  static Optional<EntryError> check(Entry entry) {
    String source = entry.source();
    String detailType = entry.detailType();
    String detail = entry.detail();
    if (source == null || source.isEmpty()) {
      return missing("Source");
    }
    if (detailType == null || detailType.isEmpty()) {
      return missing("DetailType");
    }
    if (detail == null || detail.isEmpty()) {
      return missing("Detail");
    }
    if (source.startsWith("aws.")) {
      return error("NotAuthorizedForSourceException", "Not authorized for the source.");
    }
    if (detailType.codePointCount(0, detailType.length()) > LONGEST_DETAIL_TYPE) {
      return invalid("DetailType", "DetailType is longer than 128 characters.");
    }
    if (!DetailSyntax.isAccepted(detail)) {
      return error("MalformedDetail", "Detail is malformed.");
    }
    return Optional.empty();
  }

  private static Optional<EntryError> missing(String name) {
    return invalid(name, name + " is a required argument.");
  }

  private static Optional<EntryError> invalid(String name, String reason) {
    return error("InvalidArgument", "Parameter " + name + " is not valid. Reason: " + reason);
  }

  private static Optional<EntryError> error(String code, String message) {
    return Optional.of(new EntryError(code, message));
  }
}
