package momento.eventbridge;

import java.time.Duration;

/**
 * What an asynchronous publisher holds at one moment, for gauges.
 *
 * @param events events without an outcome, those under way included
 * @param bytes their sizes as EventBridge counts them, together
 * @param requestsInFlight requests that have no answer yet
 * @param requestWindow how many requests may be under way now; throttling lowers it
 * @param oldest how long the oldest event that waits to be sent has been there; zero if none waits
 */
public record BufferReport(
    int events, long bytes, int requestsInFlight, int requestWindow, Duration oldest) {}
