package momento.eventbridge.local.internal.momento;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A client as any program might have one. */
final class MomentoHttp {
  static final String TOKEN = "token-of-a-test";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI endpoint;

  MomentoHttp(URI endpoint) {
    this.endpoint = endpoint;
  }

  HttpResponse<byte[]> put(String pathAndQuery, String body) {
    return put(pathAndQuery, body.getBytes(UTF_8));
  }

  HttpResponse<byte[]> put(String pathAndQuery, byte[] body) {
    return send(request(pathAndQuery).PUT(BodyPublishers.ofByteArray(body)));
  }

  HttpResponse<byte[]> get(String pathAndQuery) {
    return send(request(pathAndQuery));
  }

  HttpResponse<byte[]> delete(String pathAndQuery) {
    return send(request(pathAndQuery).DELETE());
  }

  HttpResponse<byte[]> publish(String path, String text) {
    return post(path, "text/plain", text.getBytes(UTF_8));
  }

  HttpResponse<byte[]> post(String path, String contentType, byte[] body) {
    return send(
        request(path).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body)));
  }

  HttpRequest.Builder request(String pathAndQuery) {
    return unauthorized(pathAndQuery).header("Authorization", TOKEN);
  }

  HttpRequest.Builder unauthorized(String pathAndQuery) {
    return HttpRequest.newBuilder(URI.create(endpoint + pathAndQuery));
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return sendAsync(request).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw new UncheckedIOException(cause);
      }
      throw e;
    }
  }

  CompletableFuture<HttpResponse<byte[]>> sendAsync(HttpRequest.Builder request) {
    return client.sendAsync(request.build(), BodyHandlers.ofByteArray());
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }

  static JsonNode json(HttpResponse<byte[]> response) {
    try {
      return new ObjectMapper().readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Status, title and description in one line. */
  static String error(HttpResponse<byte[]> response) {
    JsonNode json = json(response);
    return response.statusCode()
        + " "
        + json.get("status").intValue()
        + " "
        + json.get("title").textValue()
        + ": "
        + json.get("description").textValue();
  }
}
