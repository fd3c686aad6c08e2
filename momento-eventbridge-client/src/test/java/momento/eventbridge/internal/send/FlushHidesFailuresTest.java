package momento.eventbridge.internal.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import momento.eventbridge.PublishCounts;
import momento.eventbridge.internal.send.AsyncUnderTest.Options;
import org.junit.jupiter.api.Test;

/**
 * OpenTelemetry's batch processor reported a flush as a success even when the export had failed,
 * and a second flush shared the first.
 */
class FlushHidesFailuresTest {

  @Test
  void aFlushCountsWhatWasRejected() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxInFlight(1));
    test.publish(0, 5);
    CompletableFuture<PublishCounts> flush = test.publisher.flush();

    test.transport.request(0).accept();
    test.transport.request(1).failEntries("AccessDeniedException", 2, 3);

    assertThat(flush).isCompletedWithValue(new PublishCounts(3, 2, true));
    assertThat(flush.join().allAccepted()).isFalse();
  }

  @Test
  void aFlushCountsWhatCloseLost() {
    AsyncUnderTest test = new AsyncUnderTest();
    test.publish(0, 3);
    CompletableFuture<PublishCounts> flush = test.publisher.flush();
    test.transport.request(1).accept();

    test.publisher.close();

    assertThat(flush).isCompletedWithValue(new PublishCounts(1, 2, true));
    assertThat(test.publisher.flush()).isCompletedWithValue(new PublishCounts(0, 0, true));
  }
}
