/** A service that allows only so many requests a second, and a publisher that has more. */
@NullMarked
package momento.eventbridge.benchmarks.quota;

import org.jspecify.annotations.NullMarked;
