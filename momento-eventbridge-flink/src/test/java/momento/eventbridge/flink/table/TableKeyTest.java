package momento.eventbridge.flink.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TableKeyTest {

  @Test
  void oneColumnIsAsItIs() {
    assertThat(TableKey.of(List.of("a:b~c"))).isEqualTo("a:b~c");
    assertThat(TableKey.columns("a:b~c", 1)).containsExactly("a:b~c");
  }

  @Test
  void severalColumnsAreJoinedAndEscaped() {
    assertThat(TableKey.of(List.of("a", "b:c"))).isEqualTo("a:b~1c");
    assertThat(TableKey.of(List.of("a:b", "c"))).isEqualTo("a~1b:c");
    assertThat(TableKey.of(List.of("~1", ""))).isEqualTo("~01:");
  }

  @Property
  void everyKeyIsReadBack(@ForAll("columns") List<String> columns) {
    assertThat(TableKey.columns(TableKey.of(columns), columns.size())).isEqualTo(columns);
  }

  @Provide
  Arbitrary<List<String>> columns() {
    // Mostly of what is escaped, and what the escapes are made of.
    return Arbitraries.strings()
        .withChars(":~01ab\u00e9 ")
        .ofMaxLength(6)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Test
  void whatIsNoKeyOfTheTableIsRefusedWithoutShowingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TableKey.columns("secret:b", 3))
        .withMessage("the key has 2 parts, and the primary key has 3 columns");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TableKey.columns("secret~2:b", 2))
        .withMessageContaining("~")
        .withMessageNotContaining("secret");
    assertThatIllegalArgumentException().isThrownBy(() -> TableKey.columns("a~:b", 2));
    assertThatIllegalArgumentException().isThrownBy(() -> TableKey.columns("a", 0));
    assertThatIllegalArgumentException().isThrownBy(() -> TableKey.of(List.of()));
  }
}
