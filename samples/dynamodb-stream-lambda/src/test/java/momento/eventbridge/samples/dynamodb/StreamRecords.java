package momento.eventbridge.samples.dynamodb;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.util.List;
import java.util.Map;

/** Records of a table whose items have an id and a value. */
final class StreamRecords {
  private StreamRecords() {}

  static DynamodbEvent batch(DynamodbStreamRecord... records) {
    DynamodbEvent event = new DynamodbEvent();
    event.setRecords(List.of(records));
    return event;
  }

  static DynamodbStreamRecord modified(int number, String id, String value) {
    DynamodbStreamRecord record = record(number, "MODIFY", Map.of("id", text(id)));
    record.getDynamodb().setNewImage(Map.of("id", text(id), "value", text(value)));
    return record;
  }

  static DynamodbStreamRecord removed(int number, String id) {
    return record(number, "REMOVE", Map.of("id", text(id)));
  }

  static DynamodbStreamRecord record(int number, String name, Map<String, AttributeValue> keys) {
    DynamodbStreamRecord record = new DynamodbStreamRecord();
    record.setEventID("event-" + number);
    record.setEventName(name);
    record.setDynamodb(
        new StreamRecord().withKeys(keys).withSequenceNumber(Integer.toString(number)));
    return record;
  }

  static AttributeValue text(String text) {
    return new AttributeValue().withS(text);
  }
}
