package momento.eventbridge.samples.dynamodb;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** A table of orders with its stream, in DynamoDB Local, AWS's own, in this process. */
final class OrdersTable implements AutoCloseable {
  private static final String NAME = "orders";
  private static final int ORDERS = 120;

  /** The argument switches off the telemetry that it would send to AWS. */
  private final AmazonDynamoDBLocal database = DynamoDBEmbedded.create(true);

  private final DynamoDbClient client = database.dynamoDbClient();
  private final DynamoDbStreamsClient streams = database.dynamoDbStreamsClient();
  private final String streamArn;

  /** Where reading goes on in each shard; null after its end. */
  private final Map<String, @Nullable String> iterators = new HashMap<>();

  private int written;

  OrdersTable() {
    streamArn =
        client
            .createTable(
                table ->
                    table
                        .tableName(NAME)
                        .attributeDefinitions(
                            AttributeDefinition.builder()
                                .attributeName("id")
                                .attributeType(ScalarAttributeType.S)
                                .build())
                        .keySchema(
                            KeySchemaElement.builder()
                                .attributeName("id")
                                .keyType(KeyType.HASH)
                                .build())
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .streamSpecification(
                            StreamSpecification.builder()
                                .streamEnabled(true)
                                .streamViewType(StreamViewType.NEW_IMAGE)
                                .build()))
            .tableDescription()
            .latestStreamArn();
  }

  /** Inserts, updates or deletes an order of {@value #ORDERS}; each call changes the table. */
  void change(Random random) {
    Map<String, AttributeValue> key = Map.of("id", text("order " + random.nextInt(ORDERS)));
    boolean exists = client.getItem(get -> get.tableName(NAME).key(key)).hasItem();
    written++;
    if (!exists) {
      client.putItem(put -> put.tableName(NAME).item(order(key, random)));
    } else if (random.nextInt(3) == 0) {
      client.deleteItem(delete -> delete.tableName(NAME).key(key));
    } else {
      client.updateItem(
          update ->
              update
                  .tableName(NAME)
                  .key(key)
                  .updateExpression("SET version = :version, note = :note")
                  .expressionAttributeValues(
                      Map.of(":version", number(written), ":note", text(note(random)))));
    }
  }

  /** Every type that an attribute can have. */
  private Map<String, AttributeValue> order(Map<String, AttributeValue> key, Random random) {
    Map<String, AttributeValue> order = new HashMap<>(key);
    order.put("version", number(written));
    order.put("note", text(note(random)));
    order.put("paid", AttributeValue.fromBool(random.nextBoolean()));
    order.put("coupon", AttributeValue.fromNul(true));
    order.put("price", AttributeValue.fromN("12345678901234567890.12345678901234567"));
    order.put("signature", AttributeValue.fromB(bytes("s" + random.nextInt(10))));
    order.put("lines", AttributeValue.fromL(List.of(text("shoes"), number(random.nextInt(9)))));
    order.put("address", AttributeValue.fromM(Map.of("city", text("Zürich"))));
    order.put("tags", AttributeValue.fromSs(List.of("new", "big", "a\"b")));
    order.put("sizes", AttributeValue.fromNs(List.of("42", "7.5")));
    order.put("scans", AttributeValue.fromBs(List.of(bytes("x"), bytes("y"))));
    return order;
  }

  /** What JSON, HTTP and log lines stumble over. */
  private static String note(Random random) {
    return List.of("plain", "\"quoted\"", "two\nlines", "naïve 👟", "<b>&amp;</b>", "a\\b")
        .get(random.nextInt(6));
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  private static AttributeValue number(int number) {
    return AttributeValue.fromN(Integer.toString(number));
  }

  private static SdkBytes bytes(String text) {
    return SdkBytes.fromString(text, StandardCharsets.UTF_8);
  }

  /** The stream's records since the last call, as Lambda delivers them. */
  List<DynamodbStreamRecord> newRecords() {
    List<DynamodbStreamRecord> records = new ArrayList<>();
    for (Shard shard :
        streams.describeStream(d -> d.streamArn(streamArn)).streamDescription().shards()) {
      String iterator = iterators.computeIfAbsent(shard.shardId(), this::oldest);
      while (iterator != null) {
        String from = iterator;
        GetRecordsResponse read = streams.getRecords(get -> get.shardIterator(from));
        read.records().forEach(record -> records.add(LambdaRecord.of(record, streamArn)));
        iterator = read.nextShardIterator();
        iterators.put(shard.shardId(), iterator);
        if (read.records().isEmpty()) {
          break;
        }
      }
    }
    return records;
  }

  private String oldest(String shardId) {
    return streams
        .getShardIterator(
            get ->
                get.streamArn(streamArn)
                    .shardId(shardId)
                    .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
        .shardIterator();
  }

  /** The table's content by key, as JSON that AWS's own document class makes of it. */
  Map<String, String> items() {
    Map<String, String> items = new HashMap<>();
    for (Map<String, AttributeValue> item :
        client.scanPaginator(scan -> scan.tableName(NAME).consistentRead(true)).items()) {
      EnhancedDocument document = EnhancedDocument.fromAttributeValueMap(item);
      items.put(document.getString("id"), document.toJson());
    }
    return items;
  }

  /** Every key that an order can have. */
  static List<String> everyKey() {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < ORDERS; i++) {
      keys.add("order " + i);
    }
    return keys;
  }

  @Override
  public void close() {
    client.close();
    streams.close();
    database.shutdown();
  }
}
