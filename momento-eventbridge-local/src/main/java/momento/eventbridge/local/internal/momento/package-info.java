/**
 * Momento's HTTP API in this process, on loopback only: caches with a time to live, topics with
 * subscribers, and the errors of the real one.
 */
@NullMarked
package momento.eventbridge.local.internal.momento;

import org.jspecify.annotations.NullMarked;
