/**
 * An EventBridge and a Momento in this process, on loopback, for tests, samples and offline runs.
 */
@NullMarked
package momento.eventbridge.local;

import org.jspecify.annotations.NullMarked;
