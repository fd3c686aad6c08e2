package momento.eventbridge.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another JVM of the same kind. Its errors go to ours. */
public final class JavaProcess {
  /**
   * The HTTP clients that do not come with the SDK's EventBridge module, and Camel: a user who asks
   * for this library alone has none of them.
   */
  private static final List<String> EXTRAS =
      List.of("apache5-client", "url-connection-client", "aws-crt", "crt-core", "camel-");

  private JavaProcess() {}

  /** Our own class path. */
  public static String classPath() {
    return System.getProperty("java.class.path");
  }

  /** The class path of a user who depends on the client and has added the named HTTP clients. */
  public static String userClassPath(List<String> added) {
    return Stream.of(classPath().split(File.pathSeparator))
        .filter(entry -> isUsers(Path.of(entry).getFileName().toString(), added))
        .collect(Collectors.joining(File.pathSeparator));
  }

  static boolean isUsers(String file, List<String> added) {
    return EXTRAS.stream().noneMatch(file::startsWith) || added.stream().anyMatch(file::startsWith);
  }

  /** Starts a program. */
  public static Process start(
      String classPath, List<String> options, Class<?> program, List<String> arguments) {
    return start(classPath, options, program, arguments, Map.of());
  }

  /** Starts a program with further variables in its environment. */
  public static Process start(
      String classPath,
      List<String> options,
      Class<?> program,
      List<String> arguments,
      Map<String, String> environment) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, program.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a program to its end and returns what it printed. */
  public static String run(
      String classPath,
      List<String> options,
      Class<?> program,
      List<String> arguments,
      Map<String, String> environment) {
    Process process = start(classPath, options, program, arguments, environment);
    try {
      String output =
          new String(
              process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IllegalStateException(program.getName() + " ended with " + exit);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + program.getName() + " ran", e);
    }
  }
}
