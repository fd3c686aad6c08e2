package momento.eventbridge.benchmarks;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A process that publishes. Endpoint, region and credentials are in its environment, so that both
 * the SDK and this library can be used there as their {@code create()} makes them.
 */
public final class ClientProcess {
  private ClientProcess() {}

  /**
   * Runs it to its end.
   *
   * @param added what is on its class path beside the client and what comes with it
   * @return what it printed
   */
  public static String run(
      URI stub,
      List<String> added,
      List<String> options,
      Class<?> program,
      List<String> arguments) {
    return JavaProcess.run(
        JavaProcess.userClassPath(added), options, program, arguments, environment(stub));
  }

  /** Starts it. */
  public static Process start(
      URI stub,
      List<String> added,
      List<String> options,
      Class<?> program,
      List<String> arguments) {
    return JavaProcess.start(
        JavaProcess.userClassPath(added), options, program, arguments, environment(stub));
  }

  private static Map<String, String> environment(URI stub) {
    return Map.of(
        "AWS_ENDPOINT_URL", stub.toString(),
        "AWS_REGION", "us-east-1",
        "AWS_ACCESS_KEY_ID", "benchmark",
        "AWS_SECRET_ACCESS_KEY", "benchmark");
  }
}
