/** A service as yours may be: its tests are the sample. */
@NullMarked
package momento.eventbridge.samples.testyourcode;

import org.jspecify.annotations.NullMarked;
