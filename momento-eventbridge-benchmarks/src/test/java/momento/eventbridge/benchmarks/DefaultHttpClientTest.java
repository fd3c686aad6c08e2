package momento.eventbridge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import momento.eventbridge.MomentoEventAsyncPublisher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.RestoreSystemProperties;
import org.junit.jupiter.api.util.SetSystemProperty;

/** Which HTTP client a publisher takes, here where all of them are on the class path. */
@RestoreSystemProperties
@SetSystemProperty(key = "aws.region", value = "us-east-1")
@SetSystemProperty(key = "aws.accessKeyId", value = "test")
@SetSystemProperty(key = "aws.secretAccessKey", value = "test")
class DefaultHttpClientTest {
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
    System.setProperty("aws.endpointUrl", "http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
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
  @SetSystemProperty(
      key = "software.amazon.awssdk.http.async.service.impl",
      value = "software.amazon.awssdk.http.nio.netty.NettySdkAsyncHttpService")
  void whoTellsTheSdkWhatToTakeGetsThat() {
    assertThat(userAgent()).contains("NettyNio");
  }
}
