package momento.eventbridge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import momento.eventbridge.MomentoEventAsyncPublisher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which HTTP client a publisher takes, here where all of them are on the class path. */
class DefaultHttpClientTest {
  private static final String CHOICE = "software.amazon.awssdk.http.async.service.impl";

  private final Map<String, String> before = new HashMap<>();
  private final List<String> userAgents = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  DefaultHttpClientTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void listen() {
    byte[] answer =
        "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"id-1\"}]}"
            .getBytes(StandardCharsets.US_ASCII);
    server.createContext(
        "/",
        exchange -> {
          userAgents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
          var unused = exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    set("aws.endpointUrl", "http://127.0.0.1:" + server.getAddress().getPort());
    set("aws.region", "us-east-1");
    set("aws.accessKeyId", "test");
    set("aws.secretAccessKey", "test");
  }

  private void set(String property, String value) {
    before.put(property, System.getProperty(property, ""));
    System.setProperty(property, value);
  }

  @AfterEach
  void stop() {
    server.stop(0);
    before.forEach(
        (property, value) -> {
          if (value.isEmpty()) {
            System.clearProperty(property);
          } else {
            System.setProperty(property, value);
          }
        });
  }

  private String userAgent() {
    try (MomentoEventAsyncPublisher publisher = MomentoEventAsyncPublisher.create()) {
      assertThat(publisher.cacheSet("my-cache", "key", "hello", Duration.ofMinutes(1)).join())
          .isEqualTo("id-1");
    }
    return userAgents.get(0);
  }

  @Test
  void inTheBackgroundItIsCrtIfThatIsThere() {
    assertThat(userAgent()).contains("AwsCommonRuntime");
  }

  @Test
  void whoTellsTheSdkWhatToTakeGetsThat() {
    set(CHOICE, "software.amazon.awssdk.http.nio.netty.NettySdkAsyncHttpService");

    assertThat(userAgent()).contains("NettyNio");
  }
}
