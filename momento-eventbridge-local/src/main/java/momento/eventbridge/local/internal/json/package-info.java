/** How JSON is read and written throughout the local stack. */
@NullMarked
package momento.eventbridge.local.internal.json;

import org.jspecify.annotations.NullMarked;
