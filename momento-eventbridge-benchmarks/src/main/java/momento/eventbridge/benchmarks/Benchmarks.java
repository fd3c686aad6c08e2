package momento.eventbridge.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import momento.eventbridge.benchmarks.growth.GrowthRun;
import momento.eventbridge.benchmarks.pure.PureRun;
import momento.eventbridge.benchmarks.quota.OverloadRun;
import momento.eventbridge.benchmarks.results.Chart;
import momento.eventbridge.benchmarks.results.Environment;
import momento.eventbridge.benchmarks.results.Figures;
import momento.eventbridge.benchmarks.results.MarkdownTables;
import momento.eventbridge.benchmarks.results.Results;
import momento.eventbridge.benchmarks.startup.Jars;
import momento.eventbridge.benchmarks.startup.StartUpRun;
import momento.eventbridge.benchmarks.stub.RawLoad;
import momento.eventbridge.benchmarks.stub.StubProcess;
import momento.eventbridge.benchmarks.throughput.Comparison;
import momento.eventbridge.benchmarks.throughput.ComparisonRun;
import momento.eventbridge.benchmarks.throughput.Comparisons;
import momento.eventbridge.benchmarks.throughput.Rounds;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures everything, and writes {@code results.json}, {@code tables.md} and {@code chart.svg}.
 */
@Command(
    name = "benchmarks",
    mixinStandardHelpOptions = true,
    description = "The client against the SDK called by hand, and against Camel.")
public final class Benchmarks implements Callable<Integer> {
  @Option(
      names = "--form",
      defaultValue = "FULL",
      description =
          "${COMPLETION-CANDIDATES}; the full form takes about three quarters of an hour,"
              + " the short one less than three minutes")
  private Form form = Form.FULL;

  @Option(
      names = "--results",
      defaultValue = "target/performance",
      description = "folder for the results; ${DEFAULT-VALUE}")
  private Path results = Path.of("target", "performance");

  private Benchmarks() {}

  /**
   * Runs the benchmarks.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Benchmarks()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Figures figures;
    try (StubProcess stub = StubProcess.start()) {
      figures = measure(stub);
    }
    Files.createDirectories(results);
    Files.writeString(
        results.resolve("results.json"),
        new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .writeValueAsString(Results.of(figures)));
    String tables = MarkdownTables.of(figures);
    Files.writeString(results.resolve("tables.md"), tables);
    Files.writeString(results.resolve("chart.svg"), Chart.of(figures));
    tell(tables.substring(0, tables.indexOf("## Each set-up")));
    tell("Everything is in " + results.toAbsolutePath().normalize());
    return 0;
  }

  private Figures measure(StubProcess stub) {
    Environment environment = Environment.here(form.name().toLowerCase(Locale.ROOT));
    tell("raw HTTP load");
    // The first one warms the stub up.
    RawLoad.requestsPerSecond(stub.endpoint(), 12, form.rawLoad());
    double stubRequestsPerSecond = RawLoad.requestsPerSecond(stub.endpoint(), 12, form.rawLoad());
    List<Rounds> rounds = new ArrayList<>();
    compare(Comparisons.forBars(form), form.forBars(), stub, rounds);
    if (form == Form.FULL) {
      compare(Comparisons.others(), form.forOthers(), stub, rounds);
    }
    tell("steps without requests");
    var pure = PureRun.run(form);
    tell("quotas");
    var overloads = OverloadRun.run(stub.endpoint(), form);
    tell("start-up");
    var startUps = StartUpRun.run(stub.endpoint(), form);
    tell("growth");
    var growths = GrowthRun.run(stub.endpoint(), form);
    return new Figures(
        environment,
        stubRequestsPerSecond,
        rounds,
        pure,
        overloads,
        startUps,
        Jars.measure(),
        growths);
  }

  private static void compare(
      List<Comparison> comparisons, Timing timing, StubProcess stub, List<Rounds> rounds) {
    for (Comparison comparison : comparisons) {
      tell(comparison.id());
      rounds.add(ComparisonRun.run(comparison, timing, stub));
    }
  }

  private static void tell(String text) {
    System.out.println(text);
  }
}
