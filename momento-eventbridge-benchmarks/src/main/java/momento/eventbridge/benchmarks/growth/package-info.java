/** Whether many events cost as much for each of them as few do, in time and in memory. */
@NullMarked
package momento.eventbridge.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
