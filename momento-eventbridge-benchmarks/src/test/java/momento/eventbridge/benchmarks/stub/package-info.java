/** The stub counts and throttles as it says. */
@NullMarked
package momento.eventbridge.benchmarks.stub;

import org.jspecify.annotations.NullMarked;
