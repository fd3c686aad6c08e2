package momento.eventbridge.internal.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Model checking of the publisher with publish, answer, flush and close as operations. */
class AsyncModelCheckingTest {
  /** Few for each build, as each takes a tenth of a second; raise them for a night. */
  private static final String SCENARIOS = System.getProperty("momento.eventbridge.scenarios", "6");

  private static final String INTERLEAVINGS =
      System.getProperty("momento.eventbridge.interleavings", "50");

  /** In a process without JaCoCo, whose probes would be shared memory to the model checker. */
  @Test
  @EnabledForJreRange(
      max = JRE.JAVA_24,
      disabledReason = "Lincheck 3.4 takes a thread that parks in a lock of JDK 25 for a hung one")
  void nothingIsLostInAnyInterleaving() throws IOException, InterruptedException {
    assertThat(
            OwnProcess.run(
                "-Xmx512m",
                // Every class is rewritten and run briefly, and logging is shared memory too.
                List.of(
                    "-XX:TieredStopAtLevel=1",
                    "-Dorg.slf4j.simpleLogger.log.momento.eventbridge=off"),
                ModelCheckedPublisher.class.getName(),
                SCENARIOS,
                INTERLEAVINGS))
        .endsWith("no interleaving loses an event");
  }
}
