package momento.eventbridge.samples.dynamodb;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheKey;
import momento.eventbridge.CacheSet;
import momento.eventbridge.MomentoEvent;

/**
 * What the stream's records do to the cache. An item of the table is one of the cache: its value is
 * the item as JSON; its key is the partition key, or, if the table has a sort key too, both as
 * JSON.
 */
final class TableChanges {
  private final String cacheName;
  private final Duration ttl;

  TableChanges(String cacheName, Duration ttl) {
    this.cacheName = cacheName;
    this.ttl = ttl;
  }

  /** One change for each record, of which only the last for each item is kept. */
  List<Change> lastOf(List<DynamodbStreamRecord> records) {
    return MomentoEvent.lastPerKey(records.stream().map(this::change).toList(), Change::event);
  }

  private Change change(DynamodbStreamRecord record) {
    return new Change(record.getEventID(), record.getDynamodb().getSequenceNumber(), event(record));
  }

  private MomentoEvent event(DynamodbStreamRecord record) {
    CacheKey key = cacheKey(record.getDynamodb().getKeys());
    return switch (record.getEventName()) {
      case "INSERT", "MODIFY" -> new CacheSet(cacheName, key, value(record), ttl);
      case "REMOVE" -> new CacheDelete(cacheName, key);
      default ->
          throw new IllegalArgumentException(
              "a record of an unknown kind: " + record.getEventName());
    };
  }

  private static String value(DynamodbStreamRecord record) {
    Map<String, AttributeValue> image = record.getDynamodb().getNewImage();
    if (image == null || image.isEmpty()) {
      throw new IllegalArgumentException(
          "the stream carries no new image of the item, its view type is "
              + record.getDynamodb().getStreamViewType()
              + ": set StreamViewType to NEW_IMAGE");
    }
    return ItemJson.of(image);
  }

  /** The key in the cache of the item with this key in the table. */
  static CacheKey cacheKey(Map<String, AttributeValue> keys) {
    if (keys.size() > 1) {
      return CacheKey.of(ItemJson.of(keys));
    }
    AttributeValue key = keys.values().iterator().next();
    if (key.getB() != null) {
      return CacheKey.ofBytes(ItemJson.bytes(key.getB()));
    }
    return CacheKey.of(key.getS() != null ? key.getS() : key.getN());
  }
}
