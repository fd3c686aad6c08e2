package momento.eventbridge.internal.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Neither the streaming form nor the background keeps what is done, however many events come. */
class BoundedMemoryTest {

  /** Ten million with {@code -Dmomento.eventbridge.memory.events=10000000}. */
  private static final int ASYNC_EVENTS =
      Integer.getInteger("momento.eventbridge.memory.events", 1_000_000);

  @Test
  void aMillionEventsPassThroughA64MegabyteHeap() throws IOException, InterruptedException {
    assertThat(run("-Xmx64m", MillionEvents.class.getName()))
        .contains("accepted=1000000, rejected=0, complete=true")
        .endsWith("heap at most 64 MB");
  }

  @Test
  void manyEventsPassInTheBackgroundThroughA96MegabyteHeap()
      throws IOException, InterruptedException {
    assertThat(run("-Xmx96m", TenMillionEvents.class.getName(), "" + ASYNC_EVENTS))
        .isEqualTo("accepted=" + ASYNC_EVENTS + ", rejected=0, heap at most 96 MB");
  }

  private static String run(String heap, String... mainClassAndArguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(heap);
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-Dorg.slf4j.simpleLogger.log.momento.eventbridge=warn");
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.addAll(List.of(mainClassAndArguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
