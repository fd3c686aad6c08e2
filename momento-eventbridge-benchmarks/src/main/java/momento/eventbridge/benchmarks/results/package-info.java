/** What the figures say: ratios, bars, tables and a chart. */
@NullMarked
package momento.eventbridge.benchmarks.results;

import org.jspecify.annotations.NullMarked;
