package momento.eventbridge.internal.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A process that ends publishes what is buffered, if a shutdown hook closes its publisher. */
class CloseInShutdownHookTest {

  @Test
  void everythingIsPublishedAndWhatFailsIsSentAgain() throws IOException, InterruptedException {
    assertThat(OwnProcess.run("-Xmx64m", ClosedInShutdownHook.class.getName()))
        .isEqualTo("accepted=25, rejected=0");
  }
}
