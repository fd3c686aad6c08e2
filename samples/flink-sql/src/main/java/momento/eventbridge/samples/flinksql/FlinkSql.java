package momento.eventbridge.samples.flinksql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import momento.eventbridge.local.CachedItem;
import momento.eventbridge.local.LocalMomentoStack;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;

/**
 * Runs {@code revenue.sql} on this machine, with a local stand-in for AWS and Momento, and reads
 * the items again and again meanwhile.
 */
public final class FlinkSql {
  private static final List<String> KEYS =
      IntStream.rangeClosed(1, 5).mapToObj(product -> "product-" + product).toList();

  private final PrintStream out;
  private final LocalMomentoStack stack;
  private final int orders;
  private final int ordersPerSecond;

  FlinkSql(PrintStream out, LocalMomentoStack stack, int orders, int ordersPerSecond) {
    this.out = out;
    this.stack = stack;
    this.orders = orders;
    this.ordersPerSecond = ordersPerSecond;
  }

  /**
   * Runs it; the exit code is 0 only if the items are right in the end.
   *
   * @param arguments none
   * @throws Exception if the job fails
   */
  public static void main(String[] arguments) throws Exception {
    boolean right;
    try (LocalMomentoStack stack = LocalMomentoStack.builder().caches("revenue").start()) {
      right = new FlinkSql(System.out, stack, 5_000, 500).run();
    }
    System.exit(right ? 0 : 1); // Flink's threads would keep the process for a while
  }

  /** Whether the items count every order in the end. */
  boolean run() throws Exception {
    out.printf(
        Locale.ROOT,
        "%,d orders, %,d a second; a reader looks at the cache once a second%n",
        orders,
        ordersPerSecond);
    // Flink ends with the job, so that its state could not be asked for any more.
    CompletableFuture<JobExecutionResult> job =
        start().getJobClient().orElseThrow().getJobExecutionResult();
    while (!job.isDone()) {
      show();
      Thread.sleep(1_000);
    }
    job.get();
    stack.awaitIdle();
    show();
    long counted = KEYS.stream().mapToLong(this::ordersOf).sum();
    out.printf(
        Locale.ROOT,
        "done: the items count %,d of %,d orders; EventBridge accepted %,d events in %,d"
            + " requests%n",
        counted,
        orders,
        stack.counts().accepted(),
        stack.counts().requests());
    return counted == orders;
  }

  private TableResult start() throws IOException {
    TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
    tables.getConfig().set("parallelism.default", "2");
    tables.getConfig().set("restart-strategy.type", "none");
    String script =
        script(
            Map.of(
                "orders", "" + orders,
                "ordersPerSecond", "" + ordersPerSecond,
                "endpoint", stack.eventBridgeEndpoint().toString()));
    TableResult last = null;
    for (String statement : script.split(";\\s*\\n", -1)) {
      if (!statement.isBlank()) {
        last = tables.executeSql(statement);
      }
    }
    return Objects.requireNonNull(last);
  }

  private static String script(Map<String, String> values) throws IOException {
    try (InputStream in = FlinkSql.class.getResourceAsStream("revenue.sql")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
      for (Map.Entry<String, String> value : values.entrySet()) {
        text = text.replace("${" + value.getKey() + "}", value.getValue());
      }
      return text;
    }
  }

  private void show() {
    StringBuilder line = new StringBuilder();
    for (String key : KEYS) {
      item(key).ifPresent(item -> line.append(key).append(' ').append(item.text()).append("  "));
    }
    out.println(line.isEmpty() ? "(the cache is empty)" : line.toString().strip());
  }

  private long ordersOf(String key) {
    Matcher orderCount =
        Pattern.compile("\"orders\":([0-9]+)").matcher(item(key).map(CachedItem::text).orElse(""));
    return orderCount.find() ? Long.parseLong(orderCount.group(1)) : 0;
  }

  private Optional<CachedItem> item(String key) {
    return stack.get("revenue", key);
  }
}
