package momento.eventbridge.benchmarks.stub;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import momento.eventbridge.benchmarks.JavaProcess;

/** The stub in a process of its own, so that its work is not on the client's account. */
public final class StubProcess implements AutoCloseable {
  private final Process process;
  private final URI endpoint;

  private StubProcess(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** Starts the stub and waits until it listens. */
  public static StubProcess start() {
    Process process =
        JavaProcess.start(JavaProcess.classPath(), List.of("-Xmx256m"), StubMain.class, List.of());
    try {
      BufferedReader output =
          new BufferedReader(
              new java.io.InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      String endpoint = output.readLine();
      if (endpoint == null) {
        throw new IllegalStateException("the stub ended before it listened");
      }
      return new StubProcess(process, URI.create(endpoint));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens. */
  public URI endpoint() {
    return endpoint;
  }

  /** Its control. */
  public StubControl control() {
    return new StubControl(endpoint);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
