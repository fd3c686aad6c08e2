package momento.eventbridge.local.internal.bus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import momento.eventbridge.local.Hop;
import momento.eventbridge.local.internal.json.Json;
import momento.eventbridge.local.internal.template.Rule;
import momento.eventbridge.local.internal.template.StackTemplate;
import org.junit.jupiter.api.AfterAll;

/**
 * Whatever a client sends as a PutEvents request: it gets an answer, and never the one for a bug.
 * The requests take the way of those that come over HTTP, from the server's handler on.
 */
class PutEventsFuzzTest {
  private static final EventBridgeServer SERVER = start();

  private static EventBridgeServer start() {
    try (var template =
        PutEventsFuzzTest.class.getResourceAsStream(
            "/momento/eventbridge/tests/momento-eventbridge.yaml")) {
      assertThat(template).isNotNull();
      EventBridgeSettings settings =
          new EventBridgeSettings(
              0,
              new Account("us-east-1", "000000000000"),
              StackTemplate.read(new String(template.readAllBytes(), UTF_8))
                  .deploy(
                      "us-east-1",
                      "000000000000",
                      "fuzz",
                      Map.of(
                          "MomentoAuthToken", "token", "MomentoEndpoint", "http://127.0.0.1:4600"))
                  .rules(),
              4_096,
              Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
      return EventBridgeServer.start(
          settings, new FaultScript(), PutEventsFuzzTest::checkHop, new CheckedTargets());
    } catch (IOException e) {
      throw new AssertionError("the template cannot be read", e);
    }
  }

  private static final class CheckedTargets implements EventTargets {
    @Override
    public void accepting() {}

    @Override
    public void submit(Event event, Rule rule) {
      assertThat(event.json()).startsWith("{");
    }

    @Override
    public void accepted() {}
  }

  @AfterAll
  static void close() {
    SERVER.close();
  }

  @FuzzTest
  void aRequestIsAnsweredAndNeverWithABug(byte[] body) throws IOException {
    RecordedExchange exchange = new RecordedExchange(body);

    SERVER.handle(exchange);

    assertThat(exchange.getResponseCode()).isIn(200, 400, 413);
    if (exchange.getResponseCode() == 400) {
      // Such an answer means that the body was never read, and that this tries nothing.
      assertThat(json(exchange.responseBody()).path("__type").textValue())
          .isNotIn("MissingAuthenticationTokenException", "IncompleteSignatureException");
    }
    if (exchange.getResponseCode() == 200) {
      checkAnswer(json(exchange.responseBody()), json(new String(body, UTF_8)));
    }
  }

  private static void checkAnswer(JsonNode answer, JsonNode request) {
    JsonNode entries = answer.path("Entries");
    assertThat(entries.size()).isEqualTo(request.path("Entries").size());
    int failed = 0;
    for (JsonNode entry : entries) {
      assertThat(entry.has("EventId")).isNotEqualTo(entry.has("ErrorCode"));
      failed += entry.has("ErrorCode") ? 1 : 0;
    }
    assertThat(answer.path("FailedEntryCount").intValue()).isEqualTo(failed);
  }

  private static void checkHop(Hop hop) {
    // A listener writes lines: what a client sends must not be able to make two of one.
    assertThat(hop.toString()).doesNotContain("\n", "\r");
  }

  private static JsonNode json(String text) {
    try {
      return Json.read(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON", e);
    }
  }
}
