/** A file into the cache: resumable, and in memory that does not grow with the file. */
@NullMarked
package momento.eventbridge.samples.bulkload;

import org.jspecify.annotations.NullMarked;
