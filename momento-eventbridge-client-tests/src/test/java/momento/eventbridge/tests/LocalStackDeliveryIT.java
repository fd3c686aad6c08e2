package momento.eventbridge.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheSet;
import momento.eventbridge.DetailType;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.EventBusNotFoundException;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublishResult;
import momento.eventbridge.TopicPublish;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What our publishers send, through the shipped stack as CloudFormation deployed it. */
@RunsAgainst(Counterpart.LOCALSTACK)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalStackDeliveryIT {
  private static final String TOKEN = "token.of-the_stack~1+/=";
  private static final Duration TTL = Duration.ofMinutes(5);

  private final RunningCounterpart localStack = RunningCounterpart.of(Counterpart.LOCALSTACK);
  private final CloudFormationClient cloudFormation = localStack.cloudFormation();
  private final EventBridgeClient eventBridge = localStack.eventBridge();
  private final SqsClient sqs = localStack.sqs();
  private final HttpRecorder momento = new HttpRecorder();
  // A bus of its own, because LocalStack keeps the rules of a custom bus when their stack is gone.
  private final String bus = "bus-" + UUID.randomUUID();
  private final MomentoEventPublisher publisher = publisher(bus);
  private @Nullable WitnessQueue witness;

  @BeforeAll
  void deploy() {
    eventBridge.createEventBus(request -> request.name(bus));
    deploy(bus, Map.of());
    witness = WitnessQueue.attach(sqs, eventBridge, bus);
  }

  @BeforeEach
  void forget() {
    momento.clear();
  }

  @AfterAll
  void close() {
    publisher.close();
    momento.close();
    sqs.close();
    eventBridge.close();
    cloudFormation.close();
  }

  @Test
  void aCacheSetIsPutWithTokenAndMessage() {
    publisher.cacheSet("my-cache", "test-key", "hello world!", TTL);

    RecordedRequest request = momento.awaitOne();
    assertThat(request.method()).isEqualTo("PUT");
    assertThat(request.path()).startsWith("/cache/");
    assertThat(request.parameters()).containsOnlyKeys("key", "key_base64", "ttl_seconds");
    assertThat(request.header("Authorization")).isEqualTo(TOKEN);
    // The template asks for text/plain, which LocalStack does not let win over its own.
    assertThat(request.header("Content-Type")).startsWith("application/json");
    assertThat(request.json().textValue()).isEqualTo("hello world!");
  }

  @Test
  void aCacheDeleteIsADeleteWithoutTheEvent() {
    publisher.cacheDelete("my-cache", "test-key");

    RecordedRequest request = momento.awaitOne();
    assertThat(request.method()).isEqualTo("DELETE");
    assertThat(request.path()).startsWith("/cache/");
    assertThat(request.parameters()).containsOnlyKeys("key", "key_base64");
    assertThat(request.header("Authorization")).isEqualTo(TOKEN);
    assertThat(request.json()).isEqualTo(Json.read("{\"detail-type\":\"cacheDelete\"}"));
  }

  @Test
  void aTopicPublishIsPostedWithTokenAndMessage() {
    publisher.topicPublish("my-cache", "news", "hello \"world\"\n\u2028 \uD83D\uDE00");

    RecordedRequest request = momento.awaitOne();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).startsWith("/topics/");
    assertThat(request.query()).isEmpty();
    assertThat(request.header("Authorization")).isEqualTo(TOKEN);
    assertThat(request.header("Content-Type")).startsWith("application/json");
    assertThat(request.json().textValue()).isEqualTo("hello \"world\"\n\u2028 \uD83D\uDE00");
  }

  @Test
  void moreThanARequestHoldsArrivesWholeAndOnce() {
    List<MomentoEvent> events = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      events.add(CacheSet.of("my-cache", "key-" + i, "message-" + i, TTL));
    }

    PublishResult result = publisher.publishAll(events);

    assertThat(result.allAccepted()).isTrue();
    witness().await(ids(result));
    assertThat(momento.requests())
        .extracting(request -> request.json().textValue())
        .containsExactlyInAnyOrderElementsOf(
            events.stream().map(event -> ((CacheSet) event).message()).toList());
  }

  @Test
  void anEventOfAnotherTypeIsNotForMomento() {
    PutEventsRequestEntry stray =
        PutEventsRequestEntry.builder()
            .eventBusName(bus)
            .source("demo")
            .detailType("cacheSett")
            .detail("{\"cacheName\":\"my-cache\",\"key\":\"k\",\"message\":\"m\",\"ttl\":300}")
            .build();

    String id = eventBridge.putEvents(request -> request.entries(stray)).entries().get(0).eventId();

    witness().await(List.of(id));
    assertThat(momento.requests()).isEmpty();
  }

  /**
   * LocalStack drops the event before it answers, so of an event that it did not drop there would
   * be a sign as soon as the next one has arrived.
   */
  @Test
  void anUnknownBusTakesEventsAndDropsThem() {
    try (MomentoEventPublisher astray = publisher("no-" + bus)) {
      String lost = astray.cacheSet("my-cache", "test-key", "lost", TTL);
      String next = publisher.topicPublish("my-cache", "news", "next");

      assertThat(lost).isNotEmpty();
      assertThat(witness().await(List.of(next))).doesNotContainKey(lost);
      assertThat(momento.awaitOne().json().textValue()).isEqualTo("next");
      assertThatExceptionOfType(EventBusNotFoundException.class)
          .isThrownBy(astray::verifyEventBus)
          .withMessageContaining("no-" + bus);
    }
  }

  @Test
  void aKnownBusIsVerifiedByNameAndByArn() {
    String arn = eventBridge.describeEventBus(request -> request.name(bus)).arn();

    assertThatNoException().isThrownBy(publisher::verifyEventBus);
    try (MomentoEventPublisher byArn = publisher(arn)) {
      assertThatNoException().isThrownBy(byArn::verifyEventBus);
      byArn.cacheSet("my-cache", "test-key", "by ARN", TTL);
    }
    assertThat(momento.awaitOne().json().textValue()).isEqualTo("by ARN");
  }

  /** LocalStack cannot update or delete such a stack: Fn::Join over a list fails there. */
  @Test
  void aStackForGivenSourcesIgnoresOthers() {
    String sourceBus = "bus-" + UUID.randomUUID();
    eventBridge.createEventBus(request -> request.name(sourceBus));
    deploy(sourceBus, Map.of("EventSources", "shop,stock"));
    WitnessQueue sourceWitness = WitnessQueue.attach(sqs, eventBridge, sourceBus);
    List<String> ids = new ArrayList<>();

    try (MomentoEventPublisher atSources = publisher(sourceBus)) {
      for (String source : List.of("shop", "other", "stock")) {
        ids.add(
            atSources.publish(
                TopicPublish.of("my-cache", "news", "from " + source),
                EventAttributes.builder().source(source).build()));
      }
    }

    sourceWitness.await(ids);
    assertThat(momento.requests())
        .extracting(request -> request.json().textValue())
        .containsExactlyInAnyOrder("from shop", "from stock");
  }

  @Test
  void anotherTargetSeesTheWholeEnvelopeAndOurIds() {
    EventAttributes attributes =
        EventAttributes.builder()
            .source("envelope.test")
            .time(Instant.parse("2026-11-24T01:02:03Z"))
            .resources(List.of("arn:aws:s3:::a-bucket", "anything at all"))
            .build();
    CacheSet set = CacheSet.of("my-cache", "a key with \"quotes\"", "hello \"world\"", TTL);
    CacheDelete delete = CacheDelete.of("my-cache", "test-key");
    TopicPublish publish = TopicPublish.of("my-cache", "news", "\uD83D\uDE00");

    PublishResult result = publisher.publishAll(List.of(set, delete, publish), attributes);

    List<String> ids = ids(result);
    assertThat(ids).doesNotHaveDuplicates().hasSize(3);
    Map<String, JsonNode> envelopes = witness().await(ids);
    for (int i = 0; i < 3; i++) {
      MomentoEvent event = result.outcomes().get(i).event();
      JsonNode envelope = envelopes.getOrDefault(ids.get(i), MissingNode.getInstance());
      assertThat(envelope.path("version").textValue()).isEqualTo("0");
      assertThat(envelope.path("source").textValue()).isEqualTo("envelope.test");
      assertThat(envelope.path("time").textValue()).isEqualTo("2026-11-24T01:02:03Z");
      assertThat(envelope.path("region").textValue()).isEqualTo(RunningCounterpart.REGION.id());
      assertThat(envelope.path("account").textValue()).matches("[0-9]{12}");
      assertThat(envelope.path("resources"))
          .isEqualTo(Json.read("[\"arn:aws:s3:::a-bucket\",\"anything at all\"]"));
      assertThat(envelope.path("detail-type").textValue()).isEqualTo(event.detailType().value());
      assertThat(envelope.path("detail")).isEqualTo(detail(event.detailType()));
    }
    assertThat(momento.requests()).hasSize(3);
  }

  /** Written out by hand: this is what the contract says, whatever the encoder does. */
  private static JsonNode detail(DetailType type) {
    return switch (type) {
      case CACHE_SET ->
          Json.read(
              """
              {"cacheName":"my-cache","key_base64":"YSBrZXkgd2l0aCAicXVvdGVzIg",
               "message":"hello \\"world\\"","ttl":300}
              """);
      case CACHE_DELETE -> Json.read("{\"cacheName\":\"my-cache\",\"key\":\"test-key\"}");
      case TOPIC_PUBLISH ->
          Json.read(
              "{\"cacheName\":\"my-cache\",\"topicName\":\"news\",\"message\":\"\\uD83D\\uDE00\"}");
    };
  }

  private static List<String> ids(PublishResult result) {
    return result.outcomes().stream()
        .map(outcome -> ((PublishOutcome.Accepted) outcome).eventId())
        .toList();
  }

  private WitnessQueue witness() {
    return Objects.requireNonNull(witness, "witness");
  }

  private MomentoEventPublisher publisher(String busNameOrArn) {
    return MomentoEventPublisher.builder().client(eventBridge).eventBusName(busNameOrArn).build();
  }

  private void deploy(String onBus, Map<String, String> more) {
    Map<String, String> parameters = new LinkedHashMap<>(more);
    parameters.put("MomentoAuthToken", TOKEN);
    parameters.put("EventBusName", onBus);
    parameters.put("MomentoEndpoint", localStack.reachable(momento.uri()).toString());
    CloudFormationStack stack =
        CloudFormationStack.create(cloudFormation, "momento-" + UUID.randomUUID(), parameters);
    assertThat(stack.settle()).isEqualTo("CREATE_COMPLETE");
  }
}
