package momento.eventbridge.samples.dynamodb;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Records that were accepted although Lambda will deliver them again, because one before them in
 * the batch failed. It lives as long as the function's instance: where the next delivery goes to
 * another one, they are published twice, which does no harm but costs.
 */
final class AcceptedBefore {
  /** As many as the largest batch of a stream has. */
  private static final int MOST = 10_000;

  private final Set<String> eventIds = new LinkedHashSet<>();

  /** Whether this one was; asking again answers no. */
  synchronized boolean remove(String eventId) {
    return eventIds.remove(eventId);
  }

  synchronized void add(Collection<String> ids) {
    eventIds.addAll(ids);
    Iterator<String> oldest = eventIds.iterator();
    for (int excess = eventIds.size() - MOST; excess > 0; excess--) {
      oldest.next();
      oldest.remove();
    }
  }
}
