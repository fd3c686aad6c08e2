package momento.eventbridge.benchmarks;

import java.time.Duration;

/**
 * How long a comparison takes.
 *
 * @param rounds how often each contender is measured
 * @param round how long it publishes then
 * @param warmUp how long it publishes before
 */
public record Timing(int rounds, Duration round, Duration warmUp) {}
