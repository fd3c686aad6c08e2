package momento.eventbridge.samples.capacity;

import momento.eventbridge.DetailType;

/**
 * What somebody wants to send.
 *
 * @param type the kind of event; each has an API destination of its own
 * @param eventsPerSecond how many are published per second
 * @param entryBytes the size of one, as EventBridge counts an entry
 * @param total how many in all, for a bulk load; 0 for a stream without an end
 */
record Load(DetailType type, double eventsPerSecond, int entryBytes, long total) {
  private static final int MAX_ENTRIES = 10;
  static final int MAX_REQUEST_BYTES = 1_000_000;

  Load {
    require(eventsPerSecond > 0, "events-per-second is " + eventsPerSecond + "; give more than 0");
    require(
        entryBytes > 0 && entryBytes < MAX_REQUEST_BYTES,
        "bytes is " + entryBytes + "; give 1 to " + (MAX_REQUEST_BYTES - 1));
    require(total >= 0, "total is " + total + "; give 0 or more");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  boolean hasEnd() {
    return total > 0;
  }

  /** How many entries a full request carries: ten, or as many as stay below its size. */
  int entriesPerRequest() {
    return Math.min(MAX_ENTRIES, (MAX_REQUEST_BYTES - 1) / entryBytes);
  }
}
