package momento.eventbridge.samples.dynamodb;

import static momento.eventbridge.samples.dynamodb.StreamRecords.batch;
import static momento.eventbridge.samples.dynamodb.StreamRecords.modified;
import static momento.eventbridge.samples.dynamodb.StreamRecords.removed;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import momento.eventbridge.local.CachedItem;
import momento.eventbridge.local.LocalMomentoStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The package that is deployed, under Lambda's own runtime interface client. */
class LambdaRuntimeIT {
  private static final String ONE = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1";
  private static final String TWO = "Root=1-67891233-abcdef012345678912345678;Sampled=1";
  private static final Map<String, String> SNAP_START =
      Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");

  @TempDir static Path folder;
  private static Path task;

  private final LocalMomentoStack stack = LocalMomentoStack.builder().caches("my-cache").start();

  @BeforeAll
  static void unpack() {
    task = folder.resolve("task");
    FunctionProcess.unpack(Path.of(System.getProperty("function.package")), task);
  }

  @AfterEach
  void close() {
    stack.close();
  }

  private FunctionProcess start(Class<?> handler, Map<String, String> environment)
      throws IOException {
    return new FunctionProcess(task, handler, stack.eventBridgeEndpoint(), environment, List.of());
  }

  static String json(DynamodbEvent event) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    LambdaEventSerializers.serializerFor(
            DynamodbEvent.class, LambdaRuntimeIT.class.getClassLoader())
        .toJson(event, json);
    return json.toString(StandardCharsets.UTF_8);
  }

  @Test
  void recordsOfARealStreamReachTheCache() throws Exception {
    DynamodbEvent event = new DynamodbEvent();
    Map<String, String> items;
    try (OrdersTable table = new OrdersTable()) {
      Random random = new Random(1);
      for (int i = 0; i < 50; i++) {
        table.change(random);
      }
      event.setRecords(table.newRecords());
      items = table.items();
    }
    try (FunctionProcess function = start(StreamHandler.class, Map.of())) {
      RuntimeApi.Reply reply = function.api().invoke(json(event), ONE);

      assertThat(reply.call()).as(reply.body()).isEqualTo("response");
      assertThat(reply.body()).isEqualTo("{\"batchItemFailures\":[]}");
      stack.awaitIdle();
      assertThat(stack.size("my-cache")).isEqualTo(items.size()).isGreaterThan(20);
      assertThat(items.keySet())
          .allSatisfy(
              key ->
                  assertThat(stack.get("my-cache", key).map(CachedItem::text))
                      .hasValueSatisfying(text -> assertThat(text).contains(key)));
    }
  }

  @Test
  void aRejectedRecordIsReportedAsLambdaReadsIt() throws Exception {
    stack.eventBridgeFaults().failEntriesOfNextRequest("AccessDeniedException", "on purpose", 1);
    try (FunctionProcess function = start(StreamHandler.class, Map.of())) {
      String event = json(batch(modified(1, "a", "1"), modified(2, "b", "1"), removed(3, "c")));

      assertThat(function.api().invoke(event, ONE).body())
          .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}");
      assertThat(function.api().invoke(event, ONE).body()).isEqualTo("{\"batchItemFailures\":[]}");
      // a, b and c; then a and b again: nothing says that Lambda left a out.
      assertThat(stack.counts().accepted()).isEqualTo(4);
    }
  }

  @Test
  void eachInvocationsTraceGoesOnInItsEvents() throws Exception {
    Queue<String> headers = new ConcurrentLinkedQueue<>();
    stack
        .eventBridgeFaults()
        .failEntriesWhere(
            "InternalFailure",
            "never",
            entry -> {
              headers.add(String.valueOf(entry.traceHeader()));
              return false;
            });
    try (FunctionProcess function = start(StreamHandler.class, Map.of())) {
      assertThat(function.api().invoke(json(batch(modified(1, "a", "1"))), ONE).call())
          .isEqualTo("response");
      assertThat(function.api().invoke(json(batch(modified(2, "a", "2"))), TWO).call())
          .isEqualTo("response");

      assertThat(headers).containsExactly(ONE, TWO);
    }
  }

  @Test
  void aSnapshotIsPrimedWithoutAnEvent() throws Exception {
    try (FunctionProcess function = start(StreamHandler.class, SNAP_START)) {
      function.api().awaitSnapshot();
      assertThat(stack.counts().requests()).as("DescribeEventBus").isEqualTo(1);
      assertThat(stack.counts().accepted()).isZero();

      function.api().restore();

      assertThat(function.api().invoke(json(batch(modified(1, "a", "1"))), ONE).body())
          .isEqualTo("{\"batchItemFailures\":[]}");
    }
  }

  @Test
  void aBusThatDoesNotExistFailsTheSnapshotAndSoTheDeployment() throws Exception {
    try (FunctionProcess function =
        start(
            StreamHandler.class,
            Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start", "EVENT_BUS_NAME", "misspelt"))) {
      assertThat(function.api().awaitInitError()).contains("CheckpointException");
      assertThat(function.log()).contains("EventBusNotFoundException").contains("misspelt");
    }
  }

  @Test
  void aWrongSettingFailsTheStart() throws Exception {
    try (FunctionProcess function = start(StreamHandler.class, Map.of("CACHE_TTL_SECONDS", "1h"))) {
      assertThat(function.api().awaitInitError()).contains("CACHE_TTL_SECONDS is '1h'");
    }
  }

  @Test
  void thePipesEnrichmentReadsRecordsAndReturnsObjects() throws Exception {
    try (FunctionProcess function = start(PipeHandler.class, Map.of())) {
      RuntimeApi.Reply reply =
          function
              .api()
              .invoke(
                  "[{\"eventID\":\"1\",\"eventName\":\"REMOVE\",\"dynamodb\":{\"SequenceNumber\":\"1\","
                      + "\"Keys\":{\"id\":{\"S\":\"a\"}}}}]",
                  ONE);

      assertThat(reply.body())
          .contains("\"detailType\":\"cacheDelete\"")
          .contains("\"detail\":{\"cacheName\":\"my-cache\",\"key\":\"a\"}");
    }
  }
}
