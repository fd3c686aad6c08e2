/** From the steps of a workflow to the screen of whoever waits for it. */
@NullMarked
package momento.eventbridge.samples.stepfunctions;

import org.jspecify.annotations.NullMarked;
