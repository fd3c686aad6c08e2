package momento.eventbridge.internal.send;

import java.time.Duration;
import momento.eventbridge.PublisherListener;
import momento.eventbridge.internal.core.EventEncoder;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher's builder was told.
 *
 * @param eventBusName name or ARN of the bus
 * @param endpointId the global endpoint, or null for none
 * @param encoder the limits for events, with the default source
 * @param deliveryTimeout from taking an event to its outcome, pauses and attempts included
 * @param listener who is told
 */
public record PublisherSettings(
    String eventBusName,
    @Nullable String endpointId,
    EventEncoder encoder,
    Duration deliveryTimeout,
    PublisherListener listener) {

  /** A request may use up a third of the budget, so that a lost one leaves time for two more. */
  Duration attemptTimeout() {
    return deliveryTimeout.dividedBy(3);
  }

  /** With less than this left, another attempt would only turn a known failure into an unknown. */
  public Duration shortestAttempt() {
    return deliveryTimeout.dividedBy(10);
  }
}
