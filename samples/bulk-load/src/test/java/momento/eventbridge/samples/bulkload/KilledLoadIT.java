package momento.eventbridge.samples.bulkload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import momento.eventbridge.local.Hop;
import momento.eventbridge.local.LocalMomentoStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 100,000 rows by real processes with a small heap, which are cut off in the middle. */
class KilledLoadIT {
  private static final long SEED = 20_261_125;
  private static final int ROWS = 100_000;

  /** What a killed process has sent after its last checkpoint. */
  private static final int REPEATED_AT_MOST = Loader.ROWS_PER_CHECKPOINT + Loader.MAX_UNSETTLED;

  private final Random random = new Random(SEED);
  private final ProductFile products;
  private final Path checkpoint;
  private volatile CountDownLatch untilKill = new CountDownLatch(0);

  KilledLoadIT(@TempDir Path directory) {
    products = new ProductFile(directory.resolve("products.csv"), ROWS);
    checkpoint = directory.resolve("products.csv.checkpoint.json");
  }

  @Test
  void everyRowIsInTheCacheAfterAnInterruptAndTwoKills() throws Exception {
    products.write();
    try (LocalMomentoStack stack =
        LocalMomentoStack.builder().caches("my-cache").hopListener(this::count).start()) {
      long interrupted = runUntilCutOff(stack, false);
      assertThat(stack.counts().accepted())
          .as("an interrupted run settles all that it sent")
          .isEqualTo(interrupted);
      long killed = runUntilCutOff(stack, true);
      assertThat(killed).as("a killed run gets on").isGreaterThan(interrupted);
      long killedAgain = runUntilCutOff(stack, true);
      assertThat(killedAgain).as("a killed run gets on").isGreaterThan(killed);
      start(stack).waitFor();
      stack.awaitIdle();

      assertThat(MillionRows.found(products, stack))
          .isEqualTo(stack.size("my-cache"))
          .isEqualTo(products.goodRows());
      assertThat(stack.counts().accepted())
          .isBetween(products.goodRows(), products.goodRows() + 2L * REPEATED_AT_MOST);
      assertThat(checkpoint).doesNotExist();
      assertThat(Files.readAllLines(checkpoint.resolveSibling("products.csv.rejected.csv")))
          .hasSize(2)
          .last()
          .asString()
          .startsWith((ROWS + 1) + ",\"message ");
    }
  }

  /** Starts a loader, lets it get some rows accepted, and ends it; how far it says it came. */
  private long runUntilCutOff(LocalMomentoStack stack, boolean forcibly)
      throws IOException, InterruptedException {
    // Enough for a new checkpoint, and three times not enough for all rows.
    untilKill = new CountDownLatch(REPEATED_AT_MOST + random.nextInt(8_000));
    Process loader = start(stack);
    assertThat(untilKill.await(5, TimeUnit.MINUTES)).as("the loader loads").isTrue();
    if (forcibly) {
      loader.destroyForcibly(); // nothing in the process can do anything about it
    } else {
      loader.destroy();
    }
    loader.waitFor();
    stack.awaitIdle();
    return Checkpoint.of(products.path(), "my-cache", "default", checkpoint).rows();
  }

  private Process start(LocalMomentoStack stack) throws IOException {
    return LoaderProcess.of(products.path(), stack)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private void count(Hop hop) {
    if (hop.step() == Hop.Step.ACCEPTED) {
      untilKill.countDown();
    }
  }
}
