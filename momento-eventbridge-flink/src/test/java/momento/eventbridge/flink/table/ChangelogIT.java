package momento.eventbridge.flink.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import momento.eventbridge.flink.LocalCluster;
import momento.eventbridge.local.LocalMomentoStack;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A changelog of inserts, updates and deletes, whose end the cache has to equal. {@code
 * -Dflink.changelog.bookings=220000} makes it more than 100,000 changes.
 */
class ChangelogIT {
  private final LocalMomentoStack stack = LocalMomentoStack.builder().caches("prices").start();
  private final StreamExecutionEnvironment environment = LocalCluster.environment(2);
  private final StreamTableEnvironment tables = StreamTableEnvironment.create(environment);

  @AfterEach
  void stop() {
    stack.close();
  }

  private static final long COUNT = Long.getLong("flink.changelog.bookings", 11_000);

  /** Bookings on 1,000 accounts, of which the query keeps those above a balance. */
  private static final String BOOKINGS =
      String.format(
          Locale.ROOT,
          "CREATE TABLE bookings (i BIGINT) WITH ('connector' = 'datagen', 'number-of-rows' ="
              + " '%1$d', 'fields.i.kind' = 'sequence', 'fields.i.start' = '1', 'fields.i.end' ="
              + " '%1$d')",
          COUNT);

  private static final String BALANCES =
      "SELECT account, SUM(amount) AS balance FROM (SELECT CONCAT('account-',"
          + " CAST(MOD(i * 7919 + i / 7, 1000) AS STRING)) AS account,"
          + " MOD((i / 13) * (i / 17) + i * 31, 11) - 5 AS amount FROM bookings)"
          + " GROUP BY account HAVING SUM(amount) > -5";

  /** Counted by the tasks, which run in this process. */
  private static final Map<RowKind, LongAdder> CHANGES = new ConcurrentHashMap<>();

  @Test
  void theCacheEndsAtTheQuerysFinalResult() throws Exception {
    tables.executeSql(BOOKINGS);
    tables.executeSql(
        TableOnClusterTest.table(
            stack,
            "(account STRING, balance BIGINT, PRIMARY KEY (account) NOT ENFORCED)",
            "'ttl' = '5 min', 'format' = 'json', 'value.fields-include' = 'EXCEPT_KEY',"
                + " 'sink.requests.max-buffered' = '5000'"));

    tables.executeSql("INSERT INTO t " + BALANCES).await();
    stack.awaitIdle();

    Map<String, String> expected = new TreeMap<>();
    finalBalances()
        .forEach((account, balance) -> expected.put(account, "{\"balance\":" + balance + "}"));
    assertThat(items(1_000)).isEqualTo(expected);
    assertThat(stack.size("prices")).isEqualTo(expected.size());
    countChanges();
    long set = count(RowKind.INSERT) + count(RowKind.UPDATE_AFTER);
    assertThat(set).as("most bookings change a balance").isGreaterThan(COUNT / 3);
    assertThat(count(RowKind.UPDATE_BEFORE) + count(RowKind.DELETE)).isGreaterThan(COUNT / 100);
    System.out.printf(
        "%,d rows set and %,d taken back; PutEvents took %,d events in %,d requests; %,d items%n",
        set,
        count(RowKind.UPDATE_BEFORE),
        stack.counts().accepted(),
        stack.counts().requests(),
        expected.size());
  }

  @Test
  void insertsUpdatesAndDeletesOfAChangelogEndAtItsLastChanges() throws Exception {
    int changes = 5_000;
    DataStream<Row> changelog =
        environment
            .fromSource(
                new DataGeneratorSource<>(i -> i, changes, Types.LONG),
                WatermarkStrategy.noWatermarks(),
                "changes")
            .setParallelism(1)
            .map(ChangelogIT::change)
            .returns(Types.ROW_NAMED(new String[] {"account", "v"}, Types.STRING, Types.STRING))
            .setParallelism(1);
    tables.createTemporaryView(
        "changes",
        tables.fromChangelogStream(
            changelog,
            Schema.newBuilder()
                .column("account", "STRING NOT NULL")
                .column("v", "STRING")
                .primaryKey("account")
                .build(),
            ChangelogMode.upsert()));
    tables.executeSql(
        TableOnClusterTest.table(
            stack,
            "(account STRING, v STRING, PRIMARY KEY (account) NOT ENFORCED)",
            "'ttl' = '5 min'"));

    tables.executeSql("INSERT INTO t SELECT * FROM changes").await();
    stack.awaitIdle();

    Map<String, String> expected = new TreeMap<>();
    for (long i = 0; i < changes; i++) {
      Row row = change(i);
      String account = String.valueOf(row.getField(0));
      if (row.getKind() == RowKind.DELETE) {
        expected.remove(account);
      } else {
        expected.put(account, String.valueOf(row.getField(1)));
      }
    }
    assertThat(items(1_000)).isEqualTo(expected).hasSizeBetween(500, 950);
  }

  /** One in six deletes. */
  private static Row change(long i) {
    String account = "account-" + (i * 7_919 + i / 7) % 1_000;
    return (i / 13 * (i / 17) + i * 31) % 6 == 0
        ? Row.ofKind(RowKind.DELETE, account, null)
        : Row.ofKind(RowKind.UPDATE_AFTER, account, "value " + i);
  }

  /** Flink's own answer to the query, of a batch job. */
  private static Map<String, Long> finalBalances() throws Exception {
    TableEnvironment batch = TableEnvironment.create(EnvironmentSettings.inBatchMode());
    batch.executeSql(BOOKINGS);
    Map<String, Long> balances = new TreeMap<>();
    CloseableIterator<Row> rows = batch.executeSql(BALANCES).collect();
    try {
      rows.forEachRemaining(
          row ->
              balances.put(
                  String.valueOf(row.getField(0)),
                  ((Number) Objects.requireNonNull(row.getField(1))).longValue()));
    } finally {
      rows.close();
    }
    return balances;
  }

  /** The changes of the same query once more, as the sink gets them. */
  private void countChanges() throws Exception {
    CHANGES.clear();
    tables
        .toChangelogStream(tables.sqlQuery(BALANCES))
        .map(
            row -> {
              CHANGES.computeIfAbsent(row.getKind(), kind -> new LongAdder()).increment();
              return 0;
            })
        .returns(Types.INT)
        .sinkTo(new DiscardingSink<>());
    environment.execute();
  }

  private static long count(RowKind kind) {
    LongAdder counter = CHANGES.get(kind);
    return counter == null ? 0 : counter.sum();
  }

  private Map<String, String> items(int accounts) {
    Map<String, String> items = new TreeMap<>();
    for (int i = 0; i < accounts; i++) {
      String account = "account-" + i;
      stack.get("prices", account).ifPresent(item -> items.put(account, item.text()));
    }
    return items;
  }
}
