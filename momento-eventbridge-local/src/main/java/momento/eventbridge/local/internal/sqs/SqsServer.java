package momento.eventbridge.local.internal.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import momento.eventbridge.local.internal.delivery.DeadLetterQueues;
import momento.eventbridge.local.internal.http.LoopbackServer;
import momento.eventbridge.local.internal.json.Json;
import momento.eventbridge.local.internal.template.Queue;

/** SQS's HTTP endpoint for the dead-letter queue, which speaks the AWS JSON 1.0 protocol. */
public final class SqsServer implements AutoCloseable {
  private static final String TARGET_PREFIX = "AmazonSQS.";

  private final LoopbackServer server;
  private final URI queueUrl;
  private final QueueOperations operations;

  private SqsServer(Queue queue, DeadLetterQueues messages) {
    this.server = LoopbackServer.start("SQS", 0, this::handle);
    this.queueUrl = server.endpoint().resolve(URI.create(queue.url()).getPath());
    this.operations = new QueueOperations(queueUrl.toString(), messages);
  }

  /** Starts an SQS with one queue. */
  public static SqsServer start(Queue queue, DeadLetterQueues messages) {
    return new SqsServer(queue, messages);
  }

  /** The queue's URL at this endpoint. */
  public URI queueUrl() {
    return queueUrl;
  }

  /** Frees the port; those who wait for messages lose their connection. */
  @Override
  public void close() {
    server.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    // Closing an exchange that has no answer closes its connection.
    try (exchange) {
      answer(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(HttpExchange exchange) throws IOException, InterruptedException {
    try {
      send(exchange, 200, operations.run(operation(exchange), body(exchange)));
    } catch (SqsException e) {
      JsonNode error =
          Json.object()
              .put("__type", "com.amazonaws.sqs#" + e.code())
              .put("message", e.getMessage());
      send(exchange, 400, error);
    }
  }

  private static String operation(HttpExchange exchange) {
    String target =
        Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("X-Amz-Target"), "");
    return target.startsWith(TARGET_PREFIX) ? target.substring(TARGET_PREFIX.length()) : "";
  }

  private static JsonNode body(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return Json.read(body);
    } catch (JsonProcessingException e) {
      throw new SqsException("SerializationException", "the request is not a JSON text");
    }
  }

  private static void send(HttpExchange exchange, int status, JsonNode answer) throws IOException {
    byte[] body = Json.write(answer).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
