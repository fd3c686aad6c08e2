package momento.eventbridge.samples.dynamodb;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** A stream's record as the SDK reads it, in the class in which Lambda delivers it. */
final class LambdaRecord {
  private LambdaRecord() {}

  static DynamodbStreamRecord of(Record record, String streamArn) {
    DynamodbStreamRecord lambda = new DynamodbStreamRecord();
    lambda.setEventID(record.eventID());
    lambda.setEventName(record.eventNameAsString());
    lambda.setEventVersion(record.eventVersion());
    lambda.setEventSource(record.eventSource());
    lambda.setAwsRegion(record.awsRegion());
    lambda.setEventSourceARN(streamArn);
    lambda.setDynamodb(
        new StreamRecord()
            .withApproximateCreationDateTime(
                Date.from(record.dynamodb().approximateCreationDateTime()))
            .withKeys(attributes(record.dynamodb().keys()))
            .withNewImage(attributes(record.dynamodb().newImage()))
            .withSequenceNumber(record.dynamodb().sequenceNumber())
            .withSizeBytes(record.dynamodb().sizeBytes())
            .withStreamViewType(
                StreamViewType.fromValue(record.dynamodb().streamViewTypeAsString())));
    return lambda;
  }

  static Map<String, AttributeValue> attributes(
      Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> attributes) {
    Map<String, AttributeValue> lambda = new HashMap<>();
    attributes.forEach((name, value) -> lambda.put(name, attribute(value)));
    return lambda;
  }

  private static AttributeValue attribute(
      software.amazon.awssdk.services.dynamodb.model.AttributeValue value) {
    AttributeValue lambda = new AttributeValue();
    return switch (value.type()) {
      case S -> lambda.withS(value.s());
      case N -> lambda.withN(value.n());
      case B -> lambda.withB(value.b().asByteBuffer());
      case BOOL -> lambda.withBOOL(value.bool());
      case NUL -> lambda.withNULL(true);
      case M -> lambda.withM(attributes(value.m()));
      case L -> lambda.withL(value.l().stream().map(LambdaRecord::attribute).toList());
      case SS -> lambda.withSS(value.ss());
      case NS -> lambda.withNS(value.ns());
      case BS -> lambda.withBS(value.bs().stream().map(SdkBytes::asByteBuffer).toList());
      case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException(value.toString());
    };
  }
}
