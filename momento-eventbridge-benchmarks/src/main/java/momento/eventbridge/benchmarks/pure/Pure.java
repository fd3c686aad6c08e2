package momento.eventbridge.benchmarks.pure;

/**
 * What a step costs on one core.
 *
 * @param step name of the benchmark's method
 * @param payload name of the payload, empty where there is none
 * @param perSecond how often a second
 * @param error half the width of the 99.9 % interval, as JMH gives it
 * @param bytesAllocated for each
 */
public record Pure(
    String step, String payload, double perSecond, double error, double bytesAllocated) {}
