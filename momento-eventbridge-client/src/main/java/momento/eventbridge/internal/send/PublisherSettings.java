package momento.eventbridge.internal.send;

import java.time.Duration;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.EventTooLargeException;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.PublisherListener;
import momento.eventbridge.internal.core.EncodedEvent;
import momento.eventbridge.internal.core.EventEncoder;
import momento.eventbridge.internal.core.EventRules;
import momento.eventbridge.internal.core.Pace;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher's builder was told.
 *
 * @param eventBusName name or ARN of the bus
 * @param endpointId the global endpoint, or null for none
 * @param encoder the limits for events, with the default source
 * @param deliveryTimeout from taking an event to its outcome, pauses and attempts included
 * @param listener who is told
 * @param traceContext where the trace header of events comes from that bring none of their own
 * @param maxEventsPerSecond the pace; infinite for none
 */
public record PublisherSettings(
    String eventBusName,
    @Nullable String endpointId,
    EventEncoder encoder,
    Duration deliveryTimeout,
    PublisherListener listener,
    TraceContext traceContext,
    double maxEventsPerSecond) {

  /**
   * The event as an entry, in the calling code's trace.
   *
   * @throws EventValidationException if the event breaks a limit of the Momento account
   * @throws EventTooLargeException if it could not be sent even alone
   */
  EncodedEvent encode(MomentoEvent event, EventAttributes attributes) {
    EventRules.require("event", event);
    EventRules.require("attributes", attributes);
    return encoder.encode(event, traceContext.addTo(attributes));
  }

  /** A pace of this publisher's own. */
  Pace pace() {
    return new Pace(maxEventsPerSecond);
  }

  /**
   * How many events a paced publisher may hold. What waits longer than a quarter of the budget for
   * its turn has too little of it left to be sent again. With the defaults (30 s and 10 s), close
   * waits for that quarter, too; with a longer budget or a shorter closeTimeout it need not.
   */
  public int eventsThatLeaveInTime() {
    double seconds = deliveryTimeout.toMillis() / 4_000.0;
    return (int) Math.max(1, maxEventsPerSecond * seconds);
  }

  /** A request may use up a third of the budget, so that a lost one leaves time for two more. */
  Duration attemptTimeout() {
    return part(3);
  }

  /** With less than this left, another attempt would only turn a known failure into an unknown. */
  public Duration shortestAttempt() {
    return part(10);
  }

  /** Asked for each request, and {@link Duration#dividedBy} divides a BigDecimal. */
  private Duration part(int divisor) {
    return Duration.ofNanos(deliveryTimeout.toNanos() / divisor);
  }
}
