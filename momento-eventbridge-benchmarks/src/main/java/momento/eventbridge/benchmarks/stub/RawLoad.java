package momento.eventbridge.benchmarks.stub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * How many requests a second the stub can take: the same request again and again over one
 * connection, sixteen before their answers are read, so that hardly any of the time is the
 * client's. No contender may come near this.
 */
public final class RawLoad {
  private static final int AHEAD = 16;
  private static final int ENTRIES = 10;

  private RawLoad() {}

  /** Requests a second over that time. */
  public static double requestsPerSecond(URI stub, int messageBytes, Duration time) {
    byte[] request = request(messageBytes);
    try (Socket socket = new Socket(stub.getHost(), stub.getPort())) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      InputStream in = socket.getInputStream();
      out.write(request);
      int answerBytes = readFirst(in);
      ByteArrayOutputStream several = new ByteArrayOutputStream();
      for (int i = 0; i < AHEAD; i++) {
        several.writeBytes(request);
      }
      byte[] requests = several.toByteArray();
      long requestsSent = 0;
      long begin = System.nanoTime();
      long end = begin + time.toNanos();
      while (System.nanoTime() < end) {
        out.write(requests);
        in.skipNBytes((long) answerBytes * AHEAD);
        requestsSent += AHEAD;
      }
      return requestsSent / ((System.nanoTime() - begin) * 1e-9);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Every answer is as long as the first one. */
  private static int readFirst(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the stub closed the connection");
      }
      head.append((char) next);
    }
    String length = head.toString().replaceAll("(?is).*content-length: *(\\d+).*", "$1");
    in.skipNBytes(Integer.parseInt(length));
    return head.length() + Integer.parseInt(length);
  }

  private static byte[] request(int messageBytes) {
    String entry =
        "{\"Source\":\"raw-load\",\"DetailType\":\"cacheSet\",\"Detail\":\"{\\\"cacheName\\\":"
            + "\\\"my-cache\\\",\\\"key\\\":\\\"test-key\\\",\\\"message\\\":\\\""
            + "m".repeat(messageBytes)
            + "\\\",\\\"ttl\\\":300}\",\"EventBusName\":\"default\"}";
    String body =
        "{\"Entries\":[" + String.join(",", java.util.Collections.nCopies(ENTRIES, entry)) + "]}";
    String head =
        "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-amz-json-1.1\r\n"
            + "X-Amz-Target: AWSEvents.PutEvents\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n";
    return (head + body).getBytes(StandardCharsets.US_ASCII);
  }
}
