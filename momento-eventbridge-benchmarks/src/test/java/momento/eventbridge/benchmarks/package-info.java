/** The harness keeps its word. */
@NullMarked
package momento.eventbridge.benchmarks;

import org.jspecify.annotations.NullMarked;
