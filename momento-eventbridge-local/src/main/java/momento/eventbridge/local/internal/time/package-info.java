/** Time as the local stack sees it: real, skipping its own waits, or moved by hand. */
@NullMarked
package momento.eventbridge.local.internal.time;

import org.jspecify.annotations.NullMarked;
