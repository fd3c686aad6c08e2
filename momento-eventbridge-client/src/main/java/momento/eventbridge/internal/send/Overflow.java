package momento.eventbridge.internal.send;

import java.time.Duration;
import java.util.Locale;
import momento.eventbridge.internal.core.Accumulator.Limits;

/**
 * Why the buffer had no room for an event.
 *
 * @param events without an outcome
 * @param bytes their sizes together
 * @param waitingEvents with an outcome that waits for callbacks
 * @param waitingBytes their sizes together
 * @param queuedEvents that wait for room, this one included if it does
 * @param eventBytes the size of this one
 * @param mayWait whether its thread may wait for room, if it is told to
 */
record Overflow(
    int events,
    long bytes,
    long waitingEvents,
    long waitingBytes,
    int queuedEvents,
    int eventBytes,
    boolean mayWait) {

  /** The cause with its figures, and what helps against that cause. */
  String describe(PublisherSettings settings, AsyncSettings async) {
    return waited(async.maxBlock()) + cause(settings, async.limits()) + or(async.maxBlock());
  }

  private String waited(Duration maxBlock) {
    return maxBlock.isZero() || !mayWait ? "" : "after a wait of " + maxBlock + " ";
  }

  private String cause(PublisherSettings settings, Limits limits) {
    if (events >= limits.maxEvents()) {
      return limits.maxEvents() < settings.eventsThatLeaveInTime()
          ? text(
                  "the buffer holds %,d events, its limit: publish slower, wait for futures,",
                  events)
              + " raise maxBufferedEvents,"
          : text(
                  "the buffer holds %,d events, all that %,.0f a second (maxEventsPerSecond) let"
                      + " leave in a quarter of the delivery timeout of %s:",
                  events, settings.maxEventsPerSecond(), settings.deliveryTimeout())
              + " publish slower, wait for futures, raise maxEventsPerSecond,";
    }
    if (bytes + eventBytes > limits.maxBytes()) {
      return text(
              "the buffer holds %,d bytes, its limit is %,d, and the event has %,d:",
              bytes, limits.maxBytes(), eventBytes)
          + " publish slower, wait for futures, raise maxBufferedBytes,";
    }
    if (waitingEvents >= limits.maxEvents() || waitingBytes >= limits.maxBytes()) {
      return text(
              "%,d events of %,d bytes have their outcome and wait for callbacks, of which the"
                  + " buffer's limits let no more than %,d or %,d bytes wait:",
              waitingEvents, waitingBytes, limits.maxEvents(), limits.maxBytes())
          + " make callbacks faster, give them more threads (completionExecutor),";
    }
    return text("%,d events wait for room in the buffer, others before this one:", queuedEvents)
        + " publish slower, publish on fewer threads,";
  }

  private String or(Duration maxBlock) {
    if (!mayWait) {
      return " or let callbacks that publish run on threads that may wait for room, unlike this one"
          + (maxBlock.isZero() ? " (completionExecutor, blockWhenFull)" : " (completionExecutor)");
    }
    return maxBlock.isZero()
        ? " or let publish wait for room (blockWhenFull)"
        : " or wait longer (blockWhenFull)";
  }

  private static String text(String format, Object... figures) {
    return String.format(Locale.ROOT, format, figures);
  }
}
