/** From the start of a JVM to the first accepted event, and how much is loaded for it. */
@NullMarked
package momento.eventbridge.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
