package momento.eventbridge.samples.dynamodb;

import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheSet;
import momento.eventbridge.MomentoEvent;

/**
 * A record of the stream, as what it does to the cache.
 *
 * @param eventId the record's id, unique in the stream
 * @param sequenceNumber the record's place in its shard
 * @param event what is published for it
 */
record Change(String eventId, String sequenceNumber, MomentoEvent event) {

  /**
   * For a value that no event can carry: an item that is not in the cache is read from the table.
   */
  Change asDelete() {
    CacheSet set = (CacheSet) event;
    return new Change(eventId, sequenceNumber, new CacheDelete(set.cacheName(), set.key()));
  }
}
