package momento.eventbridge.internal.core;

import momento.eventbridge.EventAttributes;

/**
 * The size of an entry as EventBridge counts it towards the limit of a request (user guide,
 * "Calculating PutEvents event entry size"). Bus name and trace header do not count.
 */
final class EntrySize {
  private static final int TIME_BYTES = 14;

  private EntrySize() {}

  static int of(String source, String detailType, String detail, EventAttributes attributes) {
    int size = Utf8.length(source) + Utf8.length(detailType) + Utf8.length(detail);
    if (attributes.time().isPresent()) {
      size += TIME_BYTES;
    }
    for (String resource : attributes.resources()) {
      size += Utf8.length(resource);
    }
    return size;
  }
}
