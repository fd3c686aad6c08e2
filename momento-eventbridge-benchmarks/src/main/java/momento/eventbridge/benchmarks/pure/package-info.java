/** What the library itself costs for an event, without any request: JMH. */
@NullMarked
package momento.eventbridge.benchmarks.pure;

import org.jspecify.annotations.NullMarked;
