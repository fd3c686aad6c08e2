package momento.eventbridge.samples.capacity;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import momento.eventbridge.DetailType;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what a load costs each hop of the path; the exit code is 3 if one is too narrow. */
@Command(
    name = "capacity",
    mixinStandardHelpOptions = true,
    description = "What a load costs each hop of the path, and where it would pile up.")
public final class Capacity implements Callable<Integer> {
  private static final int TOO_NARROW = 3;

  /** Momento's defaults (its pages "cache limits" and "topics limits", August 2026). */
  private static final double CACHE_OPERATIONS_PER_SECOND = 100;

  private static final double TOPIC_MESSAGES_PER_SECOND = 10;

  @Option(
      names = "--type",
      description = "cacheSet, cacheDelete or topicPublish (default: ${DEFAULT-VALUE})",
      defaultValue = "cacheSet")
  private String type = "";

  @Option(
      names = "--events-per-second",
      description = "published per second (default: ${DEFAULT-VALUE})",
      defaultValue = "1000")
  private double eventsPerSecond;

  @Option(
      names = "--bytes",
      description = "size of one entry (default: ${DEFAULT-VALUE})",
      defaultValue = "200")
  private int bytes;

  @Option(
      names = "--total",
      description = "events of a bulk load; 0 for a stream without an end (default)",
      defaultValue = "0")
  private long total;

  @Option(names = "--region", description = "default: ${DEFAULT-VALUE}", defaultValue = "us-east-1")
  private String region = "";

  @Option(
      names = "--destination-per-second",
      description = "the stack's rate limit of the API destination (default: ${DEFAULT-VALUE})",
      defaultValue = "300")
  private double destinationPerSecond;

  @Option(
      names = "--momento-per-second",
      description = "what your Momento account takes (default: 100; 10 for topics)")
  private Optional<Double> momentoPerSecond = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  Capacity() {}

  /**
   * Runs it.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    int exitCode = new CommandLine(new Capacity()).execute(arguments);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  @Override
  public Integer call() {
    Forecast forecast = forecast();
    print(forecast, spec.commandLine().getOut());
    return forecast.narrowest().isExceeded() ? TOO_NARROW : 0;
  }

  private Forecast forecast() {
    DetailType detailType =
        DetailType.of(type)
            .orElseThrow(
                () -> wrong("type is " + type + "; give cacheSet, cacheDelete or topicPublish"));
    double momento =
        momentoPerSecond.orElse(
            detailType == DetailType.TOPIC_PUBLISH
                ? TOPIC_MESSAGES_PER_SECOND
                : CACHE_OPERATIONS_PER_SECOND);
    try {
      return Forecast.of(
          new Load(detailType, eventsPerSecond, bytes, total),
          RegionQuotas.of(region),
          destinationPerSecond,
          momento);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private CommandLine.ParameterException wrong(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }

  private void print(Forecast forecast, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s, %,.0f a second of %,d bytes in %s, %d in a request%n%n",
        forecast.load().type(),
        eventsPerSecond,
        bytes,
        region,
        forecast.load().entriesPerRequest());
    out.printf("%-16s %10s %10s %7s%n", "hop", "load/s", "limit/s", "use");
    for (Hop hop : forecast.hops()) {
      out.printf(
          Locale.ROOT,
          "%-16s %,10.0f %,10.0f %6.0f%%%s%n",
          hop.name(),
          hop.load(),
          hop.limit(),
          hop.use() * 100,
          hop.isExceeded() ? " of its " + hop.unit() + ": what is over is " + hop.over() : "");
    }
    out.println();
    printBacklog(forecast, out);
    out.printf(
        Locale.ROOT,
        "Cost: %.2f USD for a million events (publishing and delivery, list prices of 2026-03).%n",
        forecast.usdPerMillionEvents());
    out.flush();
  }

  private void printBacklog(Forecast forecast, PrintWriter out) {
    if (forecast.load().hasEnd()) {
      out.printf(
          Locale.ROOT,
          "The last of %,d events is applied after %s, by %s.%n",
          total,
          text(forecast.seconds()),
          forecast.narrowest().name());
    }
    if (forecast.backlogGrowth() > 0 && !forecast.load().hasEnd()) {
      out.printf(
          Locale.ROOT, "The backlog grows by %,.0f events a second.%n", forecast.backlogGrowth());
    }
    if (Double.isFinite(forecast.secondsUntilLoss())) {
      out.printf(
          "From %s on, events are 24 hours old and go to the dead-letter queue%s.%n",
          text(forecast.secondsUntilLoss()),
          forecast.load().hasEnd() ? String.format(Locale.ROOT, ": %,.0f", forecast.lost()) : "");
    } else {
      out.println("Nothing is lost to age.");
    }
  }

  private static String text(double seconds) {
    Duration time = Duration.ofSeconds(Math.round(seconds));
    return time.toHours() > 0
        ? time.toHours() + " h " + time.toMinutesPart() + " min"
        : time.toMinutes() > 0
            ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
            : time.toSeconds() + " s";
  }
}
