/** The HTTP server that the local stack's endpoints share. */
@NullMarked
package momento.eventbridge.local.internal.http;

import org.jspecify.annotations.NullMarked;
