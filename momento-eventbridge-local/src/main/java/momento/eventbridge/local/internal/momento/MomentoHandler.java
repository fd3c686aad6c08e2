package momento.eventbridge.local.internal.momento;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;

/** From an HTTP exchange to a call of the API and back: bodies, faults, the token. */
final class MomentoHandler implements HttpHandler {
  /** What EventBridge calls, and faults are for. */
  private static final Set<String> DELIVERIES = Set.of("PUT", "DELETE", "POST");

  private final MomentoApi api;
  private final ScriptedFaults faults;
  private final String token;

  MomentoHandler(MomentoApi api, ScriptedFaults faults, String token) {
    this.api = api;
    this.faults = faults;
    this.token = token;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = body(exchange);
      Optional<Answer> answer = answer(exchange, body);
      if (answer.isPresent()) {
        answer.get().send(exchange);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The local Momento was closed");
    }
  }

  /**
   * Reads to the end, also of what is too long and is not kept: a server that answers while the
   * client is still sending breaks the connection, and the client may never see the answer.
   */
  private static byte[] body(HttpExchange exchange) throws IOException {
    InputStream in = exchange.getRequestBody();
    byte[] body = in.readNBytes(MomentoApi.MOST_ITEM_BYTES + 1);
    in.transferTo(OutputStream.nullOutputStream());
    return body;
  }

  private Optional<Answer> answer(HttpExchange exchange, byte[] body) throws InterruptedException {
    String method = exchange.getRequestMethod();
    if (DELIVERIES.contains(method)) {
      Optional<ScriptedFaults.Fault> fault = faults.take();
      if (fault.isPresent()) {
        return fault.get().answer();
      }
    }
    try {
      RequestTarget target = RequestTarget.of(exchange.getRequestURI());
      authenticate(header(exchange, "Authorization"), target.parameter("token"));
      return Optional.of(api.call(method, target, header(exchange, "Content-Type"), body));
    } catch (RefusedRequestException e) {
      return Optional.of(e.answer());
    }
  }

  private static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
        .filter(value -> !value.isEmpty());
  }

  private void authenticate(Optional<String> header, Optional<String> parameter) {
    if (header.isPresent() && parameter.isPresent()) {
      throw RefusedRequestException.badRequest(
          "Multiple Auth Tokens Specified",
          "Give the token in the header Authorization or in the query, not in both");
    }
    String given =
        header
            .or(() -> parameter)
            .orElseThrow(
                () ->
                    RefusedRequestException.unauthorized(
                        "Give the token in the header Authorization, without Bearer"));
    if (!given.equals(token) || faults.isTokenRefused()) {
      throw RefusedRequestException.unauthorized("The token is invalid or has expired");
    }
  }
}
