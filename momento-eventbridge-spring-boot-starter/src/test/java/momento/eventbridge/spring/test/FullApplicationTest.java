package momento.eventbridge.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.local.CachedItem;
import momento.eventbridge.local.LocalMomentoStack;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A web application with actuator and tracing, as its users meet it: by HTTP. */
@SpringBootTest(
    classes = FullApplicationTest.Shop.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "server.address=127.0.0.1",
      "momento.eventbridge.event-bus-name=shop",
      "management.health.momento-event-bus.enabled=true",
      "management.endpoint.health.show-details=always",
      "management.endpoints.web.exposure.include=health,metrics"
    })
@AutoConfigureLocalMomento(caches = "my-cache")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FullApplicationTest {
  @LocalServerPort private int port;
  @Autowired private LocalMomentoStack stack;
  @Autowired private MomentoEventAsyncPublisher publisher;

  @Test
  @Order(1)
  void aRequestEndsInTheCache() throws Exception {
    assertThat(http("PUT", "/prices/tea", "12.50").statusCode()).isEqualTo(200);
    assertThat(http("PUT", "/background/prices/coffee", "9.90").statusCode()).isEqualTo(200);
    publisher.flush().join();
    stack.awaitIdle();

    assertThat(stack.get("my-cache", "tea")).map(CachedItem::text).contains("12.50");
    assertThat(stack.get("my-cache", "coffee")).map(CachedItem::text).contains("9.90");
    assertThat(stack.counts().accepted()).isEqualTo(2);
    assertThat(stack.counts().unmatched()).isZero();
  }

  @Test
  @Order(2)
  void theNextTestFindsTheStackAsItStarted() {
    assertThat(stack.counts().accepted()).isZero();
    assertThat(stack.size("my-cache")).isZero();
  }

  @Test
  @Order(3)
  void theActuatorShowsHealthAndMetrics() throws Exception {
    assertThat(http("PUT", "/prices/tea", "13").statusCode()).isEqualTo(200);

    HttpResponse<String> health = http("GET", "/actuator/health", "");
    assertThat(JsonPath.<String>read(health.body(), "$.components.momentoEventBus.status"))
        .isEqualTo("UP");
    HttpResponse<String> accepted =
        http("GET", "/actuator/metrics/momento.eventbridge.events.accepted", "");
    assertThat(JsonPath.<Double>read(accepted.body(), "$.measurements[0].value"))
        .isGreaterThanOrEqualTo(1);
    assertThat(http("GET", "/actuator/metrics/momento.eventbridge.buffer.events", "").statusCode())
        .isEqualTo(200);
  }

  @Nested
  class Inside {
    @Test
    void theStackIsTheSame(@Autowired LocalMomentoStack inside) {
      assertThat(inside).isSameAs(stack);
      assertThat(inside.counts().accepted()).isZero();
    }
  }

  private HttpResponse<String> http(String method, String path, String body) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Shop {
    @Bean
    Prices prices(MomentoEventPublisher publisher, MomentoEventAsyncPublisher async) {
      return new Prices(publisher, async);
    }
  }

  @RestController
  static class Prices {
    private final MomentoEventPublisher publisher;
    private final MomentoEventAsyncPublisher async;

    Prices(MomentoEventPublisher publisher, MomentoEventAsyncPublisher async) {
      this.publisher = publisher;
      this.async = async;
    }

    @PutMapping("/prices/{item}")
    String set(@PathVariable String item, @RequestBody String price) {
      return publisher.cacheSet("my-cache", item, price, Duration.ofMinutes(5));
    }

    @PutMapping("/background/prices/{item}")
    String setInTheBackground(@PathVariable String item, @RequestBody String price) {
      var unused = async.cacheSet("my-cache", item, price, Duration.ofMinutes(5));
      return "taken";
    }
  }
}
