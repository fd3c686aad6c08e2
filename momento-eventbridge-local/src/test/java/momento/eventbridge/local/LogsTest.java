package momento.eventbridge.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** What a run with all kinds of trouble writes to the log, which here is the error stream. */
class LogsTest {
  private static final String DEEP = "{\"a\":".repeat(999) + "1" + "}".repeat(999);

  private final PrintStream usual = System.err;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @BeforeEach
  void capture() {
    System.setErr(new PrintStream(log, true, UTF_8));
  }

  @AfterEach
  void giveBack() {
    System.setErr(usual);
  }

  @Test
  void noKeyMessageOrTokenIsLogged() throws InterruptedException {
    try (LocalMomentoStack stack =
            LocalMomentoStack.builder()
                .caches("my-cache")
                .token("confidential-token")
                .hopListener(
                    hop -> {
                      throw new IllegalStateException("confidential");
                    })
                .start();
        EventBridgeClient client = SingleAttemptClient.of(stack)) {
      stack.momentoFaults().respondNext(500, 1);
      stack.momentoFaults().dropNext(1);
      stack.eventBridgeFaults().failNextEntries("InternalFailure", "x", 1);
      List<PutEventsRequestEntry> entries =
          List.of(
              entry("my-cache", "1"), entry("my-cache", "1"), entry("none", "1"), entry("x", DEEP));
      client.putEvents(request -> request.entries(entries));
      stack.awaitIdle();
      stack.eventBridgeFaults().throttleNext(1);
      assertThatThrownBy(() -> client.putEvents(request -> request.entries(entries)))
          .hasMessageContaining("Rate exceeded");
      stack
          .eventBridgeFaults()
          .failEntriesWhere(
              "InternalFailure",
              "x",
              entry -> {
                throw new IllegalStateException(entry.detail());
              });
      assertThatThrownBy(() -> client.putEvents(request -> request.entries(entries)))
          .hasMessageContaining("failEntriesWhere");
      stack.momentoFaults().refuseToken();
      assertThat(stack.takeDeadLetters().toString()).doesNotContain("confidential");
      assertThat(stack.counts().deadLettered()).isEqualTo(2);
    }

    assertThat(log.toString(UTF_8))
        .contains("the hop listener failed with java.lang.IllegalStateException")
        .doesNotContain("confidential");
  }

  private static PutEventsRequestEntry entry(String cache, String extra) {
    return PutEventsRequestEntry.builder()
        .source("demo")
        .detailType("cacheSet")
        .detail(
            ("{\"cacheName\":\"%s\",\"key\":\"confidential-key\",\"message\":\"confidential-message\","
                 + "\"ttl\":60,\"x\":%s}")
                .formatted(cache, extra))
        .build();
  }
}
