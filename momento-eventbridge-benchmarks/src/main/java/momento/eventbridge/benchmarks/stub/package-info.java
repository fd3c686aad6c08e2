/** A PutEvents endpoint that costs as little as it can, in a process of its own. */
@NullMarked
package momento.eventbridge.benchmarks.stub;

import org.jspecify.annotations.NullMarked;
