package momento.eventbridge.samples.dynamodb;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A stream's record as a pipe sends it, in the class in which Lambda delivers it. */
final class PipeRecord {
  private PipeRecord() {}

  static DynamodbStreamRecord read(Map<String, Object> json) {
    Map<?, ?> dynamodb = (Map<?, ?>) Objects.requireNonNull(json.get("dynamodb"));
    StreamRecord change =
        new StreamRecord()
            .withKeys(attributes(dynamodb.get("Keys")))
            .withNewImage(attributes(dynamodb.get("NewImage")))
            .withSequenceNumber((String) dynamodb.get("SequenceNumber"));
    DynamodbStreamRecord record = new DynamodbStreamRecord();
    record.setEventID((String) json.get("eventID"));
    record.setEventName((String) json.get("eventName"));
    record.setDynamodb(change);
    return record;
  }

  private static Map<String, AttributeValue> attributes(@Nullable Object json) {
    Map<String, AttributeValue> attributes = new HashMap<>();
    if (json instanceof Map<?, ?> map) {
      map.forEach((name, value) -> attributes.put((String) name, attribute((Map<?, ?>) value)));
    }
    return attributes;
  }

  /** DynamoDB's own JSON: an object whose only field is the type. */
  private static AttributeValue attribute(Map<?, ?> json) {
    Map.Entry<?, ?> typed = json.entrySet().iterator().next();
    Object value = typed.getValue();
    AttributeValue attribute = new AttributeValue();
    return switch ((String) typed.getKey()) {
      case "S" -> attribute.withS((String) value);
      case "N" -> attribute.withN((String) value);
      case "B" -> attribute.withB(bytes(value));
      case "BOOL" -> attribute.withBOOL((Boolean) value);
      case "M" -> attribute.withM(attributes(value));
      case "L" ->
          attribute.withL(list(value).stream().map(one -> attribute((Map<?, ?>) one)).toList());
      case "SS" -> attribute.withSS(list(value).stream().map(String.class::cast).toList());
      case "NS" -> attribute.withNS(list(value).stream().map(String.class::cast).toList());
      case "BS" -> attribute.withBS(list(value).stream().map(PipeRecord::bytes).toList());
      default -> attribute.withNULL(true);
    };
  }

  private static List<?> list(Object value) {
    return (List<?>) value;
  }

  private static ByteBuffer bytes(Object base64) {
    return ByteBuffer.wrap(Base64.getDecoder().decode((String) base64));
  }
}
