package momento.eventbridge.local.internal.delivery;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import momento.eventbridge.local.internal.http.DaemonThreads;

/** Calls API destinations over HTTP. */
final class DestinationCaller implements AutoCloseable {
  private final ExecutorService threads =
      Executors.newCachedThreadPool(new DaemonThreads("destinations"));
  // Unlike AWS it keeps connections: the JDK's client does not let us say "Connection: close", and
  // a new connection for each event would run a busy test out of ports.
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .executor(threads)
          .build();

  private final Duration timeout;
  private final HeldCalls held;

  DestinationCaller(Duration timeout, HeldCalls held) {
    this.timeout = timeout;
    this.held = held;
  }

  CallResult call(HttpRequest request) throws InterruptedException {
    try {
      HttpResponse<Void> response = send(request);
      return new CallResult.Status(
          response.statusCode(), response.headers().firstValue("Retry-After"));
    } catch (TimeoutException e) {
      // Both codes and texts as seen in dead letters of AWS.
      return new CallResult.NoAnswer(
          "UNKNOWN", "Timeout calling endpoint for API Destination: socket closed.");
    } catch (IOException e) {
      return new CallResult.NoAnswer(
          "SDK_CLIENT_ERROR", "API destination endpoint cannot be reached.");
    }
  }

  /**
   * Waits itself, because the client's own timeout ends where the answer's body begins. Not by
   * {@code sendAsync}, whose answers come through the common pool: a test that blocks the pool's
   * threads, on JDK 25 with two processors its only one, would hold up deliveries.
   */
  private HttpResponse<Void> send(HttpRequest request)
      throws IOException, InterruptedException, TimeoutException {
    Future<HttpResponse<Void>> answer = begin(request);
    try {
      return await(answer);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InterruptedException) {
        throw interruptedByClose();
      }
      if (e.getCause() instanceof IOException) {
        throw new IOException("the call failed", e);
      }
      throw new IllegalStateException("the HTTP client failed", e);
    } finally {
      // Closes the connection of a call that is given up; one that has ended does not notice.
      answer.cancel(true);
    }
  }

  private Future<HttpResponse<Void>> begin(HttpRequest request) throws InterruptedException {
    try {
      return threads.submit(() -> client.send(request, BodyHandlers.discarding()));
    } catch (RejectedExecutionException e) {
      throw interruptedByClose();
    }
  }

  /** A delivery that close ends is neither delivered nor lost. */
  private static InterruptedException interruptedByClose() {
    return new InterruptedException("the caller of API destinations was closed");
  }

  private HttpResponse<Void> await(Future<HttpResponse<Void>> answer)
      throws InterruptedException, ExecutionException, TimeoutException {
    while (true) {
      long released = held.timesReleased();
      try {
        return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        if (!held.areHeld() && held.timesReleased() == released) {
          throw e;
        }
      }
    }
  }

  /** Frees the threads; on JDK 17 to 20 the client's own one ends with its garbage collection. */
  @Override
  @SuppressWarnings("try") // close() may be interrupted, says the compiler; HttpClient's is not.
  public void close() {
    if (client instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException("the HTTP client for destinations did not close", e);
      }
    }
    threads.shutdownNow();
  }
}
