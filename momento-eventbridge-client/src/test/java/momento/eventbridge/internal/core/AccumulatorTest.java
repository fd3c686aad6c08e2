package momento.eventbridge.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.TestEvents;
import momento.eventbridge.internal.core.Accumulator.Limits;
import momento.eventbridge.internal.core.Accumulator.Request;
import momento.eventbridge.internal.core.CallFailure.Kind;
import org.junit.jupiter.api.Test;

/** What the tests of the asynchronous publisher cannot see from outside. */
class AccumulatorTest {
  private static final long LIFE = 30_000;
  private static final EncodedEvent EVENT =
      new EventEncoder("demo", 1_000_000, TestEvents.MINUTE, 4_096)
          .encode(CacheDelete.of("c", "k"), EventAttributes.none());

  private static Accumulator<PendingEvent> accumulator(int maxRequestBytes) {
    return new Accumulator<>(
        new Limits(1_000, 1_000_000, maxRequestBytes, 1_000, LIFE, 1),
        new RequestWindow(48),
        new Pace(Double.POSITIVE_INFINITY));
  }

  private static void add(Accumulator<PendingEvent> accumulator, int events) {
    for (int i = 0; i < events; i++) {
      accumulator.add(new PendingEvent(i, EVENT, LIFE));
    }
  }

  /** A request stays below its limit, so events that reach it are one request and more. */
  @Test
  void eventsThatReachTheSizeOfARequestDoNotLinger() {
    Accumulator<PendingEvent> reached = accumulator(3 * EVENT.size());
    Accumulator<PendingEvent> below = accumulator(3 * EVENT.size() + 1);
    add(reached, 3);
    add(below, 3);

    assertThat(reached.next(0, false))
        .satisfies(request -> assertThat(request.events()).hasSize(2));
    assertThat(below.next(0, false)).isNull();
  }

  @Test
  void whatIsRemovedIsFinishedAndNotRemovedAgain() {
    Accumulator<PendingEvent> accumulator = accumulator(1_000_000);
    add(accumulator, 2);
    Request<PendingEvent> request = Objects.requireNonNull(accumulator.next(0, true));
    accumulator.settle(
        request,
        Settlement.of(
            request.events(), new Answer.Failed(new CallFailure(Kind.ANSWERED, 413, "", "", 1))),
        0,
        0);
    add(accumulator, 1); // beside two halves of the request that was too large

    assertThat(accumulator.removeAll()).hasSize(3);

    assertThat(accumulator.unfinishedEvents()).isZero();
    assertThat(accumulator.unfinishedBytes()).isZero();
    assertThat(accumulator.removeAll()).isEmpty();
  }
}
