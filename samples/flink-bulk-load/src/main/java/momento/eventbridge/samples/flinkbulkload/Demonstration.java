package momento.eventbridge.samples.flinkbulkload;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import momento.eventbridge.local.CachedItem;
import momento.eventbridge.local.LocalMomentoStack;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

/**
 * The job on this machine, with a local stand-in for AWS and Momento: begun at a pace at which it
 * would take a minute, cancelled after its first checkpoint, and resumed from its last one, faster.
 */
public final class Demonstration {
  private static final int FILES = 4;
  private static final String CACHE = "my-cache";

  private final PrintStream out;
  private final LocalMomentoStack stack;
  private final Path directory;
  private final int items;

  Demonstration(PrintStream out, LocalMomentoStack stack, Path directory, int items) {
    this.out = out;
    this.stack = stack;
    this.directory = directory;
    this.items = items;
  }

  /**
   * Runs it; the exit code is 0 only if every item arrived.
   *
   * @param arguments none
   * @throws Exception if the job fails
   */
  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("flink-bulk-load");
    boolean complete;
    try (LocalMomentoStack stack = LocalMomentoStack.builder().caches(CACHE).start()) {
      complete = new Demonstration(System.out, stack, directory, 20_000).run();
    } finally {
      delete(directory);
    }
    System.exit(complete ? 0 : 1); // Flink's threads would keep the process for a while
  }

  /** Whether every item arrived. */
  boolean run() throws Exception {
    writeFiles();
    int slow = items / 60;
    int fast = items / 6;
    out.printf(
        Locale.ROOT,
        "%,d items in %d files; two subtasks, paced at %,d items a second together%n",
        items,
        FILES,
        slow);

    JobClient first = start(Optional.empty(), slow);
    awaitCheckpoint(first);
    first.cancel().get();
    awaitEnd(first);
    stack.awaitIdle();
    Path checkpoint = lastCheckpoint();
    out.printf(
        Locale.ROOT,
        "cancelled with %,d items in the cache; resuming from checkpoint %s at %,d items a"
            + " second%n",
        stack.size(CACHE),
        checkpoint.getFileName(),
        fast);

    start(Optional.of(checkpoint), fast).getJobExecutionResult().get();
    stack.awaitIdle();
    long accepted = stack.counts().accepted();
    long right = IntStream.range(0, items).filter(this::isInCache).count();
    out.printf(
        Locale.ROOT,
        "done: %,d of %,d items are in the cache; EventBridge accepted %,d events, %,d of them"
            + " twice because they came after the checkpoint%n",
        right,
        items,
        accepted,
        accepted - items);
    return right == items;
  }

  private JobClient start(Optional<Path> checkpoint, int itemsPerSecond) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints().toUri().toString());
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    checkpoint.ifPresent(
        path -> configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, path.toUri().toString()));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
    BulkLoad.define(
        environment,
        ParameterTool.fromArgs(
            new String[] {
              "--input",
              input().toUri().toString(),
              "--cache",
              CACHE,
              "--items-per-second",
              "" + itemsPerSecond,
              "--region",
              "us-east-1",
              "--endpoint",
              stack.eventBridgeEndpoint().toString()
            }));
    return environment.executeAsync("bulk load");
  }

  private void awaitCheckpoint(JobClient job) throws Exception {
    CompletableFuture<JobExecutionResult> end = job.getJobExecutionResult();
    while (stack.size(CACHE) == 0 || completedCheckpoints().isEmpty()) {
      if (end.isDone()) {
        end.get(); // says why, if it failed
        throw new IllegalStateException("the job was over before its first checkpoint");
      }
      Thread.sleep(50);
    }
  }

  private static void awaitEnd(JobClient job) throws InterruptedException {
    try {
      job.getJobExecutionResult().get();
    } catch (ExecutionException e) {
      // A cancelled job has no result.
    }
  }

  private boolean isInCache(int item) {
    return stack.get(CACHE, "item-" + item).map(CachedItem::text).equals(Optional.of(value(item)));
  }

  private void writeFiles() throws IOException {
    Files.createDirectories(input());
    for (int file = 0; file < FILES; file++) {
      StringBuilder lines = new StringBuilder();
      boolean csv = file % 2 == 0;
      for (int item = file; item < items; item += FILES) {
        lines.append(
            csv
                ? "item-%d,\"%s\"%n".formatted(item, value(item))
                : "{\"key\": \"item-%d\", \"value\": \"%s\"}%n".formatted(item, value(item)));
      }
      Files.writeString(input().resolve(file + (csv ? ".csv" : ".ndjson")), lines, UTF_8);
    }
  }

  private static String value(int item) {
    return "value, of item " + item;
  }

  private Path input() {
    return directory.resolve("input");
  }

  private Path checkpoints() {
    return directory.resolve("checkpoints");
  }

  /** {@code checkpoints/<job>/chk-<number>}, once it has its metadata. */
  private List<Path> completedCheckpoints() throws IOException {
    if (!Files.exists(checkpoints())) {
      return List.of();
    }
    try (Stream<Path> paths =
        Files.find(checkpoints(), 3, (path, a) -> path.endsWith("_metadata"))) {
      return paths.map(Path::getParent).toList();
    }
  }

  private Path lastCheckpoint() throws IOException {
    return completedCheckpoints().stream()
        .max(
            Comparator.comparingInt(
                path -> Integer.parseInt(path.getFileName().toString().substring("chk-".length()))))
        .orElseThrow();
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
