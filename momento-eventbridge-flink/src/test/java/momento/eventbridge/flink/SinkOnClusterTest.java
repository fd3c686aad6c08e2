package momento.eventbridge.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import momento.eventbridge.CacheSet;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.TopicPublish;
import momento.eventbridge.local.LocalMomentoStack;
import momento.eventbridge.local.StackCounts;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole path, from a stream to the cache, and what a user sees when something is wrong. */
class SinkOnClusterTest {
  private static final List<ErrorCode> REJECTED = new CopyOnWriteArrayList<>();

  private final LocalMomentoStack stack = LocalMomentoStack.builder().caches("c").start();

  @BeforeEach
  void forget() {
    REJECTED.clear();
  }

  @AfterEach
  void stop() {
    stack.close();
  }

  @Test
  void aStreamBecomesCacheItems() throws Exception {
    run(keys(1_000), sink());

    for (String key : keys(1_000)) {
      assertThat(stack.get("c", key).orElseThrow().text()).isEqualTo("value of " + key);
    }
    // Full requests of ten, but for the last one of each of the two subtasks.
    assertThat(stack.counts().requests()).isLessThan(115);
  }

  @Test
  void aStreamBecomesTopicMessages() throws Exception {
    List<String> texts = new ArrayList<>();
    try (var subscription = stack.subscribe("c", "news")) {
      StreamExecutionEnvironment environment = LocalCluster.environment(1);
      environment
          .fromData(keys(25))
          .sinkTo(
              options(
                      MomentoEventSink.<String>builder(
                          (text, context) -> TopicPublish.of("c", "news", text)))
                  .build());
      environment.execute();
      for (int i = 0; i < 25; i++) {
        texts.add(subscription.next().text());
      }
    }

    assertThat(texts).containsExactlyInAnyOrderElementsOf(keys(25));
  }

  @Test
  void throttlingLostConnectionsAndFailuresOfEntriesLoseNothing() throws Exception {
    stack.eventBridgeFaults().throttleNext(3);
    stack.eventBridgeFaults().dropNext(2);
    stack.eventBridgeFaults().dropAnswerNext(2);
    stack.eventBridgeFaults().answerNextWithEntries(3);
    stack.eventBridgeFaults().failNextEntries("InternalFailure", "Internal Service Failure", 12);

    // The question for the bus would use faults up.
    run(keys(1_000), sink().verifyEventBus(false));

    assertThat(stack.size("c")).isEqualTo(1_000);
    StackCounts counts = stack.counts();
    assertThat(counts.accepted()).isGreaterThanOrEqualTo(1_000);
  }

  @Test
  void anUnknownBusFailsTheJobAtItsStart() {
    assertThatException()
        .isThrownBy(() -> run(keys(10), sink().eventBusName("misspelt")))
        .satisfies(
            e -> assertThat(LocalCluster.messages(e)).contains("misspelt", "does not exist"));
    // Another subtask may have sent to nowhere before; a restart begins at the last checkpoint.
    assertThat(stack.size("c")).isZero();
  }

  @Test
  void missingRightsFailTheJob() {
    stack
        .eventBridgeFaults()
        .respondNext(400, "AccessDeniedException", "User is not authorized", 1_000);

    assertThatException()
        .isThrownBy(() -> run(keys(10), sink().verifyEventBus(false)))
        .satisfies(
            e ->
                assertThat(LocalCluster.messages(e))
                    .contains("AccessDeniedException", "allow events:PutEvents on the bus"));
  }

  @Test
  void aValueThatIsTooLargeFailsTheJobWithoutShowingIt() {
    assertThatException()
        .isThrownBy(() -> run(keys(10), sink("x".repeat(2_000)).maxRequestBytes(1_024)))
        .satisfies(
            e ->
                assertThat(LocalCluster.messages(e))
                    .contains("EventTooLargeException", "send a smaller message")
                    .doesNotContain("xxxxx"));
  }

  @Test
  void orGoesToTheHandlerAndTheRestArrives() throws Exception {
    List<String> keys = new ArrayList<>(keys(50));
    keys.add(""); // no key of an item

    run(keys, sink().rejectionHandler(rejection -> REJECTED.add(rejection.code())));

    assertThat(stack.size("c")).isEqualTo(50);
    assertThat(REJECTED).containsExactly(ErrorCode.INVALID_EVENT);
  }

  private void run(List<String> keys, MomentoEventSink.Builder<String> sink) throws Exception {
    StreamExecutionEnvironment environment = LocalCluster.environment(2);
    environment
        .fromData(keys)
        .map(key -> key)
        .returns(String.class)
        .keyBy(key -> key)
        .sinkTo(sink.build());
    environment.execute();
    stack.awaitIdle();
  }

  private MomentoEventSink.Builder<String> sink() {
    return sink("value of ");
  }

  private MomentoEventSink.Builder<String> sink(String value) {
    return options(
        MomentoEventSink.<String>builder(
            (key, context) -> CacheSet.of("c", key, value + key, Duration.ofMinutes(5))));
  }

  private MomentoEventSink.Builder<String> options(MomentoEventSink.Builder<String> sink) {
    return sink.region("us-east-1")
        .endpoint(stack.eventBridgeEndpoint())
        .credentials("id", "secret")
        .requestTimeout(Duration.ofSeconds(5));
  }

  private static List<String> keys(int count) {
    return IntStream.range(0, count).mapToObj(i -> "key-" + i).toList();
  }
}
