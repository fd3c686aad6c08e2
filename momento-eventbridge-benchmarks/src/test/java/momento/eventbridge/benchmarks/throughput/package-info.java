/** Every contender publishes what it says. */
@NullMarked
package momento.eventbridge.benchmarks.throughput;

import org.jspecify.annotations.NullMarked;
