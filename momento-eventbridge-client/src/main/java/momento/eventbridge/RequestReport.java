package momento.eventbridge;

import java.time.Duration;
import java.util.Optional;

/**
 * One {@code PutEvents} request as the publisher saw it.
 *
 * @param entries how many entries it carried, 1 to 10
 * @param bytes their size as EventBridge counts it
 * @param latency from sending to the answer or the failure
 * @param accepted how many entries EventBridge accepted
 * @param failure why the request failed as a whole; empty if it was answered entry by entry
 */
public record RequestReport(
    int entries, int bytes, Duration latency, int accepted, Optional<ErrorCode> failure) {}
