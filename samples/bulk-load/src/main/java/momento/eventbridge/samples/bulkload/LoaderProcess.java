package momento.eventbridge.samples.bulkload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import momento.eventbridge.local.LocalMomentoStack;

/**
 * Starts {@link BulkLoad} in a process of its own, which has a small heap and knows nothing of the
 * local stack but the endpoint in its environment.
 */
final class LoaderProcess {
  private LoaderProcess() {}

  static ProcessBuilder of(Path file, LocalMomentoStack stack) {
    ProcessBuilder process =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-classpath",
                System.getProperty("java.class.path"),
                BulkLoad.class.getName(),
                file.toString(),
                "--cache=my-cache"));
    process
        .environment()
        .put("AWS_ENDPOINT_URL_EVENTBRIDGE", stack.eventBridgeEndpoint().toString());
    process.environment().put("AWS_REGION", "us-east-1");
    process.environment().put("AWS_ACCESS_KEY_ID", "local");
    process.environment().put("AWS_SECRET_ACCESS_KEY", "local");
    process.environment().remove("EVENT_BUS_NAME");
    return process;
  }

  static int run(Path file, LocalMomentoStack stack) throws IOException, InterruptedException {
    return of(file, stack).inheritIO().start().waitFor();
  }
}
