package momento.eventbridge.samples.flinkbulkload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import momento.eventbridge.local.LocalMomentoStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemonstrationTest {

  @Test
  void everyItemArrivesThoughTheJobIsCancelled(@TempDir Path directory) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    boolean complete;
    try (LocalMomentoStack stack = LocalMomentoStack.builder().caches("my-cache").start()) {
      complete =
          new Demonstration(new PrintStream(printed, true, UTF_8), stack, directory, 1_200).run();
    }

    assertThat(complete).isTrue();
    assertThat(printed.toString(UTF_8))
        .contains("resuming from checkpoint chk-", "done: 1,200 of 1,200 items are in the cache");
  }
}
