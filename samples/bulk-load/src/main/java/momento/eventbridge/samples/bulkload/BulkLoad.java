package momento.eventbridge.samples.bulkload;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.MomentoEventException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Loads a CSV file into a cache through EventBridge. Region, credentials and endpoint are those
 * that the AWS SDK finds in the environment.
 */
@Command(
    name = "BulkLoad",
    description = "Loads a CSV file into a cache; run again, it goes on where it was cut off.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class BulkLoad implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FILE",
      description =
          "CSV in UTF-8; its first line names the columns: key,message or key,message,ttl")
  private Path file = Path.of("");

  @Option(names = "--cache", description = "the cache, which must exist")
  private String cache = System.getenv().getOrDefault("MOMENTO_CACHE", "my-cache");

  @Option(names = "--bus", description = "name or ARN of the event bus")
  private String bus = System.getenv().getOrDefault("EVENT_BUS_NAME", "default");

  @Option(names = "--ttl", description = "seconds that a row without a ttl lives")
  private long ttl = 3_600;

  @Option(
      names = "--events-per-second",
      description = "the pace, for example what the API destination can deliver; default: none")
  private Optional<Integer> eventsPerSecond = Optional.empty();

  private BulkLoad() {}

  /**
   * Loads a file; the exit code is 0 only if every row was accepted.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new BulkLoad()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Figures figures = new Figures();
    try (MomentoEventAsyncPublisher publisher = publisher(figures)) {
      publisher.verifyEventBus();
      return load(publisher, figures, out);
    } catch (LoadStoppedException | MomentoEventException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 1;
    }
  }

  /** Patient, because nobody waits; and with a buffer that leaves room in a small heap. */
  private MomentoEventAsyncPublisher publisher(Figures figures) {
    MomentoEventAsyncPublisher.Builder builder =
        MomentoEventAsyncPublisher.builder()
            .eventBusName(bus)
            .source("bulk-load")
            .deliveryTimeout(Duration.ofMinutes(5))
            .maxBufferedEvents(Loader.MAX_UNSETTLED)
            .maxBufferedBytes(16L * 1_024 * 1_024)
            .blockWhenFull(Duration.ofHours(1))
            .listener(figures);
    eventsPerSecond.ifPresent(builder::maxEventsPerSecond);
    return builder.build();
  }

  private int load(MomentoEventAsyncPublisher publisher, Figures figures, PrintWriter out)
      throws IOException {
    Path checkpointFile = beside(".checkpoint.json");
    Path rejectedFile = beside(".rejected.csv");
    Checkpoint start = Checkpoint.of(file, cache, bus, checkpointFile);
    if (start.rows() > 0) {
      out.printf(Locale.ROOT, "going on after row %,d, from %s%n", start.rows(), checkpointFile);
      out.flush();
    }
    Checkpoint end = load(publisher, start, checkpointFile, rejectedFile);
    out.printf(
        Locale.ROOT,
        "%,d rows: %,d accepted, %,d rejected (see %s)%n",
        end.rows(),
        end.accepted(),
        end.rows() - end.accepted(),
        rejectedFile);
    out.println(figures.text(end.rows() - start.rows()));
    out.flush();
    return end.rows() == end.accepted() ? 0 : 1;
  }

  private Checkpoint load(
      MomentoEventAsyncPublisher publisher,
      Checkpoint start,
      Path checkpointFile,
      Path rejectedFile)
      throws IOException {
    CountDownLatch done = new CountDownLatch(1);
    try (InputStream in = ProgressBar.wrap(Files.newInputStream(file), bar());
        CsvRows rows = new CsvRows(in, cache, Duration.ofSeconds(ttl));
        RejectedRows rejected = new RejectedRows(rejectedFile, start.rejectedBytes())) {
      Loader loader = new Loader(publisher::publish, rejected, checkpointFile, start);
      // Ctrl-C: settle what is under way, so that the next run repeats nothing.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(loader, done)));
      Checkpoint end = loader.load(rows);
      if (loader.isAtEnd()) {
        Files.delete(checkpointFile); // there is nothing to go on with
      }
      return end;
    } finally {
      done.countDown();
    }
  }

  private static void stop(Loader loader, CountDownLatch done) {
    loader.stop();
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ProgressBarBuilder bar() throws IOException {
    return new ProgressBarBuilder()
        .setTaskName(String.valueOf(file.getFileName()))
        .setInitialMax(Files.size(file))
        .setUnit(" MiB", 1_048_576);
  }

  private Path beside(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }
}
