/**
 * The half of the client that acts: sends requests, waits, logs, and tells listeners.
 *
 * <p>Not part of the public API: it may change in any release.
 */
@NullMarked
package momento.eventbridge.internal.send;

import org.jspecify.annotations.NullMarked;
