package momento.eventbridge.samples.dynamodb;

import static momento.eventbridge.samples.dynamodb.StreamRecords.batch;
import static momento.eventbridge.samples.dynamodb.StreamRecords.modified;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import momento.eventbridge.local.LocalMomentoStack;

/**
 * Measures what Lambda calls a cold start, once for each HTTP client of the SDK and once from a
 * primed state: the package under Lambda's own runtime interface client, against a Runtime API and
 * an EventBridge on loopback.
 *
 * <p>The variants take turns, so that what else the machine does meets all of them. Not in these
 * figures: Lambda's own start of the sandbox and download of the package, TLS, and the network.
 */
public final class ColdStart {
  private static final String TRACE = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1";
  private static final String SERVICE = "software.amazon.awssdk.http.";

  /** A way to start, and what it took each time, in milliseconds. */
  private static final class Variant {
    final String name;
    final Path task;
    final long bytes;
    final Map<String, String> environment;
    final List<String> options;
    final List<Double> start = new ArrayList<>();
    final List<Double> first = new ArrayList<>();
    final List<Double> second = new ArrayList<>();

    Variant(
        String name, Path task, long bytes, Map<String, String> environment, List<String> options) {
      this.name = name;
      this.task = task;
      this.bytes = bytes;
      this.environment = environment;
      this.options = options;
    }
  }

  private ColdStart() {}

  /**
   * Runs it.
   *
   * @param arguments the function's package, and how many times to start each variant
   * @throws IOException if the package cannot be unpacked or a process not be started
   * @throws InterruptedException if it is interrupted
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path jar = Path.of(arguments[0]);
    int times = Integer.parseInt(arguments[1]);
    Path folder = Files.createTempDirectory("cold-start");
    try (LocalMomentoStack stack = LocalMomentoStack.builder().caches("my-cache").start()) {
      List<Variant> variants = variants(jar, folder);
      for (int i = 0; i <= times; i++) {
        for (Variant variant : variants) {
          measure(variant, stack);
          if (i == 0) { // the files have been read once
            variant.start.clear();
            variant.first.clear();
            variant.second.clear();
          }
        }
      }
      print(variants, times);
    } finally {
      delete(folder);
    }
  }

  private static List<Variant> variants(Path jar, Path folder) throws IOException {
    Map<String, List<String>> clients = new LinkedHashMap<>();
    clients.put("url-connection-client", List.of());
    clients.put(
        "apache-client",
        List.of(
            SERVICE + "apache.ApacheSdkHttpService",
            "org.apache.http.client.HttpClient",
            "org.apache.http.HttpHost",
            "org.apache.commons.logging.Log",
            "org.apache.commons.codec.binary.Hex"));
    clients.put(
        "aws-crt-client",
        List.of(
            SERVICE + "crt.AwsCrtSdkHttpService",
            "software.amazon.awssdk.crt.CRT",
            "software.amazon.awssdk.crtcore.CrtConnectionHealthConfiguration"));
    List<Variant> variants = new ArrayList<>();
    for (Map.Entry<String, List<String>> client : clients.entrySet()) {
      Path task = Files.createDirectories(folder.resolve(client.getKey())).resolve("task");
      FunctionProcess.unpack(jar, task);
      long bytes = Files.size(jar) + addLibraries(task, client.getValue());
      List<String> options =
          client.getValue().isEmpty()
              ? List.of()
              : List.of("-Dsoftware.amazon.awssdk.http.service.impl=" + client.getValue().get(0));
      variants.add(new Variant(client.getKey(), task, bytes, Map.of(), options));
    }
    Variant plain = variants.get(0);
    variants.add(
        new Variant(
            "  primed (SnapStart)",
            plain.task,
            plain.bytes,
            Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"),
            List.of()));
    return variants;
  }

  /** Beside the package's own classes; the option above says which client is taken. */
  private static long addLibraries(Path task, List<String> classes) throws IOException {
    long bytes = 0;
    Path libraries = Files.createDirectories(task.resolve("lib"));
    for (String name : classes) {
      try {
        Path library = FunctionProcess.jarOf(Class.forName(name));
        Files.copy(library, libraries.resolve(library.getFileName()));
        bytes += Files.size(library);
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }
    return bytes;
  }

  private static void measure(Variant variant, LocalMomentoStack stack)
      throws IOException, InterruptedException {
    try (FunctionProcess function =
        new FunctionProcess(
            variant.task,
            StreamHandler.class,
            stack.eventBridgeEndpoint(),
            variant.environment,
            variant.options)) {
      RuntimeApi api = function.api();
      if (!variant.environment.isEmpty()) {
        api.awaitSnapshot();
        long restoredNanos = System.nanoTime();
        api.restore();
        variant.start.add(millis(api.awaitFirstPoll() - restoredNanos));
      } else {
        variant.start.add(millis(api.awaitFirstPoll() - function.startedNanos));
      }
      variant.first.add(invoke(api, 1));
      variant.second.add(invoke(api, 2));
    }
  }

  private static double invoke(RuntimeApi api, int number) throws InterruptedException {
    RuntimeApi.Reply reply =
        api.invoke(LambdaRuntimeIT.json(batch(modified(number, "order-7", "shipped"))), TRACE);
    if (!reply.body().equals("{\"batchItemFailures\":[]}")) {
      throw new IllegalStateException(reply.toString());
    }
    return millis(reply.nanos());
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }

  private static void print(List<Variant> variants, int times) {
    System.out.printf(
        Locale.ROOT,
        "Java %s, %d processors; medians of %d starts, in milliseconds%n",
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        times);
    System.out.printf(
        "%-22s %10s %8s %14s %14s%n", "", "package", "start", "1st invocation", "2nd invocation");
    for (Variant variant : variants) {
      System.out.printf(
          Locale.ROOT,
          "%-22s %7.1f MB %8.0f %14.0f %14.1f%n",
          variant.name,
          variant.bytes / 1e6,
          median(variant.start),
          median(variant.first),
          median(variant.second));
    }
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
