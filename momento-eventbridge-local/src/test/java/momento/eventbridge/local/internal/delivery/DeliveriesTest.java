package momento.eventbridge.local.internal.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.toList;
import static momento.eventbridge.local.Hop.Step.DEAD_LETTERED;
import static momento.eventbridge.local.Hop.Step.DELIVERED;
import static momento.eventbridge.local.Hop.Step.LOST;
import static momento.eventbridge.local.Hop.Step.RETRYING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import momento.eventbridge.local.Hop;
import momento.eventbridge.local.MessageBody;
import momento.eventbridge.local.internal.bus.Event;
import momento.eventbridge.local.internal.delivery.ScriptedDestination.Request;
import momento.eventbridge.local.internal.json.Json;
import momento.eventbridge.local.internal.time.StackTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Retries and dead letters over real HTTP; the sources are as in PutEventsConformanceTest. */
class DeliveriesTest {
  private static final String DETAIL = "{\"cacheName\":\"c\",\"message\":\"confidential\"}";

  private final ScriptedDestination destination = new ScriptedDestination();
  private final StackTime time = StackTime.skipping();
  private final Event event = Samples.event("e", DETAIL, time.instant());
  private DeliveriesFixture deliveries = new DeliveriesFixture(time);

  @AfterEach
  void close() {
    deliveries.close();
    destination.close();
  }

  @ParameterizedTest(name = "[A user guide] {0} is delivered")
  @ValueSource(ints = {200, 201, 204, 299})
  void delivered(int status) throws InterruptedException {
    destination.reply(status);
    submit();

    assertThat(deliveries.hops()).singleElement().hasToString("delivered e cacheSet c: " + status);
  }

  @ParameterizedTest(name = "[A user guide] {0} is retried")
  @ValueSource(ints = {401, 407, 409, 429, 500, 502, 503, 599})
  void retried(int status) throws InterruptedException {
    destination.reply(status);
    destination.reply(status);
    submit();

    assertThat(deliveries.steps()).containsExactly(RETRYING, RETRYING, DELIVERED);
    assertThat(destination.requests()).hasSize(3);
    assertThat(deliveries.queues().messages()).isEmpty();
  }

  @ParameterizedTest(name = "[A user guide] {0} is not retried")
  @ValueSource(ints = {301, 302, 307, 400, 403, 404, 410, 413, 422})
  void notRetried(int status) throws InterruptedException {
    destination.reply(status);
    submit();

    assertThat(deliveries.steps()).containsExactly(DEAD_LETTERED);
    assertThat(destination.requests()).hasSize(1);
  }

  @Test
  @DisplayName("[A user guide] the message attributes; [B] the body is the original event")
  void deadLetter() throws InterruptedException {
    destination.reply(404);
    submit();

    DeadLetterMessage message = deliveries.queues().messages().get(0);
    assertThat(message.body()).isEqualTo(event.json());
    assertThat(message.attributes())
        .containsExactly(
            entry("RULE_ARN", Samples.RULE_ARN),
            entry("TARGET_ARN", Samples.DESTINATION_ARN),
            entry("ERROR_CODE", "SDK_CLIENT_ERROR"),
            entry(
                "ERROR_MESSAGE",
                "Unable to invoke ApiDestination endpoint: API destination returned HTTP status"
                    + " 404."),
            entry("RETRY_ATTEMPTS", "0"));
    assertThat(message.toString()).doesNotContain("confidential");
    assertThat(deliveries.hops())
        .singleElement()
        .hasToString(
            "dead-lettered e cacheSet c: SDK_CLIENT_ERROR after 0 retries: API destination returned"
                + " HTTP status 404.");
    assertThat(deliveries.queues().take()).hasSize(1);
    assertThat(deliveries.queues().messages()).isEmpty();
  }

  @Test
  @DisplayName("[A model] at most 185 retries; 24 hours of them pass in an instant")
  void attemptsExhausted() throws InterruptedException {
    destination.alwaysReply(500);
    Instant before = time.instant();
    submit();

    assertThat(destination.requests()).hasSize(186);
    assertThat(deliveries.queues().messages().get(0).attributes())
        .containsEntry("RETRY_ATTEMPTS", "185")
        .containsEntry("EXHAUSTED_RETRY_CONDITION", "MaximumRetryAttempts");
    assertThat(Duration.between(before, time.instant()))
        .isBetween(Duration.ofHours(20), Duration.ofHours(24));
  }

  @Test
  @DisplayName("[A model] no retry after the event's maximum age")
  void ageExhausted() throws InterruptedException {
    destination.alwaysReply(503);
    deliveries.submit(event, target().retries(185, Duration.ofHours(1)).build());
    deliveries.awaitIdle();

    assertThat(deliveries.queues().messages().get(0).attributes())
        .containsEntry("EXHAUSTED_RETRY_CONDITION", "MaximumEventAgeInSeconds")
        .containsEntry("RETRY_ATTEMPTS", String.valueOf(destination.requests().size() - 1));
    assertThat(Duration.between(event.acceptedAt(), time.instant()))
        .isBetween(Duration.ofHours(1), Duration.ofMinutes(61));
  }

  @Test
  @DisplayName("[A model] a policy of no retries")
  void noRetries() throws InterruptedException {
    destination.alwaysReply(500);
    deliveries.submit(event, target().retries(0, Duration.ofHours(24)).build());
    deliveries.awaitIdle();

    assertThat(destination.requests()).hasSize(1);
    assertThat(deliveries.queues().messages().get(0).attributes())
        .containsEntry("RETRY_ATTEMPTS", "0")
        .containsEntry("EXHAUSTED_RETRY_CONDITION", "MaximumRetryAttempts");
  }

  @Test
  @DisplayName("[A user guide] Retry-After is honoured where it is longer than the back-off")
  void retryAfter() throws InterruptedException {
    destination.reply(429, "3600");
    Instant before = time.instant();
    submit();

    assertThat(deliveries.steps()).containsExactly(RETRYING, DELIVERED);
    assertThat(Duration.between(before, time.instant())).isGreaterThan(Duration.ofHours(1));
  }

  @Test
  @DisplayName("[A user guide] a negative Retry-After ends the retries")
  void negativeRetryAfter() throws InterruptedException {
    destination.reply(429, "-1");
    submit();

    assertThat(deliveries.steps()).containsExactly(DEAD_LETTERED);
    assertThat(deliveries.queues().messages().get(0).attributes())
        .doesNotContainKey("EXHAUSTED_RETRY_CONDITION");
  }

  @Test
  @DisplayName("[A user guide] no answer in time is retried; [B] code and text in the dead letter")
  void timeout() throws InterruptedException {
    deliveries.close();
    deliveries =
        new DeliveriesFixture(time, MessageBody.PLAIN, Duration.ofMillis(50), Samples.RULE_ARN);
    destination.neverReply();
    deliveries.submit(event, target().retries(1, Duration.ofHours(24)).build());
    deliveries.awaitIdle();

    assertThat(deliveries.steps()).containsExactly(RETRYING, DEAD_LETTERED);
    assertThat(deliveries.queues().messages().get(0).attributes())
        .containsEntry("ERROR_CODE", "UNKNOWN")
        .containsEntry(
            "ERROR_MESSAGE",
            "Unable to invoke ApiDestination endpoint: Timeout calling endpoint for API"
                + " Destination: socket closed.");
  }

  @Test
  @DisplayName("[A user guide] an answer whose body does not end in time is retried")
  void timeoutOfTheBody() throws Exception {
    deliveries.close();
    deliveries =
        new DeliveriesFixture(time, MessageBody.PLAIN, Duration.ofMillis(200), Samples.RULE_ARN);
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      // Each call is answered so, because on a slow machine any of them can be late by itself.
      Thread answering = new Thread(() -> answerWithoutEnd(server), "answers without end");
      answering.start();
      URI endpoint = URI.create("http://127.0.0.1:" + server.getLocalPort());
      deliveries.submit(event, Samples.target(endpoint).retries(1, Duration.ofHours(24)).build());
      deliveries.awaitIdle();
    }

    assertThat(deliveries.steps()).containsExactly(RETRYING, DEAD_LETTERED);
    assertThat(deliveries.hops().get(0).note()).startsWith("Timeout calling endpoint");
  }

  private static void answerWithoutEnd(ServerSocket server) {
    List<Socket> open = new ArrayList<>();
    try {
      while (true) {
        Socket connection = server.accept();
        open.add(connection);
        connection
            .getOutputStream()
            .write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n".getBytes(US_ASCII));
      }
    } catch (IOException e) {
      // The test has ended: its server is closed.
      open.forEach(DeliveriesTest::close);
    }
  }

  private static void close(Socket connection) {
    try {
      connection.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theTimeOfACallDoesNotRunWhileItIsHeld() throws Exception {
    AtomicBoolean held = new AtomicBoolean(true);
    AtomicInteger asked = new AtomicInteger();
    HeldCalls holds =
        new HeldCalls() {
          @Override
          public boolean areHeld() {
            asked.incrementAndGet();
            return held.get();
          }

          @Override
          public long timesReleased() {
            return held.get() ? 0 : 1;
          }
        };
    deliveries.close();
    deliveries = new DeliveriesFixture(time, Duration.ofMillis(1), holds);
    destination.neverReply();
    submitWithoutWaiting();
    await().until(() -> asked.get() > 3);
    assertThat(deliveries.hops()).isEmpty();

    held.set(false);
    await().until(() -> deliveries.steps().contains(RETRYING));
  }

  private void submitWithoutWaiting() {
    deliveries.submit(event, target().build());
  }

  @Test
  void anEventThatCannotBeWrittenIsLostAndNotForgotten() throws Exception {
    ObjectNode deep = Json.object();
    ObjectNode level = deep;
    for (int i = 0; i < 1200; i++) {
      level = level.putObject("detail");
    }
    destination.reply(404);
    deliveries.submit(
        new Event("deep", "bus", time.instant(), deep), target().path("c").input("\"x\"").build());
    deliveries.awaitIdle();

    assertThat(deliveries.steps()).containsExactly(LOST);
  }

  @Test
  @DisplayName("[B] a destination that cannot be reached is retried; code and text")
  void unreachable() throws Exception {
    URI nobody;
    try (ServerSocket free = new ServerSocket(0)) {
      nobody = URI.create("http://127.0.0.1:" + free.getLocalPort());
    }
    deliveries.submit(event, Samples.target(nobody).retries(2, Duration.ofHours(24)).build());
    deliveries.awaitIdle();

    assertThat(deliveries.steps()).containsExactly(RETRYING, RETRYING, DEAD_LETTERED);
    assertThat(deliveries.queues().messages().get(0).attributes())
        .containsEntry("ERROR_CODE", "SDK_CLIENT_ERROR")
        .containsEntry(
            "ERROR_MESSAGE",
            "Unable to invoke ApiDestination endpoint: API destination endpoint cannot be"
                + " reached.")
        .containsEntry("RETRY_ATTEMPTS", "2");
  }

  @Test
  @DisplayName("[A user guide] missing rights: dead letter without a call")
  void withoutPermission() throws InterruptedException {
    deliveries.submit(event, target().withoutPermission().build());
    deliveries.awaitIdle();

    assertThat(destination.requests()).isEmpty();
    assertThat(deliveries.queues().messages().get(0).attributes())
        .containsEntry("ERROR_CODE", "NO_PERMISSIONS")
        .containsEntry("RETRY_ATTEMPTS", "0");
  }

  @Test
  @DisplayName("[C] an event that makes no valid request is a dead letter")
  void invalidRequest() throws InterruptedException {
    Event event = Samples.event("e", "{\"cacheName\":\"line\\nbreak\"}", time.instant());
    deliveries.submit(event, target().headers(Map.of("X-A", "$.detail.cacheName")).build());
    deliveries.awaitIdle();

    assertThat(deliveries.steps()).containsExactly(DEAD_LETTERED);
    assertThat(deliveries.hops().get(0).toString()).doesNotContain("\n");
  }

  @Test
  @DisplayName("[A user guide] without a queue policy for the rule the dead letter is lost")
  void queuePolicyMissing() throws InterruptedException {
    deliveries.close();
    deliveries =
        new DeliveriesFixture(
            time, MessageBody.PLAIN, Deliveries.INVOCATION_TIMEOUT, "arn:of:another:rule");
    destination.reply(404);
    submit();

    assertThat(deliveries.steps()).containsExactly(LOST);
    assertThat(deliveries.hops().get(0).note())
        .endsWith("The dead-letter queue's policy does not let the rule in.");
    assertThat(deliveries.queues().messages()).isEmpty();
  }

  @Test
  @DisplayName("[A user guide] without a dead-letter queue the event is lost")
  void queueMissing() throws InterruptedException {
    destination.reply(404);
    deliveries.submit(event, target().withoutQueue().build());
    deliveries.awaitIdle();

    assertThat(deliveries.steps()).containsExactly(LOST);
    assertThat(deliveries.hops().get(0).note()).endsWith("The target has no dead-letter queue.");
  }

  @Test
  void callsOfOnePathKeepTheirOrder() throws InterruptedException {
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String detail = "{\"cacheName\":\"c%d\",\"message\":\"%d\"}".formatted(i % 20, i);
      deliveries.submit(Samples.event("e" + i, detail, time.instant()), target().build());
      if (i % 20 == 7) {
        sent.add(String.valueOf(i));
      }
    }
    deliveries.awaitIdle();

    assertThat(destination.requests()).hasSize(200);
    assertThat(
            destination.requests().stream()
                .filter(request -> request.uri().equals("/cache/c7"))
                .map(Request::body)
                .collect(toList()))
        .isEqualTo(sent);
  }

  @Test
  void aClockMovedByHandHoldsTheRetry() throws InterruptedException {
    StackTime byHand = StackTime.byHand(Samples.START);
    deliveries.close();
    deliveries = new DeliveriesFixture(byHand);
    destination.reply(500);
    deliveries.submit(Samples.event("e", DETAIL), target().build());

    await().until(() -> deliveries.steps().contains(RETRYING));
    assertThatThrownBy(deliveries::awaitIdle)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a clock that is moved by hand")
        .hasMessageContaining("event e (cacheSet, cache c) to set, 0 retries so far, due at 2026")
        .hasMessageNotContaining("confidential");
    assertThat(destination.requests()).hasSize(1);

    byHand.advance(Duration.ofSeconds(1));
    deliveries.awaitIdle();
    assertThat(deliveries.steps()).containsExactly(RETRYING, DELIVERED);
  }

  @Test
  void realTimeRetriesByItself() throws InterruptedException {
    StackTime real = StackTime.real();
    deliveries.close();
    deliveries = new DeliveriesFixture(real);
    destination.reply(500);
    destination.reply(429, "7200");
    deliveries.submit(Samples.event("e", DETAIL, real.instant()), target().build());

    await().until(() -> deliveries.steps().size() == 2);
    real.advance(Duration.ofHours(2));
    deliveries.awaitIdle();
    assertThat(deliveries.steps()).containsExactly(RETRYING, RETRYING, DELIVERED);
  }

  @Test
  void aCallThatIsStuckIsNamed() {
    destination.neverReply();
    deliveries.submit(event, target().build());

    assertThatThrownBy(() -> deliveries.deliveries().awaitIdle(Duration.ofMillis(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Being called: 1 [event e (cacheSet, cache c) to set");
  }

  @Test
  void discardingForgetsWhatWaits() throws InterruptedException {
    deliveries.close();
    deliveries = new DeliveriesFixture(StackTime.byHand(Samples.START));
    destination.alwaysReply(500);
    deliveries.submit(Samples.event("e", DETAIL), target().build());
    await().until(() -> deliveries.steps().contains(RETRYING));

    deliveries.deliveries().discard(Duration.ofSeconds(30));

    deliveries.awaitIdle();
    assertThat(deliveries.steps()).containsExactly(RETRYING);
    assertThat(deliveries.queues().messages()).isEmpty();
  }

  @Test
  void closingDoesNotWaitForACall() {
    destination.neverReply();
    for (int i = 0; i < 50; i++) {
      String detail = "{\"cacheName\":\"c" + i + "\"}";
      deliveries.submit(Samples.event("e" + i, detail, time.instant()), target().build());
    }
    await().until(() -> !destination.requests().isEmpty());

    deliveries.close();

    assertThat(deliveries.steps()).doesNotContain(DELIVERED, DEAD_LETTERED, LOST);
    await().until(() -> threads().isEmpty());
  }

  @Test
  void hopsNeverHoldKeysOrMessages() throws InterruptedException {
    destination.reply(500);
    destination.reply(404);
    submit();

    assertThat(deliveries.hops()).map(Hop::toString).noneMatch(hop -> hop.contains("confidential"));
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.matches("momento-local-(deliveries|schedule|destinations)-.*"))
        .collect(toList());
  }

  private void submit() throws InterruptedException {
    deliveries.submit(event, target().build());
    deliveries.awaitIdle();
  }

  private Samples.TargetBuilder target() {
    return Samples.target(destination.endpoint());
  }
}
