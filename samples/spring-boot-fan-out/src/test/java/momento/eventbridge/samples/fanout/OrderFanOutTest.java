package momento.eventbridge.samples.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.local.Hold;
import momento.eventbridge.local.LocalMomentoStack;
import momento.eventbridge.local.TopicSubscription;
import momento.eventbridge.spring.test.AutoConfigureLocalMomento;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Real HTTP in, Momento's HTTP API out, and the actuator over HTTP. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "server.address=127.0.0.1")
@AutoConfigureLocalMomento(caches = "my-cache")
class OrderFanOutTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @LocalServerPort private int port;
  @Autowired private LocalMomentoStack stack;
  @Autowired private MomentoEventAsyncPublisher publisher;

  @Test
  void anOrderIsInTheCacheAndItsChangesOnTheTopic() throws Exception {
    try (TopicSubscription topic = stack.subscribe("my-cache", "orders")) {
      HttpResponse<String> placed =
          shop("POST", "/orders", "{\"item\": \"teapot\", \"quantity\": 2}");
      String id = JsonPath.read(placed.body(), "$.id");
      awaitDelivery();
      assertThat(placed.statusCode()).isEqualTo(201);
      assertThat(inCache(id).body())
          .isEqualTo(
              "{\"id\":\"%s\",\"item\":\"teapot\",\"quantity\":2,\"status\":\"placed\"}"
                  .formatted(id));
      assertThat(topic.next().text()).isEqualTo(id + " placed");

      assertThat(shop("PUT", "/orders/" + id + "/status", "{\"status\": \"shipped\"}").statusCode())
          .isEqualTo(200);
      awaitDelivery();
      assertThat(inCache(id).body()).contains("\"status\":\"shipped\"");
      assertThat(topic.next().text()).isEqualTo(id + " shipped");

      assertThat(shop("DELETE", "/orders/" + id, "").body()).contains("\"status\":\"cancelled\"");
      awaitDelivery();
      assertThat(inCache(id).statusCode()).isEqualTo(404);
      assertThat(topic.next().text()).isEqualTo(id + " cancelled");
    }
  }

  @Test
  void manyOrdersAtOnceAllArriveAlthoughEventBridgeThrottles() throws Exception {
    double before = accepted("cacheSet");
    stack.eventBridgeFaults().failEntriesOfNextRequest("ThrottlingException", "Rate exceeded", 0);

    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, 100)
            .mapToObj(
                number ->
                    HTTP.sendAsync(
                        request(
                            "POST",
                            "/orders",
                            "{\"item\": \"cup\", \"quantity\": %d}".formatted(number + 1)),
                        BodyHandlers.ofString()))
            .toList();
    List<String> ids =
        answers.stream()
            .map(answer -> JsonPath.<String>read(answer.join().body(), "$.id"))
            .toList();
    awaitDelivery();

    assertThat(stack.size("my-cache")).isEqualTo(100);
    assertThat(inCache(ids.get(42)).body()).contains("\"quantity\":43");
    assertThat(accepted("cacheSet") - before).isEqualTo(100);
    assertThat(metric("momento.eventbridge.retries?tag=code:ThrottlingException")).isPositive();
  }

  @Test
  void theActuatorShowsTheBufferAndAnOrderDoesNotWaitForEventBridge() throws Exception {
    Hold hold = stack.eventBridgeFaults().hold();
    assertThat(shop("POST", "/orders", "{\"item\": \"pot\", \"quantity\": 1}").statusCode())
        .isEqualTo(201);
    assertThat(metric("momento.eventbridge.buffer.events")).isEqualTo(2);
    assertThat(metric("momento.eventbridge.requests.in.flight")).isPositive();

    hold.close();
    awaitDelivery();
    await().until(() -> metric("momento.eventbridge.buffer.events") == 0);
  }

  @Test
  void anOrderThatIsNotThereIsNotFound() throws Exception {
    Stream.of(
            shop("PUT", "/orders/none/status", "{\"status\": \"shipped\"}"),
            shop("DELETE", "/orders/none", ""))
        .forEach(response -> assertThat(response.statusCode()).isEqualTo(404));
  }

  /** Everything published has its outcome and has reached Momento. */
  private void awaitDelivery() throws InterruptedException {
    publisher.flush().join();
    stack.awaitIdle();
  }

  private HttpResponse<String> inCache(String id) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(stack.momentoEndpoint().resolve("/cache/my-cache?key=order:" + id))
            .header("Authorization", stack.token())
            .build(),
        BodyHandlers.ofString());
  }

  private double accepted(String detailType) throws Exception {
    return metric("momento.eventbridge.events.accepted?tag=detail.type:" + detailType);
  }

  private double metric(String name) throws Exception {
    HttpResponse<String> response = shop("GET", "/actuator/metrics/" + name, "");
    assertThat(response.statusCode()).as(name).isEqualTo(200);
    return JsonPath.<Number>read(response.body(), "$.measurements[0].value").doubleValue();
  }

  private HttpResponse<String> shop(String method, String path, String body) throws Exception {
    return HTTP.send(request(method, path, body), BodyHandlers.ofString());
  }

  private HttpRequest request(String method, String path, String body) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .method(method, BodyPublishers.ofString(body))
        .header("Content-Type", "application/json")
        .build();
  }
}
