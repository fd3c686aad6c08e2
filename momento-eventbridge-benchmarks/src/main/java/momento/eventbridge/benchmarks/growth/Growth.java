package momento.eventbridge.benchmarks.growth;

/**
 * What publishing a number of events cost in a heap of fixed size.
 *
 * @param publisher how they were published
 * @param events how many
 * @param microsPerEvent of the wall clock
 * @param cpuMicrosPerEvent of the processors
 * @param peakHeapBytes the most that a garbage collection left over
 * @param peakProcessBytes the most that the process had in memory, the JVM included
 */
public record Growth(
    String publisher,
    long events,
    double microsPerEvent,
    double cpuMicrosPerEvent,
    long peakHeapBytes,
    long peakProcessBytes) {}
