package momento.eventbridge.local.internal.delivery;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import momento.eventbridge.local.internal.http.LoopbackServer;

/** A destination that answers as told and remembers what it was asked. */
final class ScriptedDestination implements AutoCloseable {
  record Request(String method, String uri, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return String.join(",", headers.getOrDefault(name, List.of()));
    }
  }

  private record Reply(int status, String retryAfter) {}

  private final Queue<Reply> script = new ConcurrentLinkedQueue<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final LoopbackServer server = LoopbackServer.start("Destination", 0, this::handle);
  private volatile int usual = 204;
  private volatile boolean silent;

  URI endpoint() {
    return server.endpoint();
  }

  List<Request> requests() {
    return requests;
  }

  void reply(int status) {
    script.add(new Reply(status, ""));
  }

  void reply(int status, String retryAfter) {
    script.add(new Reply(status, retryAfter));
  }

  void alwaysReply(int status) {
    usual = status;
  }

  void neverReply() {
    silent = true;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      requests.add(
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Map.copyOf(exchange.getRequestHeaders()),
              body));
      if (silent) {
        closed.await();
        return;
      }
      Reply reply = script.poll();
      if (reply != null && !reply.retryAfter().isEmpty()) {
        exchange.getResponseHeaders().set("Retry-After", reply.retryAfter());
      }
      exchange.sendResponseHeaders(reply == null ? usual : reply.status(), -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.close();
  }
}
