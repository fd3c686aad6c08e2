package momento.eventbridge.samples.flinksql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import momento.eventbridge.local.LocalMomentoStack;
import org.junit.jupiter.api.Test;

class FlinkSqlTest {

  @Test
  void theItemsCountEveryOrder() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    boolean right;
    try (LocalMomentoStack stack = LocalMomentoStack.builder().caches("revenue").start()) {
      right = new FlinkSql(new PrintStream(printed, true, UTF_8), stack, 500, 200).run();
    }

    assertThat(right).isTrue();
    assertThat(printed.toString(UTF_8)).contains("done: the items count 500 of 500 orders");
  }
}
