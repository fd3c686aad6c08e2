package momento.eventbridge.local.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.Map;
import momento.eventbridge.local.Hop;
import momento.eventbridge.local.MessageBody;
import momento.eventbridge.local.internal.delivery.Samples.TargetBuilder;
import momento.eventbridge.local.internal.delivery.ScriptedDestination.Request;
import momento.eventbridge.local.internal.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a destination receives; the sources are as in PutEventsConformanceTest. */
class ApiDestinationRequestTest {
  private final ScriptedDestination destination = new ScriptedDestination();

  @AfterEach
  void close() {
    destination.close();
  }

  @Test
  @DisplayName("[A user guide] paths fill the endpoint's asterisks; [C] percent-encoded UTF-8")
  void path() throws Exception {
    TargetBuilder target =
        Samples.target(destination.endpoint() + "/topics/*/*").path("$.detail.a", "literal b");

    assertThat(send(target, "{\"a\":\"x/é~\"}").uri()).isEqualTo("/topics/x%2F%C3%A9~/literal%20b");
  }

  @Test
  @DisplayName("[B ministack#1775] a missing field is empty, also in the query; [C] null is too")
  void missing() throws Exception {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("key", "$.detail.key");
    query.put("key_base64", "$.detail.key_base64");
    query.put("ttl_seconds", "$.detail.ttl");
    TargetBuilder target = Samples.target(destination.endpoint()).query(query);

    assertThat(send(target, "{\"cacheName\":\"c\",\"key\":\"k&=+ \",\"ttl\":null}").uri())
        .isEqualTo("/cache/c?key=k%26%3D%2B%20&key_base64=&ttl_seconds=");
  }

  @Test
  @DisplayName("[C] an endpoint's own query is kept")
  void endpointWithQuery() throws Exception {
    TargetBuilder target =
        Samples.target(destination.endpoint() + "/a?b=c").query(Map.of("d", "e")).path();

    assertThat(send(target, "{}").uri()).isEqualTo("/a?b=c&d=e");
  }

  @ParameterizedTest(name = "[C] {0} is sent as {1}")
  @CsvSource({
    "60,60",
    "1.50,1.50",
    "12345678901234567890.5,12345678901234567890.5",
    "true,true",
    "'[1,\"a\"]','%5B1%2C%22a%22%5D'"
  })
  void otherValues(String json, String sent) throws Exception {
    TargetBuilder target = Samples.target(destination.endpoint()).path("$.detail.v");

    assertThat(send(target, "{\"v\":" + json + "}").uri()).isEqualTo("/cache/" + sent);
  }

  @Test
  @DisplayName("[A user guide] the headers that EventBridge sends")
  void headers() throws Exception {
    Request request = send(Samples.target(destination.endpoint()), "{\"message\":\"m\"}");

    assertThat(request.header("User-agent")).isEqualTo("Amazon/EventBridge/ApiDestinations");
    assertThat(request.header("Range")).isEqualTo("bytes=0-1048575");
    assertThat(request.header("Accept-encoding")).isEqualTo("gzip,deflate");
    assertThat(request.header("Content-type")).isEqualTo("application/json; charset=utf-8");
    assertThat(request.header("Content-length")).isEqualTo("1");
    assertThat(request.header("Authorization")).isEqualTo("secret");
  }

  @Test
  @DisplayName(
      "[A user guide] a target sets headers; the connection's win; some cannot be set at all")
  void headersOfTheTarget() throws Exception {
    TargetBuilder target =
        Samples.target(destination.endpoint())
            .headers(
                Map.of(
                    "content-type", "text/plain",
                    "authorization", "mine",
                    "user-agent", "mine",
                    "range", "mine",
                    "Host", "mine",
                    "X-From-Event", "$.detail.message"));

    Request request = send(target, "{\"message\":\"m\"}");

    assertThat(request.header("Content-type")).isEqualTo("text/plain");
    assertThat(request.header("Authorization")).isEqualTo("secret");
    assertThat(request.header("User-agent")).isEqualTo("Amazon/EventBridge/ApiDestinations");
    assertThat(request.header("Range")).isEqualTo("bytes=0-1048575");
    assertThat(request.header("Host")).startsWith("127.0.0.1");
    assertThat(request.header("X-from-event")).isEqualTo("m");
  }

  @ParameterizedTest(name = "{0} as {1} is {2}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "\"he said \\\"hi\\\"\\n\", JSON, \"he said \\\"hi\\\"\\n\"",
        "\"he said \\\"hi\\\"\\n\", PLAIN, `he said \"hi\"\n`",
        "{\"a\":1}, PLAIN, {\"a\":1}",
        "{\"a\":1}, JSON, {\"a\":1}",
        "null, PLAIN, null",
        "7, JSON, 7"
      })
  void body(String message, MessageBody form, String sent) throws Exception {
    assertThat(
            send(Samples.target(destination.endpoint()), "{\"message\":" + message + "}", form)
                .body())
        .isEqualTo(sent);
  }

  @Test
  @DisplayName("[C] an input path without a value sends nothing")
  void bodyMissing() throws Exception {
    assertThat(send(Samples.target(destination.endpoint()), "{}").body()).isEmpty();
    assertThat(send(Samples.target(destination.endpoint()), "{}", MessageBody.JSON).body())
        .isEmpty();
  }

  @Test
  @DisplayName("[A user guide] a fixed input, or else the whole event")
  void otherBodies() throws Exception {
    TargetBuilder fixed = Samples.target(destination.endpoint()).input("{ }").method("DELETE");
    assertThat(send(fixed, "{}"))
        .extracting(Request::method, Request::body)
        .containsExactly("DELETE", "{}");

    TargetBuilder whole = Samples.target(destination.endpoint()).wholeEvent();
    assertThat(send(whole, "{\"a\":1.0}").body())
        .isEqualTo("{\"id\":\"e\",\"detail-type\":\"cacheSet\",\"detail\":{\"a\":1.0}}");
  }

  @ParameterizedTest
  @CsvSource({"$, '{\"a\":[{\"b-c\":1}]}'", "$.a, '[{\"b-c\":1}]'", "$.a[0].b-c, 1"})
  void jsonPaths(String path, String value) throws JsonProcessingException {
    assertThat(Json.write(JsonPath.parse(path).read(Json.read("{\"a\":[{\"b-c\":1}]}"))))
        .isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({"$.a[1].b-c", "$.x.y", "$.a.b"})
  void jsonPathsWithoutValue(String path) throws JsonProcessingException {
    assertThat(JsonPath.parse(path).read(Json.read("{\"a\":[{\"b-c\":1}]}")).isMissingNode())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({"$.a.*", "$..a", "$.a[x]", "$.", "a.b"})
  void unreadableJsonPaths(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonPath.parse(path))
        .withMessageContaining(path);
  }

  private Request send(TargetBuilder target, String detail) throws Exception {
    return send(target, detail, MessageBody.PLAIN);
  }

  private Request send(TargetBuilder target, String detail, MessageBody form) throws Exception {
    try (DeliveriesFixture deliveries = new DeliveriesFixture(form)) {
      deliveries.submit(Samples.event("e", detail), target.build());
      deliveries.awaitIdle();
      assertThat(deliveries.steps()).containsExactly(Hop.Step.DELIVERED);
    }
    return destination.requests().get(destination.requests().size() - 1);
  }
}
