package momento.eventbridge.internal.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The streaming form keeps nothing, however many events come. */
class BoundedMemoryTest {

  @Test
  void aMillionEventsPassThroughA64MegabyteHeap() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                List.of(
                    java,
                    "-Xmx64m",
                    "-Dorg.slf4j.simpleLogger.log.momento.eventbridge=warn",
                    "-cp",
                    classPath,
                    MillionEvents.class.getName()))
            .redirectErrorStream(true)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output)
        .contains("accepted=1000000, rejected=0, complete=true")
        .endsWith("heap at most 64 MB");
  }
}
