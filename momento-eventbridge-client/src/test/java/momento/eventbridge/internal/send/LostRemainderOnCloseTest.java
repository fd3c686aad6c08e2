package momento.eventbridge.internal.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import momento.eventbridge.internal.send.AsyncUnderTest.Options;
import org.junit.jupiter.api.Test;

/**
 * The SDK's SQS batch manager and Spring Cloud AWS never sent what was below a threshold when they
 * were closed.
 */
class LostRemainderOnCloseTest {

  @Test
  void closeSendsWhatLingers() {
    AsyncUnderTest test =
        new AsyncUnderTest(
            new Options().linger(Duration.ofSeconds(10)).closeTimeout(Duration.ofHours(1)));
    List<CompletableFuture<String>> futures = test.publish(0, 13);
    test.transport.request(0).accept();
    test.transport.onSend = HandDrivenPutEvents.Sent::accept;

    test.publisher.close();

    assertThat(test.transport.numbers().get(1)).containsExactly(10, 11, 12);
    assertThat(futures).allMatch(future -> !future.isCompletedExceptionally());
    assertThat(test.heard.losses).isEmpty();
    assertThat(test.alarm.closed).isTrue();
    assertThat(test.clientClosed).isEqualTo(1);
  }

  @Test
  void closeSendsWhatWaitsForTheWindow() {
    AsyncUnderTest test =
        new AsyncUnderTest(new Options().maxInFlight(1).closeTimeout(Duration.ofHours(1)));
    List<CompletableFuture<String>> futures = test.publish(0, 25);
    Thread closer = Threads.start(test.publisher::close);
    Threads.awaitWaiting(closer);

    test.transport.acceptAll();
    Threads.join(closer);

    assertThat(test.transport.sent).hasSize(4);
    assertThat(futures).allMatch(future -> !future.isCompletedExceptionally());
  }

  @Test
  void closeWaitsForWhatComesAgain() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().closeTimeout(Duration.ofHours(1)));
    CompletableFuture<String> future = test.publish(0);
    Thread closer = Threads.start(test.publisher::close);
    Threads.awaitWaiting(closer);

    test.transport.request(0).fail(HandDrivenPutEvents.THROTTLED);
    test.alarm.ring();
    test.transport.request(1).accept();
    Threads.join(closer);

    assertThat(future).isCompletedWithValue("id-0");
  }
}
