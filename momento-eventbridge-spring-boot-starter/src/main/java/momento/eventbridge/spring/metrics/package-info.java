/** What the publishers do, as Micrometer's meters. */
@NullMarked
package momento.eventbridge.spring.metrics;

import org.jspecify.annotations.NullMarked;
