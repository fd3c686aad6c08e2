package momento.eventbridge.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loads items into the cache while the job fails five times at seeded moments and is restored from
 * checkpoints, and once is stopped with a savepoint and goes on with another parallelism. {@code
 * -Dflink.load.events=1000000} makes it a million.
 */
class FailingLoadIT {
  private static final long EVENTS = Long.getLong("flink.load.events", 50_000);
  private static final long SEED = 20_261_124;
  private static final Duration LONG = Duration.ofHours(2);

  /** Much less than an entry of each event would take. */
  private static final long FLAT = 32 << 20;

  @TempDir private Path directory;
  private final List<Long> usedBytes = new ArrayList<>();

  @Test
  void theCacheEqualsTheInput() throws Exception {
    SeededFailures.reset(SEED, EVENTS, new double[] {3, 0.1, 0.4}, new double[] {2, 0.6, 0.85});
    StackProcess.Tally tally;
    try (StackProcess stack = StackProcess.start()) {
      JobClient first = start(stack.endpoint(), 2, new Configuration());
      awaitPassed(0.25, stack);
      awaitPassed(0.5, stack);
      await()
          .atMost(LONG)
          .failFast(
              "the job or the stack has ended",
              () -> stack.hasEnded() || first.getJobStatus().get().isTerminalState())
          .until(() -> SeededFailures.failures() == 3);
      String savepoint = stopWithSavepoint(first);

      Configuration restored = new Configuration();
      restored.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
      JobClient second = start(stack.endpoint(), 3, restored);
      awaitPassed(0.75, stack);
      CompletableFuture<JobExecutionResult> end = second.getJobExecutionResult();
      await().atMost(LONG).failFast("the stack has ended", stack::hasEnded).until(end::isDone);
      end.get();
      sampleMemory();
      assertThat(SeededFailures.failures()).isEqualTo(5);

      tally = stack.tally(EVENTS);
    }
    long duplicates = tally.accepted() - EVENTS;
    System.out.printf(
        Locale.ROOT,
        "%,d events: %d failures, %d checkpoints, %d subtasks restored; accepted %,d in %,d"
            + " requests; %,d items, 0 lost, %,d duplicates (%.2f %%); used memory after GC at 25"
            + " %%, 50 %%, 75 %%, 100 %%: %s MB%n",
        EVENTS,
        SeededFailures.failures(),
        SeededFailures.checkpoints(),
        SeededFailures.restored(),
        tally.accepted(),
        tally.requests(),
        tally.items(),
        duplicates,
        100.0 * duplicates / EVENTS,
        usedBytes.stream().map(bytes -> bytes >> 20).toList());

    assertThat(tally.wrong()).as("items that are missing or wrong").isZero();
    assertThat(tally.items()).isEqualTo(EVENTS);
    assertThat(duplicates).isGreaterThanOrEqualTo(0);
    // Of each failure and of the savepoint: not always all, for a subtask can fail before another
    // one has begun again.
    assertThat(SeededFailures.restored()).isGreaterThanOrEqualTo(5 + 1);
    assertThat(usedBytes.get(3)).isLessThan(usedBytes.get(0) + FLAT);
  }

  private JobClient start(URI endpoint, int parallelism, Configuration configuration)
      throws Exception {
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
    // A checkpoint's barrier waits behind what is in the network, here many seconds of numbers.
    configuration.set(TaskManagerOptions.MEMORY_SEGMENT_SIZE, MemorySize.parse("4kb"));
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.resolve("checkpoints").toUri() + "");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 5);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    environment
        .fromSource(
            new DataGeneratorSource<>(number -> number, EVENTS, Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "numbers")
        .uid("numbers")
        // Makes the job one region, so that each failure restarts all of it.
        .keyBy(number -> number)
        // Beside the sink, and so in step with it: the network's buffers would hold all that is
        // left.
        .map(new SeededFailures())
        .uid("failures")
        .sinkTo(
            MomentoEventSink.<Long>builder((number, context) -> StackProcess.item(number))
                .region("us-east-1")
                .endpoint(endpoint)
                .credentials("id", "secret")
                .build())
        .uid("sink");
    return environment.executeAsync();
  }

  private String stopWithSavepoint(JobClient job) {
    String target = directory.resolve("savepoints").toUri().toString();
    // A job that is just being restored takes no savepoint.
    return await()
        .atMost(LONG)
        .ignoreExceptionsMatching(
            e -> e instanceof ExecutionException || e instanceof CompletionException)
        .until(
            () -> job.stopWithSavepoint(false, target, SavepointFormatType.CANONICAL).get(),
            path -> !path.isEmpty());
  }

  private void awaitPassed(double fraction, StackProcess stack) {
    await()
        .atMost(LONG)
        .failFast("the stack has ended", stack::hasEnded)
        .until(() -> SeededFailures.passed() >= fraction * EVENTS);
    sampleMemory();
  }

  private void sampleMemory() {
    System.gc();
    usedBytes.add(Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
  }
}
