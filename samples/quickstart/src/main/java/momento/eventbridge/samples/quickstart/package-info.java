/** The whole path once, step by step, with real output. */
@NullMarked
package momento.eventbridge.samples.quickstart;

import org.jspecify.annotations.NullMarked;
