package momento.eventbridge.benchmarks.stub;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;

/** Asks a stub for its counts and sets its quota and how far it is, from whatever process. */
public record StubControl(URI endpoint) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the stub has seen since its quota was set last, or since it began. */
  public StubCounts counts() {
    try {
      return JSON.readValue(get("/counts"), StubCounts.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets the quota, zero for none, and sets the counts to zero. */
  public void allow(long requestsPerSecond) {
    get("/quota/" + requestsPerSecond);
  }

  /** Sets how much longer each answer takes. */
  public void wayMillis(long millis) {
    get("/way/" + millis);
  }

  private byte[] get(String path) {
    try (InputStream answer = endpoint.resolve(path).toURL().openStream()) {
      return answer.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
