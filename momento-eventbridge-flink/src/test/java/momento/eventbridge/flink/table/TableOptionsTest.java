package momento.eventbridge.flink.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import momento.eventbridge.flink.LocalCluster;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.ValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the planner says of a table, before any row. */
class TableOptionsTest {
  private static final String ITEMS = "(sku STRING, price STRING, PRIMARY KEY (sku) NOT ENFORCED)";
  private static final String GOOD = "'cache-name' = 'c', 'ttl' = '5 min'";

  private final TableEnvironment tables =
      TableEnvironment.create(EnvironmentSettings.inStreamingMode());

  @Test
  void aGoodTableHasAPlan() {
    assertThat(
            plan(
                ITEMS,
                GOOD + ", 'format' = 'json', 'json.encode.decimal-as-plain-number' = 'true'"))
        .contains("Sink(table=[default_catalog.default_database.t]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'ttl' = '5 min' | Option 'cache-name' is required",
        "'cache-name' = 'c' | Option 'ttl' is required",
        "'cache-name' = 'a cache', 'ttl' = '5 min' | Invalid value for option 'cache-name'",
        "'cache-name' = 'c', 'ttl' = '25 h' | Invalid value for option 'ttl'. It is PT25H, longer"
            + " than 'max-ttl', which is PT24H",
        "'cache-name' = 'c', 'ttl' = '1500 ms' | Invalid value for option 'ttl'",
        "'cache-name' = 'c', 'ttl' = 'soon' | Invalid value for option 'ttl'",
        "'cache-name' = 'c', 'ttl' = '5 min', 'tll' = '5 min' | Unsupported options found",
        "'cache-name' = 'c', 'ttl' = '5 min', 'event-bus-name' = 'a bus' | Invalid value for option"
            + " 'event-bus-name'",
        "'cache-name' = 'c', 'ttl' = '5 min', 'source' = 'aws.mine' | Invalid value for option"
            + " 'source'",
        "'cache-name' = 'c', 'ttl' = '5 min', 'max-ttl' = '0 s' | Invalid value for option"
            + " 'max-ttl'",
        "'cache-name' = 'c', 'ttl' = '5 min', 'aws.endpoint' = 'no uri' | Invalid value for option"
            + " 'aws.endpoint'",
        "'cache-name' = 'c', 'ttl' = '5 min', 'verify-event-bus' = 'perhaps' | Invalid value for"
            + " option 'verify-event-bus'",
        "'cache-name' = 'c', 'ttl' = '5 min', 'sink.rejected-rows' = 'drop' | Invalid value for"
            + " option 'sink.rejected-rows'",
        "'cache-name' = 'c', 'ttl' = '5 min', 'sink.requests.max-inflight' = '0' | Invalid value"
            + " for option 'sink.requests.max-inflight'",
        "'cache-name' = 'c', 'ttl' = '5 min', 'sink.requests.max-buffered' = '5' | Invalid value"
            + " for option 'sink.requests.max-buffered'",
        "'cache-name' = 'c', 'ttl' = '5 min', 'sink.flush-buffer.timeout' = '0' | Invalid value for"
            + " option 'sink.flush-buffer.timeout'",
        "'cache-name' = 'c', 'ttl' = '5 min', 'sink.max-events-per-second' = '0' | Invalid value"
            + " for option 'sink.max-events-per-second'",
        "'cache-name' = 'c', 'ttl' = '5 min', 'max-topic-message-bytes' = '0' | Invalid value for"
            + " option 'max-topic-message-bytes'",
        "'cache-name' = 'c', 'ttl' = '5 min', 'format' = 'debezium-json' | Format 'debezium-json'"
            + " writes changes",
        "'cache-name' = 'c', 'ttl' = '5 min', 'format' = 'xml' | Could not find any factory for"
            + " identifier 'xml'",
        "'cache-name' = 'c', 'ttl' = '5 min', 'topic-name' = 'news' | must not have a PRIMARY KEY",
        "'cache-name' = 'c', 'ttl' = '5 min', 'aws.credentials.provider.basic.accesskeyid' = 'id' |"
            + " go together",
      })
  void aWrongOptionIsRefused(String options, String message) {
    assertRefused(ITEMS, options, message);
  }

  @Test
  void credentialsAndAProfileExcludeEachOther() {
    assertRefused(
        ITEMS,
        GOOD
            + ", 'aws.credentials.provider.basic.accesskeyid' = 'id',"
            + " 'aws.credentials.provider.basic.secretkey' = 'secret',"
            + " 'aws.credentials.provider.profile.name' = 'p'",
        "exclude each other");
  }

  @Test
  void itemsNeedAPrimaryKey() {
    assertRefused("(sku STRING, price STRING)", GOOD, "must have a PRIMARY KEY");
  }

  @Test
  void messagesDoNotExpire() {
    assertRefused("(m STRING)", GOOD + ", 'topic-name' = 'news'", "must not have a 'ttl'");
    assertRefused("(m STRING)", "'cache-name' = 'c', 'topic-name' = 'a b'", "option 'topic-name'");
  }

  @Test
  void withoutAFormatThereIsOneColumnOfText() {
    assertRefused(
        "(sku STRING, price INT, PRIMARY KEY (sku) NOT ENFORCED)", GOOD, "it has price INT");
    assertRefused(
        "(sku STRING, a STRING, b STRING, PRIMARY KEY (sku) NOT ENFORCED)",
        GOOD,
        "it has a STRING, b STRING");
    assertRefused("(sku STRING, PRIMARY KEY (sku) NOT ENFORCED)", GOOD, "it has none");
    assertRefused("(m INT)", "'cache-name' = 'c', 'topic-name' = 'news'", "it has m INT");
  }

  @Test
  void aValueNeedsAColumn() {
    assertRefused(
        "(sku STRING, PRIMARY KEY (sku) NOT ENFORCED)",
        GOOD + ", 'format' = 'json', 'value.fields-include' = 'EXCEPT_KEY'",
        "no column is left");
  }

  @Test
  void aKeyOfATypeWithoutATextIsRefused() {
    for (String type : new String[] {"DOUBLE", "BYTES", "ARRAY<STRING>"}) {
      assertRefused(
          "(sku " + type + ", price STRING, PRIMARY KEY (sku) NOT ENFORCED)",
          GOOD,
          "Primary key column 'sku' has type " + type);
    }
  }

  @Test
  void changesDoNotBecomeMessages() {
    tables.executeSql(
        create(
            "(sku STRING, n BIGINT)",
            "'cache-name' = 'c', 'topic-name' = 'news', 'format' = 'json'"));
    tables.executeSql(
        "CREATE TABLE source (sku STRING) WITH ('connector' = 'datagen', 'number-of-rows' = '1')");

    assertThatException()
        .isThrownBy(
            () -> tables.explainSql("INSERT INTO t SELECT sku, COUNT(*) FROM source GROUP BY sku"))
        .withMessageContaining("doesn't support consuming update changes");
  }

  @Test
  void everyOptionSaysWhatItIs() {
    assertThat(new MomentoTableFactory().optionalOptions())
        .hasSize(21)
        .allSatisfy(option -> assertThat(option.description()).isNotNull());
    assertThat(new MomentoTableFactory().factoryIdentifier()).isEqualTo("momento-eventbridge");
  }

  private void assertRefused(String columns, String options, String message) {
    assertThatExceptionOfType(ValidationException.class)
        .isThrownBy(() -> plan(columns, options))
        .satisfies(e -> assertThat(LocalCluster.messages(e)).contains(message));
  }

  private String plan(String columns, String options) {
    tables.executeSql("DROP TABLE IF EXISTS t");
    tables.executeSql(create(columns, options));
    tables.executeSql("DROP TABLE IF EXISTS s");
    // A source with the same primary key, so that the planner need not ask what to do ON CONFLICT.
    tables.executeSql(
        "CREATE TABLE s " + columns + " WITH ('connector' = 'datagen', 'number-of-rows' = '1')");
    return tables.explainSql("INSERT INTO t SELECT * FROM s");
  }

  private static String create(String columns, String options) {
    return "CREATE TABLE t "
        + columns
        + " WITH ('connector' = 'momento-eventbridge', "
        + options
        + ")";
  }
}
