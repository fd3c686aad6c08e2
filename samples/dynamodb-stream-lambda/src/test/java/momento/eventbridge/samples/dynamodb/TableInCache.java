package momento.eventbridge.samples.dynamodb;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import momento.eventbridge.local.EventBridgeFaults;
import momento.eventbridge.local.LocalMomentoStack;
import momento.eventbridge.local.StackCounts;

/**
 * The sample on this machine: random changes of a table in DynamoDB Local, its stream, the handler,
 * and the local stack, which fails now and then; at the end the cache has to hold what the table
 * holds.
 *
 * <p>Between two invocations the events on their way are waited for. Nothing on AWS does that:
 * there an older change of an item can arrive after a newer one of the next invocation.
 */
public final class TableInCache {
  private static final String CACHE = "my-cache";
  private static final int CHANGES = 1_000;
  private static final int BATCH_SIZE = 50;

  /** Keeps every digit. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private TableInCache() {}

  /**
   * Runs it; the exit code is 0 only if cache and table are equal.
   *
   * @param arguments none
   * @throws InterruptedException if it is interrupted
   */
  public static void main(String[] arguments) throws InterruptedException {
    // The rejections are on purpose here; what they lead to is counted.
    System.setProperty("org.slf4j.simpleLogger.log.momento.eventbridge", "error");
    if (!run(new Random(8), System.out)) {
      System.exit(1);
    }
  }

  static boolean run(Random random, PrintStream out) throws InterruptedException {
    try (OrdersTable table = new OrdersTable();
        LocalMomentoStack stack = LocalMomentoStack.builder().caches(CACHE).start()) {
      StreamHandler handler =
          new StreamHandler(stack.publisher(), new TableChanges(CACHE, Duration.ofHours(1)));
      EventSourceMapping mapping = new EventSourceMapping(handler, BATCH_SIZE);
      Map<String, Integer> kinds = new TreeMap<>();
      for (int changes = 0; changes < CHANGES || !mapping.isEmpty(); ) {
        int burst = Math.min(random.nextInt(1, 80), CHANGES - changes);
        for (int i = 0; i < burst; i++) {
          table.change(random);
        }
        changes += burst;
        List<DynamodbStreamRecord> records = table.newRecords();
        records.forEach(record -> kinds.merge(record.getEventName(), 1, Integer::sum));
        mapping.add(records);
        if (!mapping.isEmpty()) {
          fail(stack.eventBridgeFaults(), random);
          mapping.invoke();
          stack.eventBridgeFaults().clear();
          stack.awaitIdle();
        }
      }
      return report(table.items(), stack, mapping, kinds, out);
    }
  }

  /** Half of the invocations meet a fault: what passes is tried again inside, a refusal is not. */
  private static void fail(EventBridgeFaults faults, Random random) {
    switch (random.nextInt(8)) {
      case 0, 1 ->
          faults.failNextEntries("AccessDeniedException", "on purpose", random.nextInt(1, 6));
      case 2 -> faults.throttleNext(1);
      case 3 -> faults.dropAnswerNext(1);
      default -> {}
    }
  }

  private static boolean report(
      Map<String, String> expected,
      LocalMomentoStack stack,
      EventSourceMapping mapping,
      Map<String, Integer> kinds,
      PrintStream out) {
    Map<String, String> cached = new HashMap<>();
    for (String key : OrdersTable.everyKey()) {
      stack.get(CACHE, key).ifPresent(item -> cached.put(key, item.text()));
    }
    boolean equal = stack.size(CACHE) == cached.size() && values(cached).equals(values(expected));
    int records = kinds.values().stream().mapToInt(Integer::intValue).sum();
    StackCounts counts = stack.counts();
    print(out, "changes of the table", records, kinds.toString());
    print(
        out,
        "invocations",
        mapping.invocations,
        mapping.invocationsWithFailures
            + " of them with failures, "
            + mapping.failures
            + " records in all");
    print(out, "records delivered", mapping.deliveries, mapping.deliveries - records + " again");
    print(out, "events accepted", counts.accepted(), counts.requests() + " requests");
    print(out, "calls of Momento", counts.delivered(), counts.deadLettered() + " dead letters");
    print(out, "items in the table", expected.size(), "");
    print(
        out,
        "items in the cache",
        stack.size(CACHE),
        equal ? "the same ones" : "NOT the same ones");
    return equal;
  }

  /** JSON as a value; the order in a set means nothing. */
  private static Map<String, JsonNode> values(Map<String, String> texts) {
    Map<String, JsonNode> values = new HashMap<>();
    for (Map.Entry<String, String> text : texts.entrySet()) {
      ObjectNode value = parse(text.getValue());
      for (String set : List.of("tags", "sizes", "scans")) {
        List<JsonNode> elements = new ArrayList<>();
        value.path(set).forEach(elements::add);
        elements.sort(Comparator.comparing(JsonNode::asText));
        value.putArray(set).addAll(elements);
      }
      values.put(text.getKey(), value);
    }
    return values;
  }

  private static ObjectNode parse(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON", e);
    }
  }

  private static void print(PrintStream out, String what, long number, String note) {
    out.printf(Locale.ROOT, "%-22s %6d   %s%n", what, number, note);
  }
}
