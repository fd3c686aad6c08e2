package momento.eventbridge.benchmarks.results;

/**
 * A ratio that was measured for a bar.
 *
 * @param measure the bar's
 * @param name HTTP client, threads and what else tells it from the bar's other set-ups
 * @param ratio ours divided by the other's
 */
public record SetUp(String measure, String name, Spread ratio) {}
