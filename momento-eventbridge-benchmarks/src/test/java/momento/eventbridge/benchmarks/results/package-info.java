/** The arithmetic of the results. */
@NullMarked
package momento.eventbridge.benchmarks.results;

import org.jspecify.annotations.NullMarked;
