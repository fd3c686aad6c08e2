/** JMH's results are read as JMH writes them. */
@NullMarked
package momento.eventbridge.benchmarks.pure;

import org.jspecify.annotations.NullMarked;
