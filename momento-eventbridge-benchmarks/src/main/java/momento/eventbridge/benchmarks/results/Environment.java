package momento.eventbridge.benchmarks.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.core.util.VersionInfo;

/**
 * Where figures come from.
 *
 * @param processor its name, as Linux knows it
 * @param processors how many the JVM may use; client and stub share them
 * @param jdk version and vendor
 * @param system operating system
 * @param awsSdk version of the SDK
 * @param form name of the form
 */
public record Environment(
    String processor, int processors, String jdk, String system, String awsSdk, String form) {

  /** This machine, this JVM. */
  public static Environment here(String form) {
    return new Environment(
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        VersionInfo.SDK_VERSION,
        form);
  }

  private static String processorName() {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.exists(info)) {
      return System.getProperty("os.arch");
    }
    try {
      return Files.readAllLines(info).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
