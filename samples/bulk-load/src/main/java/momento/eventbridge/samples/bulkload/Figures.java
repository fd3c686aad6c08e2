package momento.eventbridge.samples.bulkload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import momento.eventbridge.PublisherListener;
import momento.eventbridge.RequestReport;

/** What a run cost. */
final class Figures implements PublisherListener {
  private static final Path LINUX_STATUS = Path.of("/proc/self/status");
  private static final long MIB = 1_048_576;

  private final long start = System.nanoTime();
  private final LongAdder requests = new LongAdder();
  private final LongAdder entries = new LongAdder();

  @Override
  public void onRequest(RequestReport report) {
    requests.increment();
    entries.add(report.entries());
  }

  /** The rows are those of this run; what was sent again counts as sent twice. */
  String text(long rows) {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    return String.format(
        Locale.ROOT,
        "this run: %,d rows, %,d events in %,d requests (%.2f in each), %d:%02d minutes, %,.0f rows"
            + " a second%nmemory: a heap of %,d MiB%s",
        rows,
        entries.sum(),
        requests.sum(),
        entries.sum() / (double) Math.max(1, requests.sum()),
        elapsed.toMinutes(),
        elapsed.toSecondsPart(),
        rows / Math.max(0.001, elapsed.toNanos() / 1e9),
        Runtime.getRuntime().maxMemory() / MIB,
        peakOfProcess());
  }

  private static String peakOfProcess() {
    if (!Files.isReadable(LINUX_STATUS)) {
      return "";
    }
    try (Stream<String> lines = Files.lines(LINUX_STATUS)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .map(
              line ->
                  ", the whole process at its peak "
                      + Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
          .findFirst()
          .map(text -> text + " MiB")
          .orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
