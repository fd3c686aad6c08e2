/**
 * Publishes Momento's cache and topic events to Amazon EventBridge: event values, publishers, the
 * outcome of each event, and dead letters read back.
 */
@NullMarked
package momento.eventbridge;

import org.jspecify.annotations.NullMarked;
