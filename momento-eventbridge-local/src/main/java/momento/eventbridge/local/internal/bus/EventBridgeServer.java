package momento.eventbridge.local.internal.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import momento.eventbridge.local.Hop;
import momento.eventbridge.local.internal.http.LoopbackServer;
import momento.eventbridge.local.internal.json.Json;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** EventBridge's HTTP endpoint, which speaks the AWS JSON 1.1 protocol. */
public final class EventBridgeServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventBridgeServer.class);

  // JSON's escapes make a text up to six times as long, so that a request of the permitted size is
  // never as long as this.
  private static final int ESCAPED = 8;

  private static final List<String> SIGNATURE_PARTS =
      List.of("Credential", "SignedHeaders", "Signature");

  private final Operations operations;
  private final FaultScript faults;
  private final Consumer<Hop> hops;
  private final int longestBody;
  private final LongAdder requests = new LongAdder();
  private final RequestsUnderWay underWay = new RequestsUnderWay();
  private final LoopbackServer server;

  private EventBridgeServer(
      EventBridgeSettings settings, Operations operations, FaultScript faults, Consumer<Hop> hops) {
    this.operations = operations;
    this.faults = faults;
    this.hops = hops;
    this.longestBody = (int) Math.min(settings.maxRequestBytes() * ESCAPED, 1 << 30);
    this.server = LoopbackServer.start("EventBridge", settings.port(), this::handle);
  }

  /**
   * Starts an EventBridge.
   *
   * @param hops is told what happens to each event, on the threads that answer requests
   * @param targets takes the events that are accepted
   */
  public static EventBridgeServer start(
      EventBridgeSettings settings, FaultScript faults, Consumer<Hop> hops, EventTargets targets) {
    Operations operations = new Operations(settings, faults, hops, targets);
    return new EventBridgeServer(settings, operations, faults, hops);
  }

  /** Where clients send to. */
  public URI endpoint() {
    return server.endpoint();
  }

  /** How many requests came in, whatever became of them. */
  public LongAdder requests() {
    return requests;
  }

  /** How many entries were in the PutEvents requests that could be read. */
  public LongAdder entriesReceived() {
    return operations.entriesReceived();
  }

  /**
   * Forgets the faults, refuses the requests that have arrived and are not carried out yet, held
   * ones among them, and waits for those that are being carried out.
   *
   * @param stuckAfter how long to wait
   * @throws IllegalStateException if that was not enough
   */
  public void discard(Duration stuckAfter) throws InterruptedException {
    // Before the faults, because with them a hold ends, and what it held goes on.
    underWay.discard();
    faults.clear();
    underWay.awaitNone(stuckAfter);
  }

  /** Frees the port; requests under way lose their connection. */
  @Override
  public void close() {
    server.close();
    faults.clear();
  }

  void handle(HttpExchange exchange) throws IOException {
    // Closing an exchange that has no answer closes its connection.
    try (exchange) {
      requests.increment();
      Optional<Answer> answer = answer(exchange);
      if (answer.isPresent()) {
        send(exchange, answer.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The answer, or nothing if the connection is to be dropped. */
  private Optional<Answer> answer(HttpExchange exchange) throws IOException, InterruptedException {
    try {
      long arrivedIn = underWay.generation();
      String body = body(exchange);
      String operation = operation(exchange);
      faults.awaitRelease();
      if (!underWay.begin(arrivedIn)) {
        return Optional.of(ServiceException.discarded().answer());
      }
      try {
        return carriedOut(operation, body);
      } finally {
        underWay.end();
      }
    } catch (ServiceException e) {
      return Optional.of(refused(e));
    }
  }

  private Optional<Answer> carriedOut(String operation, String body) {
    try {
      return answer(operation, body);
    } catch (ServiceException e) {
      return Optional.of(refused(e));
    } catch (RuntimeException e) {
      // Not the exception itself: its message might quote the request.
      LOG.error(
          "the local EventBridge failed to answer a request with {}: this is a bug in it",
          e.getClass().getName());
      return Optional.of(ServiceException.internal().answer());
    }
  }

  private Answer refused(ServiceException e) {
    hops.accept(refusedRequest(e.code()));
    return e.answer();
  }

  private Optional<Answer> answer(String operation, String body) {
    RequestFault fault = faults.next(operation);
    if (fault.dropsConnectionBefore()) {
      return Optional.empty();
    }
    Optional<Answer> instead = fault.answerInstead();
    if (instead.isPresent()) {
      hops.accept(refusedRequest(fault.toString()));
      return instead;
    }
    Answer answer = Answer.ok(operations.run(operation, json(body), fault));
    return fault.dropsConnectionAfter() ? Optional.empty() : Optional.of(answer);
  }

  private String body(HttpExchange exchange) throws IOException {
    InputStream in = exchange.getRequestBody();
    byte[] body = in.readNBytes(longestBody);
    if (in.read() >= 0) {
      // Read to its end, because a client that is still writing would miss the answer.
      in.transferTo(OutputStream.nullOutputStream());
      throw ServiceException.farTooLarge();
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  private static String operation(HttpExchange exchange) {
    requireSignature(header(exchange, "Authorization"));
    String encoding = header(exchange, "Content-Encoding");
    if (encoding != null && !encoding.equals("identity")) {
      // SDKs compress or chunk only for operations whose model says so; PutEvents is none of them.
      throw ServiceException.serialization(
          "EventBridge reads no Content-Encoding, and the request has " + encoding);
    }
    return Objects.requireNonNullElse(header(exchange, "X-Amz-Target"), "");
  }

  /** Whether there is a signature of version 4 with all its parts; whose it is does not matter. */
  private static void requireSignature(@Nullable String authorization) {
    if (authorization == null || !authorization.startsWith("AWS4-")) {
      throw ServiceException.missingSignature();
    }
    for (String part : SIGNATURE_PARTS) {
      if (!authorization.contains(part + "=")) {
        throw ServiceException.incompleteSignature(part);
      }
    }
  }

  private static @Nullable String header(HttpExchange exchange, String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  private static JsonNode json(String body) {
    try {
      JsonNode json = Json.read(body);
      if (json.isObject()) {
        return json;
      }
    } catch (JsonProcessingException e) {
      // Its message would quote the request.
    }
    throw ServiceException.serialization("the request is not a JSON object");
  }

  private static Hop refusedRequest(String code) {
    return new Hop(
        Hop.Step.REFUSED, Optional.empty(), Optional.empty(), Optional.empty(), "request " + code);
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
