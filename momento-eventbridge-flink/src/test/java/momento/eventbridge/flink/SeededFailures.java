package momento.eventbridge.flink;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;

/**
 * Passes elements on and fails the job at seeded moments, but never before a checkpoint was
 * completed since the failure before. What it counts outlives the job, because all is one process.
 */
final class SeededFailures
    implements MapFunction<Long, Long>, CheckpointedFunction, CheckpointListener {
  private static final long serialVersionUID = 1L;

  private static final AtomicLong PASSED = new AtomicLong();
  private static final AtomicInteger FAILURES = new AtomicInteger();
  private static final AtomicInteger RESTORED = new AtomicInteger();
  private static final AtomicLong CHECKPOINTS = new AtomicLong();
  private static final AtomicLong CHECKPOINTS_AT_FAILURE = new AtomicLong();
  private static volatile long[] moments = {};

  /** Forgets all, and sets as many moments in each part, from one fraction to another. */
  static void reset(long seed, long events, double[]... parts) {
    Random random = new Random(seed);
    moments =
        Arrays.stream(parts)
            .flatMapToLong(
                part ->
                    random
                        .doubles((long) part[0], part[1], part[2])
                        .mapToLong(at -> (long) (at * events))
                        .sorted())
            .toArray();
    PASSED.set(0);
    FAILURES.set(0);
    RESTORED.set(0);
    CHECKPOINTS.set(0);
    CHECKPOINTS_AT_FAILURE.set(0);
  }

  static long passed() {
    return PASSED.get();
  }

  static int failures() {
    return FAILURES.get();
  }

  /** How often a subtask began with a state. */
  static int restored() {
    return RESTORED.get();
  }

  static long checkpoints() {
    return CHECKPOINTS.get();
  }

  @Override
  public Long map(Long number) {
    long passed = PASSED.incrementAndGet();
    int next = FAILURES.get();
    if (next < moments.length
        && passed >= moments[next]
        && CHECKPOINTS.get() > CHECKPOINTS_AT_FAILURE.get()
        && FAILURES.compareAndSet(next, next + 1)) {
      CHECKPOINTS_AT_FAILURE.set(CHECKPOINTS.get());
      throw new IllegalStateException("failure " + (next + 1) + " of " + moments.length);
    }
    return number;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    CHECKPOINTS.incrementAndGet();
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {}

  @Override
  public void initializeState(FunctionInitializationContext context) {
    if (context.isRestored()) {
      RESTORED.incrementAndGet();
    }
  }
}
