package momento.eventbridge.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheSet;
import momento.eventbridge.DeadLetter;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.MomentoEventException;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.deadletters.DeadLetterQueue;
import momento.eventbridge.deadletters.QueuedLetter;
import momento.eventbridge.deadletters.Redrive;
import momento.eventbridge.deadletters.RedriveOutcome;
import momento.eventbridge.deadletters.RedriveOutcome.Published;
import momento.eventbridge.deadletters.RedriveResult;
import momento.eventbridge.deadletters.RedriveResult.Ending;
import momento.eventbridge.local.LocalMomentoStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Dead letters in the SQS of LocalStack, sent back to the EventBridge of LocalStack, whose rule
 * puts what arrives into another queue. Every test has queues, bus and rule of its own.
 */
@RunsAgainst(Counterpart.LOCALSTACK)
class DeadLetterQueueIT {
  private static final Map<String, String> CACHE_NOT_FOUND =
      Map.of(
          "RULE_ARN", "arn:aws:events:us-east-1:000000000000:rule/momento",
          "TARGET_ARN", "arn:aws:events:us-east-1:000000000000:api-destination/momento/1",
          "ERROR_CODE", "SDK_CLIENT_ERROR",
          "ERROR_MESSAGE", "Unable to invoke ApiDestination endpoint: 404",
          "RETRY_ATTEMPTS", "0");

  private final RunningCounterpart localStack = RunningCounterpart.of(Counterpart.LOCALSTACK);
  private final String unique = "dead-letters-" + UUID.randomUUID();
  private SqsClient sqs;
  private EventBridgeClient events;
  private MomentoEventPublisher publisher;
  private String deadLetters;
  private String arrivals;

  @BeforeEach
  void start() {
    sqs = localStack.sqs();
    events = localStack.eventBridge();
    deadLetters = createQueue(unique);
    arrivals = createQueue(unique + "-arrivals");
    events.createEventBus(request -> request.name(unique));
    events.putRule(
        request ->
            request
                .name(unique)
                .eventBusName(unique)
                .eventPattern("{\"detail-type\":[\"cacheDelete\"]}"));
    events.putTargets(
        request ->
            request
                .rule(unique)
                .eventBusName(unique)
                .targets(
                    Target.builder()
                        .id("arrivals")
                        .arn(attribute(arrivals, QueueAttributeName.QUEUE_ARN))
                        .build()));
    publisher = MomentoEventPublisher.builder().client(events).eventBusName(unique).build();
  }

  @AfterEach
  void stop() {
    publisher.close();
    events.removeTargets(request -> request.rule(unique).eventBusName(unique).ids("arrivals"));
    events.deleteRule(request -> request.name(unique).eventBusName(unique));
    events.deleteEventBus(request -> request.name(unique));
    sqs.deleteQueue(request -> request.queueUrl(deadLetters));
    sqs.deleteQueue(request -> request.queueUrl(arrivals));
    sqs.close();
    events.close();
  }

  private String createQueue(String name) {
    return sqs.createQueue(request -> request.queueName(name)).queueUrl();
  }

  private String attribute(String queueUrl, QueueAttributeName name) {
    return Objects.requireNonNull(
        sqs.getQueueAttributes(request -> request.queueUrl(queueUrl).attributeNames(name))
            .attributes()
            .get(name));
  }

  private DeadLetterQueue.Builder queue() {
    return DeadLetterQueue.builder().queueUrl(deadLetters).client(sqs);
  }

  private static MomentoEvent event(int number) {
    return CacheDelete.of("my-cache", "key-" + number);
  }

  private void sendLetters(int letters) {
    for (int i = 0; i < letters; i++) {
      sendLetter("cacheDelete", event(i).toDetail());
    }
  }

  private void sendLetter(String detailType, String detail) {
    send(
        envelope(UUID.randomUUID().toString(), detailType, "shop", "2026-11-24T11:00:00Z", detail));
  }

  private static String envelope(
      String id, String detailType, String source, String time, String detail) {
    return """
    {"version":"0","id":"%s","detail-type":"%s","source":"%s","account":"000000000000",
    "time":"%s","region":"us-east-1","resources":["order/7"],"detail":%s}\
    """
        .formatted(id, detailType, source, time, detail);
  }

  /** The stack keeps its queue for itself, so its letter is written down again. */
  private void sendAgain(DeadLetter letter) {
    send(
        envelope(
            letter.eventId(),
            letter.detailType(),
            letter.source(),
            letter.time().toString(),
            letter.event().toDetail()),
        Map.of(
            "RULE_ARN", letter.ruleArn().orElseThrow(),
            "TARGET_ARN", letter.targetArn().orElseThrow(),
            "ERROR_CODE", letter.errorCode().orElseThrow(),
            "ERROR_MESSAGE", letter.errorMessage().orElseThrow(),
            "RETRY_ATTEMPTS", String.valueOf(letter.attempts().orElseThrow() - 1)));
  }

  private void send(String body) {
    send(body, CACHE_NOT_FOUND);
  }

  private void send(String body, Map<String, String> texts) {
    Map<String, MessageAttributeValue> attributes = new HashMap<>();
    texts.forEach(
        (name, value) ->
            attributes.put(
                name,
                MessageAttributeValue.builder().dataType("String").stringValue(value).build()));
    sqs.sendMessage(
        request -> request.queueUrl(deadLetters).messageBody(body).messageAttributes(attributes));
  }

  private int count(QueueAttributeName state) {
    return Integer.parseInt(attribute(deadLetters, state));
  }

  private int visible() {
    return count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
  }

  private int hidden() {
    return count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
  }

  /** The envelopes that the rule delivered, as many as are expected and what else is there. */
  private List<String> arrived(int expected) {
    List<String> bodies = new ArrayList<>();
    List<Message> received;
    do {
      received =
          sqs.receiveMessage(
                  request -> request.queueUrl(arrivals).maxNumberOfMessages(10).waitTimeSeconds(1))
              .messages();
      received.forEach(message -> bodies.add(message.body()));
    } while (!received.isEmpty() || bodies.size() < expected);
    return bodies;
  }

  @Test
  void showsLettersAndTakesNothingAway() {
    sendLetters(23);

    try (DeadLetterQueue queue = queue().build()) {
      List<QueuedLetter> letters = queue.peek(1_000);

      assertThat(letters).hasSize(23).allMatch(letter -> letter.problem().isEmpty());
      QueuedLetter letter = letters.get(0);
      assertThat(letter.sentAt().orElseThrow()).isBeforeOrEqualTo(Instant.now());
      assertThat(letter.deadLetter().errorCode()).contains("SDK_CLIENT_ERROR");
      assertThat(letter.deadLetter().errorMessage()).contains(CACHE_NOT_FOUND.get("ERROR_MESSAGE"));
      assertThat(letter.deadLetter().attempts()).contains(1);
    }
    assertThat(visible()).isEqualTo(23);
    assertThat(hidden()).isZero();
  }

  @Test
  void publishesWhatCanBeAndLeavesTheRestForOthers() {
    sendLetters(23);
    sendLetter("cacheDelete", "{\"cacheName\":\"my-cache\"}");
    send("no event at all");
    List<RedriveOutcome> outcomes = new ArrayList<>();

    try (DeadLetterQueue queue = queue().build()) {
      RedriveResult result =
          queue.redrive(publisher, letter -> Redrive.publish(letter.event()), outcomes::add);

      assertThat(result).isEqualTo(new RedriveResult(23, 0, 0, 2, 0, Ending.ALL_SEEN));
    }
    assertThat(visible()).isEqualTo(2);
    assertThat(hidden()).isZero();
    assertThat(outcomes).hasSize(25);
    assertThat(outcomes)
        .filteredOn(Published.class::isInstance)
        .extracting(outcome -> ((Published) outcome).eventId())
        .hasSize(23)
        .doesNotHaveDuplicates();
    assertThat(arrived(23))
        .hasSize(23)
        .allMatch(envelope -> envelope.contains("\"source\":\"shop\""))
        .allMatch(envelope -> envelope.contains("2026-11-24T11:00:00Z"))
        .allMatch(envelope -> envelope.contains("order/7"));

    try (DeadLetterQueue queue = queue().build()) {
      assertThat(queue.redrive(publisher, letter -> Redrive.discard()).discarded()).isEqualTo(2);
    }
    assertThat(visible() + hidden()).isZero();
  }

  @Test
  void publishesTheCallersChange() {
    sendLetters(3);

    try (DeadLetterQueue queue = queue().build()) {
      queue.redrive(
          publisher,
          letter ->
              Redrive.publish(
                  new CacheDelete("other-cache", ((CacheDelete) letter.event()).key()),
                  EventAttributes.none()));
    }

    assertThat(arrived(3)).hasSize(3).allMatch(envelope -> envelope.contains("other-cache"));
  }

  /**
   * The local stack makes the letters, SQS keeps what they say, and the local stack gets the events
   * back.
   */
  @Test
  void bringsBackWhatTheLocalStackCouldNotDeliver() throws InterruptedException {
    try (LocalMomentoStack stack = LocalMomentoStack.builder().caches("my-cache").start();
        DeadLetterQueue queue = queue().build()) {
      for (int i = 0; i < 15; i++) {
        stack.publisher().cacheSet("my-cash", "key-" + i, "value " + i, Duration.ofMinutes(5));
      }
      stack.awaitIdle();
      List<DeadLetter> letters = stack.takeDeadLetters();
      assertThat(letters).hasSize(15);
      letters.forEach(this::sendAgain);
      Map<String, String> reasons = new HashMap<>();

      RedriveResult result =
          queue.redrive(
              stack.publisher(),
              letter -> {
                DeadLetter dead = letter.deadLetter();
                reasons.put(dead.eventId(), dead.errorMessage().orElse(""));
                CacheSet lost = (CacheSet) letter.event();
                return Redrive.publish(
                    new CacheSet("my-cache", lost.key(), lost.message(), lost.ttl()));
              });
      stack.awaitIdle();

      assertThat(result.published()).isEqualTo(15);
      assertThat(reasons.keySet())
          .containsExactlyInAnyOrderElementsOf(letters.stream().map(DeadLetter::eventId).toList());
      assertThat(reasons.values()).allMatch(reason -> reason.endsWith("HTTP status 404."));
      assertThat(stack.size("my-cache")).isEqualTo(15);
      assertThat(stack.get("my-cache", "key-7").orElseThrow().text()).isEqualTo("value 7");
      assertThat(visible() + hidden()).isZero();
    }
  }

  @Test
  void leavesAllIfTheBusIsOutOfReach() {
    sendLetters(12);
    // Nothing listens on port 1.
    EventBridgeClient nowhere =
        EventBridgeClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:1"))
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build();
    try (MomentoEventPublisher stranded =
            MomentoEventPublisher.builder()
                .client(nowhere)
                .deliveryTimeout(Duration.ofSeconds(1))
                .build();
        DeadLetterQueue queue = queue().build()) {
      RedriveResult result = queue.redrive(stranded);

      assertThat(result.ending()).isEqualTo(Ending.NONE_ACCEPTED);
      assertThat(result.published()).isZero();
    } finally {
      nowhere.close();
    }
    assertThat(visible()).isEqualTo(12);
    assertThat(hidden()).isZero();
  }

  @Test
  void anInterruptedRunDeletesWhatWasAcceptedAndGivesBackTheRest() {
    sendLetters(25);

    try (DeadLetterQueue queue = queue().build()) {
      RedriveResult result =
          queue.redrive(
              publisher,
              letter -> Redrive.publish(letter.event()),
              outcome -> Thread.currentThread().interrupt());

      assertThat(Thread.interrupted()).isTrue();
      assertThat(result.ending()).isEqualTo(Ending.INTERRUPTED);
      assertThat(result.published()).isBetween(1L, 10L);
      assertThat(visible()).isEqualTo(25 - (int) result.published());
      assertThat(hidden()).isZero();
    }
  }

  @Test
  void anInterruptBeforePublishingLeavesTheBatch() {
    sendLetters(5);

    try (DeadLetterQueue queue = queue().build()) {
      RedriveResult result =
          queue.redrive(
              publisher,
              letter -> {
                Thread.currentThread().interrupt();
                return Redrive.publish(letter.event());
              });

      assertThat(Thread.interrupted()).isTrue();
      assertThat(result.ending()).isEqualTo(Ending.INTERRUPTED);
      assertThat(result.published()).isZero();
    }
    assertThat(visible()).isEqualTo(5);
    assertThat(hidden()).isZero();
  }

  @Test
  void aRunThatIsKilledBeforeDeletingLosesNothing() {
    sendLetters(15);
    // Dies with its first delete: what it received is published, and nobody gives it back.
    try (DeadLetterQueue queue =
        DeadLetterQueue.builder()
            .queueUrl(deadLetters)
            .client(killedAt("deleteMessageBatch"))
            .visibilityTimeout(Duration.ofSeconds(1))
            .build()) {
      assertThatThrownBy(() -> queue.redrive(publisher)).isInstanceOf(Killed.class);
    }
    assertThat(visible() + hidden()).isEqualTo(15);

    long published = 0;
    try (DeadLetterQueue queue = queue().build()) {
      while (published < 15) { // what is hidden shows again by itself
        published += queue.redrive(publisher).published();
      }
    }

    assertThat(visible() + hidden()).isZero();
    List<String> arrived = arrived(16);
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < 15; i++) {
      String key = "\"key-" + i + "\"";
      if (arrived.stream().anyMatch(envelope -> envelope.contains(key))) {
        keys.add(key);
      }
    }
    assertThat(keys).hasSize(15);
    assertThat(arrived).as("at least once: the killed batch came twice").hasSizeBetween(16, 25);
  }

  @Test
  void saysWhatIsWrongWithAQueueThatIsNotThere() {
    try (DeadLetterQueue queue =
        DeadLetterQueue.builder().queueUrl(deadLetters + "-not-there").client(sqs).build()) {
      assertThatThrownBy(() -> queue.redrive(publisher))
          .isInstanceOf(MomentoEventException.class)
          .hasMessageContainingAll("QueueDoesNotExistException", "check the queue's URL");
    }
  }

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** The client of a process that dies with this call. */
  private SqsClient killedAt(String method) {
    return (SqsClient)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {SqsClient.class},
            (proxy, called, arguments) -> {
              if (called.getName().equals(method)) {
                throw new Killed();
              }
              try {
                return called.invoke(sqs, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
