/** A directory of CSV and NDJSON files becomes cache items, with Flink. */
@NullMarked
package momento.eventbridge.samples.flinkbulkload;

import org.jspecify.annotations.NullMarked;
