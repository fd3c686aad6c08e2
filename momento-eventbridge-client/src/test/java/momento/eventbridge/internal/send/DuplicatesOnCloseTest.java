package momento.eventbridge.internal.send;

import static momento.eventbridge.internal.send.AsyncUnderTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import momento.eventbridge.PublisherClosedException;
import momento.eventbridge.internal.send.AsyncUnderTest.Options;
import org.junit.jupiter.api.Test;

/** The SDK's SQS batch manager sent the same batch again and again while its answer was pending. */
class DuplicatesOnCloseTest {

  @Test
  void whatIsUnderWayIsNotSentAgain() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxInFlight(2));
    List<CompletableFuture<String>> futures = test.publish(0, 5);

    test.publisher.close();
    test.publisher.close();

    assertThat(test.transport.numbers()).containsExactly(List.of(0), List.of(1));
    assertThat(test.heard.losses).containsExactly(5);
    assertThat(failureOf(futures.get(0)))
        .isInstanceOfSatisfying(
            PublisherClosedException.class,
            e ->
                assertThat(e.outcome().orElseThrow())
                    .satisfies(outcome -> assertThat(outcome.mayHaveBeenAccepted()).isTrue())
                    .satisfies(outcome -> assertThat(outcome.attempts()).isEqualTo(1)))
        .hasMessageContaining("it may have been accepted all the same");
    assertThat(failureOf(futures.get(2)))
        .isInstanceOfSatisfying(
            PublisherClosedException.class,
            e ->
                assertThat(e.outcome().orElseThrow())
                    .satisfies(outcome -> assertThat(outcome.mayHaveBeenAccepted()).isFalse())
                    .satisfies(outcome -> assertThat(outcome.attempts()).isZero()))
        .hasMessageContaining("after 0 attempts with PublisherClosed: ");
    assertThat(test.clientClosed).isEqualTo(1);
  }

  @Test
  void whatWaitsIsGivenUpOldestFirst() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxInFlight(3));
    test.publish(0, 3);
    for (int i = 2; i >= 0; i--) {
      test.pacing.random = 0.9 - i * 0.4; // the older, the later it is due
      test.transport.request(i).failEntries("InternalFailure", i);
    }

    test.publisher.close();

    assertThat(test.heard.outcomes)
        .extracting(outcome -> PublisherUnderTest.number(outcome.event().toDetail()))
        .containsExactly(0, 1, 2);
  }

  @Test
  void anAnswerAfterTheCloseChangesNothingAndSendsNothing() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxInFlight(1));
    List<CompletableFuture<String>> futures = test.publish(0, 5);
    test.publisher.close();

    test.transport.request(0).accept();

    assertThat(test.transport.sent).hasSize(1);
    assertThat(futures).allMatch(CompletableFuture::isCompletedExceptionally);
    assertThat(test.heard.outcomes).hasSize(5);
  }

  @Test
  void aSecondCloserWaitsLikewise() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().closeTimeout(Duration.ofHours(1)));
    CompletableFuture<String> future = test.publish(0);
    Thread first = Threads.start(test.publisher::close);
    Thread second = Threads.start(test.publisher::close);
    Threads.awaitWaiting(first);
    Threads.awaitWaiting(second);
    assertThat(future).isNotDone();

    test.transport.request(0).accept();
    Threads.join(first);
    Threads.join(second);

    assertThat(future).isCompleted();
    assertThat(test.transport.sent).hasSize(1);
    assertThat(test.clientClosed).isEqualTo(1);
  }
}
