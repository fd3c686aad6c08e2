/**
 * EventBridge's side of the local stack: the HTTP endpoint that takes events, the service's rules
 * about them, and the event buses that match them.
 */
@NullMarked
package momento.eventbridge.local.internal.bus;

import org.jspecify.annotations.NullMarked;
