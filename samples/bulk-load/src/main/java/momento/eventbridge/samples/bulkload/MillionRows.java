package momento.eventbridge.samples.bulkload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import momento.eventbridge.local.CachedItem;
import momento.eventbridge.local.Hop;
import momento.eventbridge.local.LocalMomentoStack;
import momento.eventbridge.local.StackCounts;

/** Writes a file, loads it into a local stack, and looks up every row in the cache. */
public final class MillionRows {
  private static volatile Runnable whenDelivered = () -> {};

  private MillionRows() {}

  /**
   * Runs it; the exit code is 0 only if the cache holds every row that can be there.
   *
   * @param arguments the directory of the file, and the number of rows
   * @throws IOException if the file cannot be written
   * @throws InterruptedException if the thread is interrupted
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    ProductFile products =
        new ProductFile(Path.of(arguments[0], "products.csv"), Long.parseLong(arguments[1]));
    products.write();
    try (LocalMomentoStack stack =
        LocalMomentoStack.builder().caches("my-cache").hopListener(MillionRows::count).start()) {
      LoaderProcess.run(products.path(), stack);
      // EventBridge is still at it: accepted is not delivered.
      try (ProgressBar bar = new ProgressBar("delivered", stack.counts().accepted())) {
        whenDelivered = () -> bar.stepTo(stack.counts().delivered());
        stack.awaitIdle();
      }
      StackCounts counts = stack.counts();
      long found = found(products, stack);
      System.out.printf(
          Locale.ROOT,
          "the local EventBridge accepted %,d events; the cache holds %,d of the %,d good rows with"
              + " their value%n",
          counts.accepted(),
          found,
          products.goodRows());
      System.exit(found == products.goodRows() && stack.size("my-cache") == found ? 0 : 1);
    }
  }

  private static void count(Hop hop) {
    if (hop.step() == Hop.Step.DELIVERED) {
      whenDelivered.run();
    }
  }

  static long found(ProductFile products, LocalMomentoStack stack) {
    long found = 0;
    for (long row = 1; row <= products.rows(); row++) {
      String message = products.message(row);
      if (!products.isSpoilt(row)
          && stack
              .get("my-cache", products.key(row))
              .map(CachedItem::text)
              .filter(message::equals)
              .isPresent()) {
        found++;
      }
    }
    return found;
  }
}
