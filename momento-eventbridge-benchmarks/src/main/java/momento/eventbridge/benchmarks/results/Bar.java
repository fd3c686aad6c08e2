package momento.eventbridge.benchmarks.results;

/**
 * What was promised, and what was measured.
 *
 * @param measure what is measured
 * @param bar what is promised
 * @param aim what is hoped for; empty if no more than the bar
 * @param measured the figure; where several set-ups were measured, that of the worst
 * @param setUp the set-up of that figure
 * @param met whether the promise is kept
 */
public record Bar(
    String measure, String bar, String aim, String measured, String setUp, boolean met) {}
