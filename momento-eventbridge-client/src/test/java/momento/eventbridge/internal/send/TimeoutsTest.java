package momento.eventbridge.internal.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimeoutsTest {
  private final Timeouts timeouts = new Timeouts();

  @AfterEach
  void stop() {
    timeouts.shutdownNow();
  }

  @Test
  void theTimeoutOfARequestThatWasAnsweredIsForgotten() {
    Future<?> timeout = timeouts.schedule(() -> {}, 1, TimeUnit.HOURS);

    assertThat(timeout.cancel(false)).isTrue();

    assertThat(timeouts.getQueue()).doesNotContain((Runnable) timeout);
  }

  /** Only what comes first in the queue wakes a thread up. */
  @Test
  void requestsThatFollowEachOtherWakeNoThreadUp() {
    for (int request = 0; request < 3; request++) {
      Future<?> timeout = timeouts.schedule(() -> {}, 1, TimeUnit.HOURS);

      assertThat(timeouts.getQueue()).contains((Runnable) timeout);
      assertThat(timeouts.getQueue().peek()).isNotSameAs(timeout);
      timeout.cancel(false);
    }
  }

  @Test
  void whatWatchesTimeoutsKeepsNoProcessAlive() throws InterruptedException, ExecutionException {
    Thread[] watching = new Thread[1];

    timeouts.schedule(() -> watching[0] = Thread.currentThread(), 0, TimeUnit.SECONDS).get();

    assertThat(watching[0].isDaemon()).isTrue();
    assertThat(timeouts.allowsCoreThreadTimeOut()).isTrue();
  }
}
