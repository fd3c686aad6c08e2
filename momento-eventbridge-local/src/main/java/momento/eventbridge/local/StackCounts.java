package momento.eventbridge.local;

/**
 * What a local stack has done since its start or last reset.
 *
 * @param requests HTTP requests to EventBridge, whatever became of them
 * @param entriesReceived entries of the PutEvents requests that could be read
 * @param accepted events that got an event id
 * @param dropped accepted events that were sent to a bus that does not exist
 * @param unmatched accepted events that no rule matched
 * @param delivered events that Momento took
 * @param retries calls of Momento that failed and were put off
 * @param deadLettered events that were put into the dead-letter queue
 * @param lost events that were given up and that no dead-letter queue took
 */
public record StackCounts(
    long requests,
    long entriesReceived,
    long accepted,
    long dropped,
    long unmatched,
    long delivered,
    long retries,
    long deadLettered,
    long lost) {}
