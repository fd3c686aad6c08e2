package momento.eventbridge.internal.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Neither the streaming form nor the background keeps what is done, however many events come. */
class BoundedMemoryTest {

  /** Ten million with {@code -Dmomento.eventbridge.memory.events=10000000}. */
  private static final int ASYNC_EVENTS =
      Integer.getInteger("momento.eventbridge.memory.events", 1_000_000);

  @Test
  void aMillionEventsPassThroughA64MegabyteHeap() throws IOException, InterruptedException {
    assertThat(OwnProcess.run("-Xmx64m", MillionEvents.class.getName()))
        .contains("accepted=1000000, rejected=0, complete=true")
        .endsWith("heap at most 64 MB");
  }

  @Test
  void manyEventsPassInTheBackgroundThroughA96MegabyteHeap()
      throws IOException, InterruptedException {
    assertThat(OwnProcess.run("-Xmx96m", TenMillionEvents.class.getName(), "" + ASYNC_EVENTS))
        .isEqualTo("accepted=" + ASYNC_EVENTS + ", rejected=0, heap at most 96 MB");
  }
}
