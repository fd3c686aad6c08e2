/**
 * A SQL table whose rows become cache items or topic messages: the connector {@code
 * momento-eventbridge}. {@link momento.eventbridge.flink.table.MomentoTableOptions} has its
 * options, {@link momento.eventbridge.flink.table.TableKey} the form of its keys.
 */
@NullMarked
package momento.eventbridge.flink.table;

import org.jspecify.annotations.NullMarked;
