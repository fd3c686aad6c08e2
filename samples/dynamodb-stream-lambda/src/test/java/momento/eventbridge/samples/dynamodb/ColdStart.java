package momento.eventbridge.samples.dynamodb;

import static momento.eventbridge.samples.dynamodb.StreamRecords.batch;
import static momento.eventbridge.samples.dynamodb.StreamRecords.modified;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
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

  /** What one step took, in milliseconds. */
  private record Step(double time, double processorTime) {}

  /** A way to start, and what it took each time. */
  private static final class Variant {
    final String name;
    final Path task;
    final long bytes;
    final Map<String, String> environment;
    final List<String> options;
    final List<Step> starts = new ArrayList<>();
    final List<Step> firsts = new ArrayList<>();

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
          if (i == 0) { // after it, the files are in memory for each
            variant.starts.clear();
            variant.firsts.clear();
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
      long startedNanos = function.startedNanos;
      Duration atStart = Duration.ZERO;
      if (!variant.environment.isEmpty()) {
        api.awaitSnapshot();
        startedNanos = System.nanoTime();
        atStart = function.processorTime();
        api.restore();
      }
      long readyNanos = api.awaitFirstPoll();
      Duration atReady = function.processorTime();
      variant.starts.add(step(readyNanos - startedNanos, atReady.minus(atStart)));
      RuntimeApi.Reply reply =
          api.invoke(LambdaRuntimeIT.json(batch(modified(1, "order-7", "shipped"))), TRACE);
      if (!reply.body().equals("{\"batchItemFailures\":[]}")) {
        throw new IllegalStateException(reply.toString());
      }
      variant.firsts.add(step(reply.nanos(), function.processorTime().minus(atReady)));
    }
  }

  private static Step step(long nanos, Duration processorTime) {
    return new Step(nanos / 1e6, processorTime.toNanos() / 1e6);
  }

  private static void print(List<Variant> variants, int times) {
    System.out.printf(
        Locale.ROOT,
        "Java %s, %d processors; medians of %d starts, in milliseconds%n",
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        times);
    System.out.printf(
        "%-22s %10s %8s %8s %16s %8s%n", "", "package", "start", "CPU", "first invocation", "CPU");
    for (Variant variant : variants) {
      System.out.printf(
          Locale.ROOT,
          "%-22s %7.1f MB %8.0f %8.0f %16.0f %8.0f%n",
          variant.name,
          variant.bytes / 1e6,
          median(variant.starts, Step::time),
          median(variant.starts, Step::processorTime),
          median(variant.firsts, Step::time),
          median(variant.firsts, Step::processorTime));
    }
  }

  private static double median(List<Step> steps, ToDoubleFunction<Step> value) {
    double[] sorted = steps.stream().mapToDouble(value).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
