/** Ways to publish, measured in turns in one process. */
@NullMarked
package momento.eventbridge.benchmarks.throughput;

import org.jspecify.annotations.NullMarked;
