/** What a load costs each hop of the path, where it would pile up, and what it costs. */
@NullMarked
package momento.eventbridge.samples.capacity;

import org.jspecify.annotations.NullMarked;
