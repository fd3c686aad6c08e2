/**
 * How events get from a rule to its targets: the HTTP request of an API destination, retries, and
 * the dead-letter queue.
 */
@NullMarked
package momento.eventbridge.local.internal.delivery;

import org.jspecify.annotations.NullMarked;
