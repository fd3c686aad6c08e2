package momento.eventbridge.samples.bulkload;

import momento.eventbridge.CacheSet;
import org.jspecify.annotations.Nullable;

/**
 * A row of the file.
 *
 * @param line where it begins; the first line is 1
 * @param event what it says, or null if it cannot be said
 * @param problem why not
 */
record Row(long line, @Nullable CacheSet event, String problem) {
  static Row good(long line, CacheSet event) {
    return new Row(line, event, "");
  }

  static Row bad(long line, String problem) {
    return new Row(line, null, problem);
  }
}
