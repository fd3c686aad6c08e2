package momento.eventbridge.internal.send;

import static momento.eventbridge.internal.send.AsyncUnderTest.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.internal.core.CallFailure;
import momento.eventbridge.internal.core.CallFailure.Kind;
import momento.eventbridge.internal.send.AsyncUnderTest.Options;
import org.junit.jupiter.api.Test;

/**
 * An event that was to be sent again was looked at only when it could leave, so one that was held
 * up had its outcome after its deadline. With less than 3 of the 30 seconds left it is given up.
 */
class HeldBackPastDeadlineTest {
  private static final Duration GIVEN_UP = Duration.ofSeconds(27).plusNanos(1);

  /** Throttled in the last of seven attempts of the SDK: the pause is 2.5 s. */
  private static final CallFailure THROTTLED_FOR_LONG =
      new CallFailure(Kind.ANSWERED, 400, "ThrottlingException", "Rate exceeded", 7);

  @Test
  void byAClosedWindow() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxInFlight(1));
    long start = test.pacing.nanoTime();
    CompletableFuture<String> again = test.publish(0);
    test.transport.request(0).failEntries("InternalFailure", 0);
    test.give(1); // has no answer

    test.alarm.ring(); // 0 is due
    assertThat(again).isNotDone();
    test.alarm.ring();

    assertThat(test.pacing.nanoTime() - start).isEqualTo(GIVEN_UP.toNanos());
    assertThat(rejectionOf(again).code()).isEqualTo(ErrorCode.INTERNAL_FAILURE);
    assertThat(rejectionOf(again).attempts()).isEqualTo(1);
    assertThat(test.publisher.buffered().events()).isEqualTo(1);
  }

  @Test
  void byAServiceThatThrottles() {
    AsyncUnderTest test = new AsyncUnderTest();
    long start = test.pacing.nanoTime();
    CompletableFuture<String> again = test.publish(0);
    test.pacing.pass(Duration.ofSeconds(26));
    test.give(1);
    test.transport.request(0).failEntries("InternalFailure", 0);
    test.transport.request(1).fail(THROTTLED_FOR_LONG);

    test.alarm.ring(); // 0 is due
    assertThat(again).isNotDone();
    test.alarm.ring();

    assertThat(test.pacing.nanoTime() - start).isEqualTo(GIVEN_UP.toNanos());
    assertThat(rejectionOf(again).code()).isEqualTo(ErrorCode.INTERNAL_FAILURE);
    test.alarm.ring();
    assertThat(test.transport.numbers()).containsExactly(List.of(0), List.of(1), List.of(1));
  }

  @Test
  void asHalfOfARequestThatWasTooLarge() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxInFlight(1));
    long start = test.pacing.nanoTime();
    test.give(0);
    List<CompletableFuture<String>> split = test.publish(1, 3);
    test.transport.request(0).accept();
    test.transport.request(1).fail(HandDrivenPutEvents.TOO_LARGE);
    assertThat(test.transport.numbers().get(2)).containsExactly(1); // has no answer

    test.alarm.ring();

    assertThat(test.pacing.nanoTime() - start).isEqualTo(GIVEN_UP.toNanos());
    assertThat(rejectionOf(split.get(1)).code()).isEqualTo(ErrorCode.DELIVERY_TIMEOUT);
    assertThat(rejectionOf(split.get(1)).attempts()).isEqualTo(1);
    assertThat(split.get(0)).isNotDone();
    assertThat(test.publisher.buffered().events()).isEqualTo(1);
  }

  /** Entries share a request in the order in which they are due, which need not be that of age. */
  @Test
  void asTheOldestButNotTheFirstOfItsHalf() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxInFlight(1));
    long start = test.pacing.nanoTime();
    CompletableFuture<String> oldest = test.publish(0);
    test.pacing.pass(Duration.ofSeconds(1));
    test.publish(1, 4);
    test.pacing.random = 0.9;
    test.transport.request(0).failEntries("InternalFailure", 0);
    test.pacing.random = 0.1;
    test.transport.request(1).failEntries("InternalFailure", 1, 2, 3);
    test.pacing.pass(Duration.ofMillis(100));
    var unused = test.publisher.flush();
    assertThat(test.transport.numbers().get(2)).containsExactly(1, 2, 3, 0);

    test.transport.request(2).fail(HandDrivenPutEvents.TOO_LARGE);

    assertThat(test.transport.numbers().get(3)).containsExactly(1, 2);
    assertThat(test.publisher.buffered().oldest()).isEqualTo(Duration.ofMillis(1_100));
    test.alarm.ring(); // was set for the retries
    test.alarm.ring();
    assertThat(test.pacing.nanoTime() - start).isEqualTo(GIVEN_UP.toNanos());
    assertThat(rejectionOf(oldest).code()).isEqualTo(ErrorCode.INTERNAL_FAILURE);
  }

  @Test
  void asTheOldestButNotTheFirstToBeDue() {
    AsyncUnderTest test = new AsyncUnderTest();
    long start = test.pacing.nanoTime();
    CompletableFuture<String> oldest = test.publish(0);
    test.pacing.pass(Duration.ofSeconds(26));
    test.give(1);
    test.pacing.random = 0.9;
    test.transport.request(0).failEntries("InternalFailure", 0);
    test.pacing.random = 0.1;
    test.transport.request(1).failEntries("InternalFailure", 1);
    test.give(2);
    test.pacing.random = 0.5;
    test.transport.request(2).fail(THROTTLED_FOR_LONG);

    assertThat(test.publisher.buffered().oldest()).isEqualTo(Duration.ofSeconds(26));
    test.alarm.ring(); // was set for the retries
    test.alarm.ring();
    assertThat(test.pacing.nanoTime() - start).isEqualTo(GIVEN_UP.toNanos());
    assertThat(oldest).isCompletedExceptionally();
  }
}
