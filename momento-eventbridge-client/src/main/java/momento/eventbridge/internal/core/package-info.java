/**
 * The pure half of the client: rules, encoding, sizes, batches, what an answer means, and how long
 * to back off. Nothing here knows a client of the SDK, a clock, a thread or a logger.
 *
 * <p>Not part of the public API: it may change in any release.
 */
@NullMarked
package momento.eventbridge.internal.core;

import org.jspecify.annotations.NullMarked;
