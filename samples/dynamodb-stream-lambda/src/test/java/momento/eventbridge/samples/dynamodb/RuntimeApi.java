package momento.eventbridge.samples.dynamodb;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The Runtime API that Lambda offers to the process of a function, on loopback ("Using the Lambda
 * runtime API for custom runtimes"; {@code restore/next} is what SnapStart adds). One process, one
 * invocation at a time.
 */
final class RuntimeApi implements AutoCloseable {
  /** Far longer than anything takes here; only what hangs meets it. */
  private static final long BOUND_SECONDS = 120;

  private static final String BASE = "/2018-06-01/runtime/";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(RuntimeApi::daemon);
  private final BlockingQueue<Invocation> invocations = new LinkedBlockingQueue<>();
  private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
  private final CompletableFuture<Long> snapshot = new CompletableFuture<>();
  private final CompletableFuture<Long> firstPoll = new CompletableFuture<>();
  private final CompletableFuture<Void> restored = new CompletableFuture<>();
  private final CompletableFuture<String> initError = new CompletableFuture<>();
  private volatile long deliveredNanos;

  private record Invocation(String event, String traceHeader) {}

  /**
   * What the function's process answered.
   *
   * @param call {@code response}, or what failed: {@code error} or {@code init/error}
   * @param body JSON
   * @param nanos from the delivery of the event on
   */
  record Reply(String call, String body, long nanos) {}

  RuntimeApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(BASE, this::handle);
    server.start();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "runtime-api");
    thread.setDaemon(true);
    return thread;
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** The time at which the process, initialised, asked for its first event. */
  long awaitFirstPoll() {
    return await(firstPoll);
  }

  /** The time at which the process was ready for its snapshot. */
  long awaitSnapshot() {
    return await(snapshot);
  }

  private static long await(CompletableFuture<Long> step) {
    return step.orTimeout(BOUND_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Why the process could not be initialised. */
  String awaitInitError() {
    return initError.orTimeout(BOUND_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Goes on from the snapshot. */
  void restore() {
    restored.complete(null);
  }

  Reply invoke(String event, String traceHeader) throws InterruptedException {
    invocations.add(new Invocation(event, traceHeader));
    Reply reply = replies.poll(BOUND_SECONDS, TimeUnit.SECONDS);
    if (reply == null) {
      throw new IllegalStateException("the function did not answer");
    }
    return reply;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String call = exchange.getRequestURI().getPath().substring(BASE.length());
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (call.equals("invocation/next")) {
        firstPoll.complete(System.nanoTime());
        deliver(exchange, invocations.take());
      } else if (call.equals("restore/next")) {
        snapshot.complete(System.nanoTime());
        restored.join();
        answer(exchange, 200, "");
      } else if (call.equals("init/error")) {
        initError.complete(body);
        snapshot.completeExceptionally(new IllegalStateException(body));
        firstPoll.completeExceptionally(new IllegalStateException(body));
        answer(exchange, 202, "{}");
      } else {
        replies.add(
            new Reply(
                call.substring(call.lastIndexOf('/') + 1),
                body,
                System.nanoTime() - deliveredNanos));
        answer(exchange, 202, "{}");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private void deliver(HttpExchange exchange, Invocation invocation) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.add("Content-Type", "application/json");
    headers.add("Lambda-Runtime-Aws-Request-Id", "request");
    headers.add("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 60_000));
    headers.add(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:us-east-1:000000000000:function:stream");
    headers.add("Lambda-Runtime-Trace-Id", invocation.traceHeader());
    deliveredNanos = System.nanoTime();
    answer(exchange, 200, invocation.event());
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    restored.complete(null);
    server.stop(0);
    threads.shutdownNow();
  }
}
