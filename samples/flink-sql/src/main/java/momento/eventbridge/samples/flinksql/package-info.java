/** A running aggregate, in SQL, kept as cache items. */
@NullMarked
package momento.eventbridge.samples.flinksql;

import org.jspecify.annotations.NullMarked;
