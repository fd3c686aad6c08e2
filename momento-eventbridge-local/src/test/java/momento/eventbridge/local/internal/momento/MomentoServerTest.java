package momento.eventbridge.local.internal.momento;

import static momento.eventbridge.local.internal.momento.MomentoHttp.TOKEN;
import static momento.eventbridge.local.internal.momento.MomentoHttp.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import momento.eventbridge.local.Hold;
import momento.eventbridge.local.MomentoFaults;
import momento.eventbridge.local.TopicSubscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The token, faults, starting and closing. */
class MomentoServerTest {
  private static final String SET = "/cache/my-cache?key=k&ttl_seconds=60";
  private static final String READ = "/cache/my-cache?key=k";

  private final MomentoServer server = builder().start();
  private final MomentoHttp http = new MomentoHttp(server.endpoint());
  private final MomentoFaults faults = server.faults();

  private static MomentoServer.Builder builder() {
    return MomentoServer.builder().token(TOKEN).caches(List.of("my-cache"));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void theTokenMayBeInTheQuery() {
    assertThat(set(http.unauthorized(SET + "&token=" + TOKEN)).statusCode()).isEqualTo(204);
  }

  @Test
  void theTokenMustNotBeInBothPlaces() {
    assertThat(error(http.put(SET + "&token=" + TOKEN, "v")))
        .isEqualTo(
            "400 400 Multiple Auth Tokens Specified: Give the token in the header Authorization or"
                + " in the query, not in both");
  }

  @Test
  void withoutATokenNothingIsAllowed() {
    assertThat(error(set(http.unauthorized(SET + "&token="))))
        .isEqualTo(
            "401 401 Unauthorized: Give the token in the header Authorization, without Bearer");
    assertThat(http.send(http.unauthorized(READ)).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong", "Bearer " + TOKEN})
  void aWrongTokenIsRefused(String token) {
    assertThat(error(set(http.unauthorized(SET).header("Authorization", token))))
        .isEqualTo("401 401 Unauthorized: The token is invalid or has expired");
  }

  @Test
  void theTokenMayExpireAndBeRenewed() {
    faults.refuseToken();
    assertThat(http.put(SET, "v").statusCode()).isEqualTo(401);
    assertThat(http.get(READ).statusCode()).isEqualTo(401);

    faults.acceptToken();
    assertThat(http.put(SET, "v").statusCode()).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource({
    "400, Bad Request",
    "401, Unauthorized",
    "403, Forbidden",
    "404, Not Found",
    "429, Resources Exhausted",
    "500, Internal Server Error",
    "503, Scripted Fault",
    "301, Scripted Fault"
  })
  void theNextCallsAreAnsweredAsScripted(int status, String title) {
    faults.respondNext(status, 2);

    HttpResponse<byte[]> first = http.put(SET, "v");
    assertThat(error(first))
        .isEqualTo(
            "%d %d %s: A fault that was scripted for the local Momento", status, status, title);
    assertThat(first.headers().firstValue("Retry-After")).isEmpty();
    assertThat(http.get(READ).statusCode()).isEqualTo(404);
    assertThat(http.delete(READ).statusCode()).isEqualTo(status);
    assertThat(http.publish("/topics/my-cache/news", "a").statusCode()).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource({"PT0S, 0", "PT1S, 1", "PT1.001S, 2", "PT1M, 60"})
  void anAnswerMayAskToWait(Duration retryAfter, String seconds) {
    faults.respondNext(429, 1, retryAfter);

    HttpResponse<byte[]> answer = http.put(SET, "v");
    assertThat(answer.headers().firstValue("Retry-After")).contains(seconds);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
  }

  @Test
  void aConnectionMayBeClosedWithoutAnAnswer() {
    faults.dropNext(1);
    faults.respondNext(500, 1);

    assertThatThrownBy(() -> http.publish("/topics/my-cache/news", "a"))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(http.publish("/topics/my-cache/news", "a").statusCode()).isEqualTo(500);
    assertThat(http.publish("/topics/my-cache/news", "a").statusCode()).isEqualTo(204);
  }

  @Test
  void callsMayBeHeldUntilTheyAreLetGo() throws InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> first;
    CompletableFuture<HttpResponse<byte[]>> second;
    try (Hold hold = faults.hold()) {
      first = http.sendAsync(put());
      second = http.sendAsync(put());
      hold.awaitCalls(2);
      faults.respondNext(500, 1);
      assertThat(first).isNotDone();
      assertThat(http.get(READ).statusCode()).isEqualTo(404);
      assertThatThrownBy(faults::hold)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("close that hold first");
    }

    assertThat(List.of(first.join().statusCode(), second.join().statusCode()))
        .containsExactlyInAnyOrder(204, 500);
    assertThat(http.put(SET, "v").statusCode()).isEqualTo(204);
  }

  @Test
  void aHoldThatIsClosedAwaitsNothing() {
    Hold hold = faults.hold();
    hold.close();
    hold.close();

    assertThatThrownBy(() -> hold.awaitCalls(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The hold was closed with 0 of 1 calls waiting");
  }

  @Test
  void faultsMayBeForgotten() throws InterruptedException {
    Hold hold = faults.hold();
    CompletableFuture<HttpResponse<byte[]>> held = http.sendAsync(put());
    hold.awaitCalls(1);
    faults.respondNext(500, 1);
    faults.refuseToken();

    faults.clear();

    assertThat(held.join().statusCode()).isEqualTo(204);
    hold.close();
    assertThat(http.put(SET, "v").statusCode()).isEqualTo(204);
  }

  @Test
  void badFaultsAreRefused() {
    assertThatThrownBy(() -> faults.respondNext(204, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("status is 204; a fault has a status from 300 to 599");
    assertThatThrownBy(() -> faults.respondNext(600, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> faults.respondNext(429, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("times is 0; it must be at least 1");
    assertThatThrownBy(() -> faults.dropNext(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> faults.respondNext(429, 1, Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("retryAfter is PT-1S, less than zero");
  }

  @Test
  void onlyLoopbackIsListenedOn() {
    assertThat(server.endpoint().getHost()).isEqualTo("127.0.0.1");
    assertThat(server.endpoint().getPort()).isPositive();
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    int port = server.endpoint().getPort();

    assertThatThrownBy(() -> builder().port(port).start())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "Momento cannot listen on port %d of 127.0.0.1; choose another, or 0 for any", port);
  }

  @Test
  void badSettingsAreRefused() {
    assertThatThrownBy(() -> MomentoServer.builder().start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("token is missing");
    assertThatThrownBy(() -> builder().port(65_536).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Momento's port is 65536; it must be 1 to 65535, or 0 for any free one");
    assertThatThrownBy(() -> builder().port(-1).start())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void closingWakesWhoWaitsAndFreesThePort() throws InterruptedException {
    MomentoServer patient = builder().longPoll(Duration.ofHours(1)).start();
    MomentoHttp client = new MomentoHttp(patient.endpoint());
    TopicSubscription subscription = patient.subscribe("my-cache", "news");
    List<CompletableFuture<HttpResponse<byte[]>>> waiting = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      waiting.add(client.sendAsync(client.request("/topics/my-cache/news")));
    }
    Hold hold = patient.faults().hold();
    waiting.add(client.sendAsync(client.request(SET).PUT(BodyPublishers.noBody())));
    hold.awaitCalls(1);

    patient.close();
    patient.close();

    // Answered or broken off, whatever came first: what matters is that none waits on.
    waiting.forEach(call -> call.handle((answer, failure) -> "done").join());
    assertThatThrownBy(subscription::next).isInstanceOf(IllegalStateException.class);
    patient.faults().hold().close();
    builder().port(patient.endpoint().getPort()).start().close();
  }

  private HttpRequest.Builder put() {
    return http.request(SET).PUT(BodyPublishers.ofString("v"));
  }

  private HttpResponse<byte[]> set(HttpRequest.Builder request) {
    return http.send(request.PUT(BodyPublishers.ofString("v")));
  }
}
