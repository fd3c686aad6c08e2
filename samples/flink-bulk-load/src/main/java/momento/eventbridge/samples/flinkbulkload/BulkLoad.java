package momento.eventbridge.samples.flinkbulkload;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import momento.eventbridge.CacheSet;
import momento.eventbridge.flink.MomentoEventSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

/**
 * The job: {@code --input DIRECTORY --cache NAME}, and if wanted {@code --ttl PT1H}, {@code
 * --items-per-second 300}, {@code --event-bus NAME}, {@code --region NAME}, {@code --endpoint URL}.
 * Everything else, checkpoints too, is the cluster's configuration.
 */
public final class BulkLoad {
  private static final List<String> OPTIONS =
      List.of("input", "cache", "ttl", "items-per-second", "event-bus", "region", "endpoint");

  private BulkLoad() {}

  /**
   * Runs the job in the environment that Flink finds itself in.
   *
   * @param arguments see the class
   * @throws IllegalArgumentException if there is an option that the job does not know
   * @throws Exception if the job fails
   */
  public static void main(String[] arguments) throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    define(environment, ParameterTool.fromArgs(arguments));
    environment.execute("bulk load");
  }

  /** Files, and a sink at the pace at which an API destination delivers by default. */
  static void define(StreamExecutionEnvironment environment, ParameterTool options) {
    refuseUnknown(options);
    String cache = options.getRequired("cache");
    Duration ttl = Duration.parse(options.get("ttl", "PT1H"));
    MomentoEventSink.Builder<Item> sink =
        MomentoEventSink.<Item>builder(
                (item, context) -> CacheSet.of(cache, item.key, item.value, ttl))
            .eventBusName(options.get("event-bus", "default"))
            .maxEventsPerSecond(options.getInt("items-per-second", 300));
    if (options.has("region")) {
      sink.region(options.get("region"));
    }
    if (options.has("endpoint")) {
      // Of an emulator, which takes any credentials.
      sink.endpoint(URI.create(options.get("endpoint"))).credentials("any", "any");
    }
    InputFiles.read(environment, new Path(options.getRequired("input")))
        .sinkTo(sink.build())
        .uid("momento");
  }

  /**
   * A misspelt one would leave its default in place, and a load without the pace that was meant.
   */
  private static void refuseUnknown(ParameterTool options) {
    Set<String> unknown = new TreeSet<>(options.toMap().keySet());
    OPTIONS.forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no option --%s; give some of --%s"
              .formatted(String.join(", --", unknown), String.join(", --", OPTIONS)));
    }
  }
}
