package momento.eventbridge.samples.dynamodb;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * A function in a process of its own, under the runtime interface client that Lambda's Java
 * runtimes have in them, which loads the package from the task's folder as there.
 */
final class FunctionProcess implements AutoCloseable {
  /** What Lambda starts Java with, but for its archive of the runtime's classes. */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Djava.net.preferIPv4Stack=true",
          // Where org.crac finds the runtime's implementation.
          "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");

  final long startedNanos = System.nanoTime();
  private final RuntimeApi api = new RuntimeApi();
  private final Path log;
  private final Process process;

  FunctionProcess(
      Path task,
      Class<?> handler,
      URI eventBridge,
      Map<String, String> environment,
      List<String> options)
      throws IOException {
    log = task.resolveSibling("function.log");
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(OPTIONS);
    command.addAll(options);
    command.addAll(List.of("-cp", runtime(), AWSLambda.class.getName(), handler.getName()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(task.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Map<String, String> all = builder.environment();
    all.keySet().removeIf(name -> name.startsWith("AWS_") || name.equals("JAVA_TOOL_OPTIONS"));
    all.putAll(
        Map.of(
            "AWS_LAMBDA_RUNTIME_API", api.address(),
            "AWS_LAMBDA_FUNCTION_NAME", "stream",
            "AWS_LAMBDA_FUNCTION_VERSION", "1",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
            "AWS_REGION", "us-east-1",
            "AWS_ACCESS_KEY_ID", "local",
            "AWS_SECRET_ACCESS_KEY", "local",
            "AWS_ENDPOINT_URL_EVENTBRIDGE", eventBridge.toString()));
    all.putAll(environment);
    process = builder.start();
  }

  /** Lambda's side. */
  RuntimeApi api() {
    return api;
  }

  /** What it has used of all processors so far: other than time, no matter what else they do. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** What it has written so far. */
  String log() throws IOException {
    return Files.readString(log);
  }

  private static String runtime() {
    return Stream.of(
            AWSLambda.class, PojoSerializer.class, Context.class, SdkInternalThreadLocal.class)
        .map(FunctionProcess::jarOf)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Unpacks the function's package into the task's folder, as Lambda does. */
  static void unpack(Path jar, Path task) {
    try (JarFile zip = new JarFile(jar.toFile())) {
      for (Enumeration<JarEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        Path file = task.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(zip.getInputStream(entry), file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
    api.close();
  }
}
