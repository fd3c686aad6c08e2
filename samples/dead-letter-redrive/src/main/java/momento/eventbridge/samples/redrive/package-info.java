/** Dead letters: why they died, what to change, and back on their way. */
@NullMarked
package momento.eventbridge.samples.redrive;

import org.jspecify.annotations.NullMarked;
