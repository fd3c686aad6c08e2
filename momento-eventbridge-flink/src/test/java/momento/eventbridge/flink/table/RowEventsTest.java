package momento.eventbridge.flink.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheSet;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.flink.ElementTime;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowEventsTest {
  private static final RowEvents EVENTS =
      new RowEvents(
          new RowKey(List.of(KeyColumn.of("k", VarCharType.STRING_TYPE, 0))),
          new TextColumn(1),
          new RowEvents.Text(-1, "c"),
          null,
          new RowEvents.Ttl(-1, Duration.ofMinutes(5)));

  @ParameterizedTest
  @EnumSource(names = {"INSERT", "UPDATE_AFTER"})
  void aRowThatIsThereSetsTheItem(RowKind kind) {
    assertThat(event(kind, "k", "v")).isEqualTo(CacheSet.of("c", "k", "v", Duration.ofMinutes(5)));
  }

  /** A query with HAVING ends a row with UPDATE_BEFORE; the item would stay for ever otherwise. */
  @ParameterizedTest
  @EnumSource(names = {"DELETE", "UPDATE_BEFORE"})
  void aRowThatIsTakenBackDeletesTheItem(RowKind kind) {
    assertThat(event(kind, "k", "old")).isEqualTo(CacheDelete.of("c", "k"));
  }

  @Test
  void ofADeletedRowOnlyTheKeyIsNeeded() {
    assertThat(event(RowKind.DELETE, "k", null)).isEqualTo(CacheDelete.of("c", "k"));
  }

  @Test
  void aNullKeyIsRefusedWhereFlinkLetsOneThrough() {
    assertThatExceptionOfType(EventValidationException.class)
        .isThrownBy(() -> event(RowKind.INSERT, null, "v"))
        .withMessageContaining("key");
  }

  private static MomentoEvent event(RowKind kind, @Nullable String key, @Nullable String value) {
    return EVENTS.apply(
        GenericRowData.ofKind(kind, StringData.fromString(key), StringData.fromString(value)),
        new ElementTime());
  }
}
