/** An order service; what happens to its orders goes on to a cache and a topic. */
@NullMarked
package momento.eventbridge.samples.fanout;

import org.jspecify.annotations.NullMarked;
