/** The trace that an event belongs to, from Micrometer Tracing to X-Ray's header. */
@NullMarked
package momento.eventbridge.spring.tracing;

import org.jspecify.annotations.NullMarked;
