package momento.eventbridge.internal.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.MomentoEventException;
import momento.eventbridge.MomentoEventPublisher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.RestoreSystemProperties;
import org.junit.jupiter.api.util.SetSystemProperty;

/** The clients that publishers make for themselves, as a server sees them. */
@RestoreSystemProperties
@SetSystemProperty(key = "aws.region", value = "us-east-1")
@SetSystemProperty(key = "aws.accessKeyId", value = "test")
@SetSystemProperty(key = "aws.secretAccessKey", value = "test")
class SdkClientsTest {
  private static final Duration TTL = Duration.ofMinutes(1);

  private final HttpServer server;

  /** The user agent of each request, and the threads of this process while it was under way. */
  private final List<String> userAgents = new CopyOnWriteArrayList<>();

  private final List<String> threads = new CopyOnWriteArrayList<>();

  SdkClientsTest() throws IOException {
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
          Thread.getAllStackTraces().keySet().forEach(thread -> threads.add(thread.getName()));
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

  @Test
  void theTimeOfSynchronousRequestsIsWatchedByOurThread() {
    try (MomentoEventPublisher publisher = MomentoEventPublisher.create()) {
      assertThat(publisher.cacheSet("my-cache", "key", "hello", TTL)).isEqualTo("id-1");
    }
    assertThat(threads).contains("momento-eventbridge-timeouts");
  }

  @Test
  void theTimeOfAsynchronousRequestsToo() {
    try (MomentoEventAsyncPublisher publisher = MomentoEventAsyncPublisher.create()) {
      assertThat(publisher.cacheSet("my-cache", "key", "hello", TTL).join()).isEqualTo("id-1");
    }
    assertThat(threads).contains("momento-eventbridge-timeouts");
  }

  /** A region is not what is missing here, so that the advice to set one must not come first. */
  @Test
  void whyThereIsNoClientComesBeforeWhatToDo() {
    System.setProperty("aws.endpointUrl", "not a URL");

    assertThatThrownBy(MomentoEventPublisher::create)
        .isExactlyInstanceOf(MomentoEventException.class)
        .hasMessageMatching(
            "the SDK could not make an EventBridge client: .*URI.*"
                + " \\(if it found no region, set AWS_REGION; otherwise .* to the builder\\)");
  }

  @Test
  void withoutCrtTheAsynchronousClientIsWhatTheSdkTakes() {
    try (MomentoEventAsyncPublisher publisher = MomentoEventAsyncPublisher.create()) {
      assertThat(publisher.cacheSet("my-cache", "key", "hello", TTL).join()).isEqualTo("id-1");
    }
    assertThat(userAgents).singleElement().asString().contains("NettyNio");
  }
}
