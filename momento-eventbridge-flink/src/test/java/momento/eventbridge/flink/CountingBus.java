package momento.eventbridge.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Executors;

/**
 * An EventBridge in a process of its own that accepts everything, knows how many events came, and
 * how long it was from the first request to the last. It does next to nothing, so that what is
 * measured is who sends.
 */
final class CountingBus implements AutoCloseable {
  private static final byte[] ENTRY = "\"Detail\":".getBytes(UTF_8);

  private final Process process;
  private final URI endpoint;

  private CountingBus(Process process) throws IOException {
    this.process = process;
    endpoint =
        URI.create(
            Objects.requireNonNull(
                process.inputReader(UTF_8).readLine(), "the process of the bus has ended"));
  }

  static CountingBus start() throws IOException {
    return new CountingBus(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Else each answer, a head and a body, waits 40 ms for a delayed acknowledgement.
                "-Dsun.net.httpserver.nodelay=true",
                "-cp",
                System.getProperty("java.class.path"),
                CountingBus.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  URI endpoint() {
    return endpoint;
  }

  /** What came since the question before. */
  record Span(long events, long requests, double seconds) {
    double eventsPerSecond() {
      return events / seconds;
    }
  }

  Span span() throws IOException {
    String answer =
        new String(endpoint.resolve("/span").toURL().openStream().readAllBytes(), UTF_8);
    String[] parts = answer.split(" ", -1);
    return new Span(
        Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]) / 1e9);
  }

  @Override
  public void close() throws IOException {
    process.outputWriter().close(); // it ends with its input
    process.onExit().join();
  }

  public static void main(String[] arguments) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Counts counts = new Counts();
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", exchange -> answer(exchange, counts.accept(exchange)));
    server.createContext("/span", exchange -> answer(exchange, counts.span()));
    server.start();
    System.out.println(
        "http://"
            + server.getAddress().getAddress().getHostAddress()
            + ":"
            + server.getAddress().getPort());
    while (System.in.read() >= 0) {
      // until the one who started it closes its input
    }
    System.exit(0);
  }

  private static void answer(HttpExchange exchange, String answer) throws IOException {
    byte[] bytes = answer.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static final class Counts {
    private long events;
    private long requests;
    private long first;
    private long last;

    private String accept(HttpExchange exchange) throws IOException {
      int entries = entries(exchange.getRequestBody().readAllBytes());
      synchronized (this) {
        last = System.nanoTime();
        if (requests++ == 0) {
          first = last;
        }
        events += entries;
      }
      StringBuilder answer = new StringBuilder("{\"FailedEntryCount\":0,\"Entries\":[");
      for (int i = 0; i < entries; i++) {
        answer.append(i == 0 ? "" : ",").append("{\"EventId\":\"e\"}");
      }
      return answer.append("]}").toString();
    }

    private synchronized String span() {
      String span = events + " " + requests + " " + (last - first);
      events = 0;
      requests = 0;
      return span;
    }

    private static int entries(byte[] body) {
      int entries = 0;
      for (int i = 0; i + ENTRY.length <= body.length; i++) {
        int matching = 0;
        while (matching < ENTRY.length && body[i + matching] == ENTRY[matching]) {
          matching++;
        }
        entries += matching == ENTRY.length ? 1 : 0;
      }
      return entries;
    }
  }
}
