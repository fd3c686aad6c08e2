package momento.eventbridge.samples.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TableInCacheTest {
  @Test
  void afterAThousandChangesAndManyFaultsTheCacheEqualsTheTable() throws InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    boolean equal =
        TableInCache.run(new Random(8), new PrintStream(bytes, true, StandardCharsets.UTF_8));

    String output = bytes.toString(StandardCharsets.UTF_8);
    System.out.println(output);
    assertThat(equal).as(output).isTrue();
    assertThat(output)
        .containsPattern("changes of the table +1000 ")
        .contains("INSERT", "MODIFY", "REMOVE");
    // Without failures and deliveries that came again, the run would show little.
    assertThat(output).doesNotContain(" 0 of them with failures").doesNotContain(" 0 again");
  }
}
