package momento.eventbridge.flink.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import momento.eventbridge.flink.LocalCluster;
import momento.eventbridge.local.LocalMomentoStack;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Queries whose results are read in the cache. */
class TableOnClusterTest {
  private final LocalMomentoStack stack =
      LocalMomentoStack.builder().caches("prices", "other").start();
  private final StreamExecutionEnvironment environment = LocalCluster.environment(2);
  private final StreamTableEnvironment tables = StreamTableEnvironment.create(environment);

  @AfterEach
  void stop() {
    stack.close();
  }

  @Test
  void theExampleOfTheDocumentationWorks() throws Exception {
    tables.executeSql(
        table(
            "(sku STRING, price DECIMAL(10, 2), PRIMARY KEY (sku) NOT ENFORCED)",
            "'ttl' = '5 min', 'format' = 'json'"));

    insert("INSERT INTO t VALUES ('a', 1.5), ('b', 2) ON CONFLICT DO DEDUPLICATE");

    assertThat(stack.get("prices", "a").orElseThrow().text())
        .isEqualTo("{\"sku\":\"a\",\"price\":1.5}");
    assertThat(stack.get("prices", "a").orElseThrow().remainingTtl())
        .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
  }

  @Test
  void theSqlOfTheReadmeWorks() throws Exception {
    Matcher sql =
        Pattern.compile("```sql\n([^`]*);\n([^`]*);\n```")
            .matcher(Files.readString(Path.of("..", "README.md")));
    assertThat(sql.find()).isTrue();
    String connector = "'connector' = 'momento-eventbridge'";
    assertThat(sql.group(1)).contains(connector);
    tables.executeSql(
        "CREATE TEMPORARY VIEW offers AS SELECT * FROM (VALUES ('tea', 9.90), ('tea', 12.50),"
            + " ('coffee', 3.00)) AS o (sku, price)");

    tables.executeSql(sql.group(1).replace(connector, connector + ", " + place(stack)));
    insert(sql.group(2));

    assertThat(stack.get("prices", "tea").orElseThrow().text())
        .startsWith("{\"sku\":\"tea\",\"price\":12.5");
    assertThat(stack.size("prices")).isEqualTo(2);
  }

  /** The planner does not look at the values, which could be of one key. */
  @Test
  void aQueryWithoutTheTablesKeyIsRefusedUnlessItSaysWhatToDoOnConflict() {
    tables.executeSql(
        table("(k STRING, v STRING, PRIMARY KEY (k) NOT ENFORCED)", "'ttl' = '5 min'"));

    assertFails("INSERT INTO t VALUES ('a', 'v'), ('b', 'v')", "ON CONFLICT");
  }

  @Test
  void aColumnOfTextIsTheValueAsItIs() throws Exception {
    tables.executeSql(
        table("(sku STRING, v STRING, PRIMARY KEY (sku) NOT ENFORCED)", "'ttl' = '5 min'"));

    insert("INSERT INTO t VALUES ('a', 'plain \"text\"') ON CONFLICT DO DEDUPLICATE");

    assertThat(stack.get("prices", "a").orElseThrow().text()).isEqualTo("plain \"text\"");
  }

  @Test
  void everyTypeOfAKeyHasItsText() throws Exception {
    tables.getConfig().set("table.local-time-zone", "UTC");
    tables.executeSql(
        table(
            "(a STRING, b INT, c DECIMAL(5, 2), d BOOLEAN, e DATE, f TIME, g TIMESTAMP(3), h"
                + " TIMESTAMP_LTZ(3), v STRING, PRIMARY KEY (h, a, b, c, d, e, f, g) NOT ENFORCED)",
            "'ttl' = '5 min'"));

    insert(
        "INSERT INTO t VALUES ('x:y', 7, CAST(1.5 AS DECIMAL(5, 2)), TRUE, DATE '2026-11-24', TIME"
            + " '10:15:00', TIMESTAMP '2026-11-24 10:15:30.500', CAST(TIMESTAMP '2026-11-24"
            + " 10:15:30.500' AS TIMESTAMP_LTZ(3)), 'v') ON CONFLICT DO DEDUPLICATE");

    // In the order of the PRIMARY KEY clause; the colons of the columns are ~1.
    List<String> columns =
        List.of(
            "2026-11-24T10:15:30.500Z",
            "x:y",
            "7",
            "1.50",
            "true",
            "2026-11-24",
            "10:15",
            "2026-11-24T10:15:30.500");
    String key = TableKey.of(columns);
    assertThat(stack.get("prices", key)).isPresent();
    assertThat(TableKey.columns(key, 8)).isEqualTo(columns);
  }

  @Test
  void metadataColumnsSayWhereAndHowLong() throws Exception {
    tables.executeSql(
        table(
            "(k STRING, v STRING, life INT METADATA FROM 'ttl', cache STRING METADATA, PRIMARY KEY"
                + " (k) NOT ENFORCED)",
            "'ttl' = '5 min'"));

    insert(
        "INSERT INTO t VALUES ('a', 'v', 30, 'other'), ('b', 'v', CAST(NULL AS INT), CAST(NULL AS"
            + " STRING)) ON CONFLICT DO DEDUPLICATE");

    assertThat(stack.get("other", "a").orElseThrow().remainingTtl())
        .isLessThanOrEqualTo(Duration.ofSeconds(30));
    assertThat(stack.get("prices", "b").orElseThrow().remainingTtl())
        .isGreaterThan(Duration.ofMinutes(4));
  }

  @Test
  void appendedRowsBecomeMessages() throws Exception {
    tables.executeSql(
        table(
            "(m STRING, topic STRING METADATA)",
            "'topic-name' = 'news', 'sink.parallelism' = '1'"));
    List<String> texts = new ArrayList<>();
    try (var news = stack.subscribe("prices", "news");
        var sport = stack.subscribe("prices", "sport")) {
      insert("INSERT INTO t VALUES ('one', CAST(NULL AS STRING)), ('two', 'sport')");
      texts.add(news.next().text());
      texts.add(sport.next().text());
    }

    assertThat(texts).containsExactly("one", "two");
  }

  @Test
  void aRowWithANullKeyFailsTheJobInFlinksWords() {
    tables.executeSql(
        table("(k STRING, v STRING, PRIMARY KEY (k) NOT ENFORCED)", "'ttl' = '5 min'"));

    assertFails(
        "INSERT INTO t SELECT k, MAX(v) FROM (VALUES (CAST(NULL AS STRING), 'v')) AS s(k, v) GROUP"
            + " BY k",
        "Column 'k' is NOT NULL, however, a null value is being written into it");
  }

  @Test
  void anEmptyKeyFailsTheJob() {
    tables.executeSql(
        table("(k STRING, v STRING, PRIMARY KEY (k) NOT ENFORCED)", "'ttl' = '5 min'"));

    assertFails("INSERT INTO t VALUES ('', 'v') ON CONFLICT DO DEDUPLICATE", "key is empty");
  }

  @Test
  void aNullValueFailsTheJob() {
    tables.executeSql(
        table("(k STRING, v STRING, PRIMARY KEY (k) NOT ENFORCED)", "'ttl' = '5 min'"));

    assertFails(
        "INSERT INTO t VALUES ('a', CAST(NULL AS STRING)) ON CONFLICT DO DEDUPLICATE",
        "message is empty");
  }

  @Test
  void aValueOfBytesFailsTheJob() {
    tables.executeSql(
        table(
            "(k STRING, v BYTES, PRIMARY KEY (k) NOT ENFORCED)",
            "'ttl' = '5 min', 'format' = 'raw', 'value.fields-include' = 'EXCEPT_KEY'"));

    assertFails(
        "INSERT INTO t VALUES ('a', X'FF') ON CONFLICT DO DEDUPLICATE",
        "has 1 bytes that are not UTF-8");
  }

  @Test
  void aRowWithoutATimeToLiveFailsTheJob() {
    tables.executeSql(
        table(
            "(k STRING, v STRING, ttl BIGINT METADATA, PRIMARY KEY (k) NOT ENFORCED)",
            "'event-bus-name' = 'default'"));

    assertFails(
        "INSERT INTO t VALUES ('a', 'v', CAST(NULL AS BIGINT)) ON CONFLICT DO DEDUPLICATE",
        "ttl is missing");
  }

  @Test
  void anInvalidCacheNameInARowFailsTheJob() {
    tables.executeSql(
        table(
            "(k STRING, v STRING, cache STRING METADATA, PRIMARY KEY (k) NOT ENFORCED)",
            "'ttl' = '5 min'"));

    assertFails(
        "INSERT INTO t VALUES ('a', 'v', 'no such name') ON CONFLICT DO DEDUPLICATE", "cacheName");
  }

  @Test
  void orIsLoggedAndTheRestArrives() throws Exception {
    tables.executeSql(
        table(
            "(k STRING, v STRING, PRIMARY KEY (k) NOT ENFORCED)",
            "'ttl' = '5 min', 'sink.rejected-rows' = 'LOG'"));

    insert("INSERT INTO t VALUES ('', 'v'), ('a', 'v') ON CONFLICT DO DEDUPLICATE");

    assertThat(stack.get("prices", "a")).isPresent();
  }

  private void assertFails(String insert, String message) {
    assertThatException()
        .isThrownBy(() -> insert(insert))
        .satisfies(e -> assertThat(LocalCluster.messages(e)).contains(message));
    assertThat(stack.size("prices")).isZero();
  }

  private void insert(String statement) throws Exception {
    tables.executeSql(statement).await();
    stack.awaitIdle();
  }

  private String table(String columns, String options) {
    return table(stack, columns, options);
  }

  /** A table on this stack. */
  static String table(LocalMomentoStack stack, String columns, String options) {
    return "CREATE TABLE t "
        + columns
        + " WITH ('connector' = 'momento-eventbridge', 'cache-name' = 'prices', "
        + place(stack)
        + ", "
        + options
        + ")";
  }

  /** The options that say that it is not AWS. */
  private static String place(LocalMomentoStack stack) {
    return "'aws.region' = 'us-east-1', 'aws.endpoint' = '"
        + stack.eventBridgeEndpoint()
        + "', 'aws.credentials.provider.basic.accesskeyid' = 'id',"
        + " 'aws.credentials.provider.basic.secretkey' = 'secret'";
  }
}
