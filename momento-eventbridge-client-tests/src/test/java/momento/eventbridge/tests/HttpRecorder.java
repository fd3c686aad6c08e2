package momento.eventbridge.tests;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/** Stands where Momento's HTTP API would: takes every request and keeps it. */
final class HttpRecorder implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final HttpServer server;

  HttpRecorder() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::record);
    server.start();
  }

  private void record(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      headers.putAll(exchange.getRequestHeaders());
      URI uri = exchange.getRequestURI();
      RecordedRequest request =
          new RecordedRequest(
              exchange.getRequestMethod(),
              uri.getRawPath(),
              uri.getRawQuery() == null ? "" : uri.getRawQuery(),
              headers,
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      // Before the answer, because who has the answer may look at once.
      requests.add(request);
      exchange.sendResponseHeaders(204, -1);
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What has arrived so far, in the order of arrival. */
  List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  /** Forgets what has arrived, for the next test. */
  void clear() {
    requests.clear();
  }

  /** Waits for this many requests. */
  List<RecordedRequest> awaitRequests(int count) {
    Awaitility.await("requests at the recorder")
        .atMost(PATIENCE)
        .until(() -> requests.size() >= count);
    return requests();
  }

  /** Waits for the only request. */
  RecordedRequest awaitOne() {
    List<RecordedRequest> arrived = awaitRequests(1);
    if (arrived.size() != 1) {
      throw new AssertionError("one request was expected, but these arrived: " + arrived);
    }
    return arrived.get(0);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
