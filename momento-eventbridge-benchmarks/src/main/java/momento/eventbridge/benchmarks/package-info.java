/**
 * How fast the client is, measured against what a user would do instead. {@link
 * momento.eventbridge.benchmarks.Benchmarks} runs everything.
 */
@NullMarked
package momento.eventbridge.benchmarks;

import org.jspecify.annotations.NullMarked;
