package momento.eventbridge.local;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** Requests that no SDK would make. */
final class RawHttp {
  static final String SIGNATURE =
      "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/events/aws4_request,"
          + " SignedHeaders=host, Signature=0";

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private RawHttp() {}

  /** A signed request; more headers come as names and values. */
  static HttpResponse<String> call(URI endpoint, String target, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .header("X-Amz-Target", target)
            .header("Authorization", SIGNATURE)
            .POST(BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  /** Sends a PutEvents request and reads what comes before the connection ends. */
  static String untilEndOfConnection(URI endpoint, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        """
        POST / HTTP/1.1\r
        Host: localhost\r
        Authorization: %s\r
        X-Amz-Target: AWSEvents.PutEvents\r
        Content-Length: %d\r
        \r
        """
            .formatted(SIGNATURE, bytes.length);
    try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
