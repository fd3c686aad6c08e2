package momento.eventbridge.internal.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import momento.eventbridge.internal.core.Accumulator.Limits;
import momento.eventbridge.internal.core.RequestWindow;
import org.junit.jupiter.api.Test;

/**
 * The message named every option whatever was full: with a pace it advised a larger buffer, which
 * changes nothing, and to wait for room to who had waited.
 */
class OverflowTest {
  private static final int SIZE = 800;
  private static final Duration NO_WAIT = Duration.ZERO;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final double NO_PACE = Double.POSITIVE_INFINITY;

  @Test
  void asManyEventsAsMayBe() {
    assertThat(message(new Overflow(10, 500, 0, 0, 1, SIZE, true), NO_PACE, NO_WAIT))
        .isEqualTo(
            "the buffer holds 10 events, its limit: publish slower, wait for futures, raise"
                + " maxBufferedEvents, or let publish wait for room (blockWhenFull)");
  }

  @Test
  void asManyEventsAsThePaceLetsLeaveInTime() {
    assertThat(message(new Overflow(7, 500, 0, 0, 1, SIZE, true), 1, NO_WAIT))
        .isEqualTo(
            "the buffer holds 7 events, all that 1 a second (maxEventsPerSecond) let leave in a"
                + " quarter of the delivery timeout of PT30S: publish slower, wait for futures,"
                + " raise maxEventsPerSecond, or let publish wait for room (blockWhenFull)");
  }

  @Test
  void aPaceThatAllowsMoreThanTheBufferIsNotTheCause() {
    assertThat(message(new Overflow(10, 500, 0, 0, 1, SIZE, true), 100, NO_WAIT))
        .contains("maxBufferedEvents")
        .doesNotContain("maxEventsPerSecond");
  }

  @Test
  void tooManyBytes() {
    assertThat(message(new Overflow(3, 1_900, 0, 0, 1, SIZE, true), NO_PACE, NO_WAIT))
        .isEqualTo(
            "the buffer holds 1,900 bytes, its limit is 2,048, and the event has 800: publish"
                + " slower, wait for futures, raise maxBufferedBytes, or let publish wait for room"
                + " (blockWhenFull)");
  }

  @Test
  void callbacksThatAreTooSlow() {
    String bytes = message(new Overflow(0, 0, 3, 2_500, 1, SIZE, true), NO_PACE, NO_WAIT);
    String events = message(new Overflow(0, 0, 10, 1_000, 1, SIZE, true), NO_PACE, NO_WAIT);

    assertThat(bytes)
        .isEqualTo(
            "3 events of 2,500 bytes have their outcome and wait for callbacks, of which the"
                + " buffer's limits let no more than 10 or 2,048 bytes wait: make callbacks faster,"
                + " give them more threads (completionExecutor), or let publish wait for room"
                + " (blockWhenFull)");
    assertThat(events).startsWith("10 events of 1,000 bytes have their outcome and wait for");
  }

  @Test
  void whoWaitedIsNotAdvisedToWait() {
    assertThat(message(new Overflow(10, 500, 0, 0, 1, SIZE, true), NO_PACE, SECOND))
        .isEqualTo(
            "after a wait of PT1S the buffer holds 10 events, its limit: publish slower, wait for"
                + " futures, raise maxBufferedEvents, or wait longer (blockWhenFull)");
  }

  @Test
  void othersCameFirst() {
    assertThat(message(new Overflow(3, 500, 0, 0, 4, SIZE, true), NO_PACE, SECOND))
        .isEqualTo(
            "after a wait of PT1S 4 events wait for room in the buffer, others before this one:"
                + " publish slower, publish on fewer threads, or wait longer (blockWhenFull)");
  }

  @Test
  void aCallbackThatMustNotWaitIsAdvisedToRunElsewhere() {
    assertThat(message(new Overflow(10, 500, 0, 0, 1, SIZE, false), NO_PACE, SECOND))
        .isEqualTo(
            "the buffer holds 10 events, its limit: publish slower, wait for futures, raise"
                + " maxBufferedEvents, or let callbacks that publish run on threads that may wait"
                + " for room, unlike this one (completionExecutor)");
  }

  /** To let publish wait would not help there alone. */
  @Test
  void aCallbackThatMustNotWaitIsAdvisedOfBothOptionsThatItTakes() {
    assertThat(message(new Overflow(10, 500, 0, 0, 1, SIZE, false), NO_PACE, NO_WAIT))
        .endsWith(
            "or let callbacks that publish run on threads that may wait for room, unlike this one"
                + " (completionExecutor, blockWhenFull)");
  }

  /** Of a publisher that holds 10 events or 2,048 bytes. */
  private static String message(Overflow overflow, double eventsPerSecond, Duration maxBlock) {
    PublisherSettings settings =
        PublisherUnderTest.settings(new PublisherUnderTest.Heard(), 1_024, eventsPerSecond);
    int maxEvents = Math.min(10, settings.eventsThatLeaveInTime());
    return overflow.describe(
        settings,
        new AsyncSettings(
            new Limits(maxEvents, 2_048, 1_024, 0, Duration.ofSeconds(30).toNanos(), 1),
            new RequestWindow(1),
            maxBlock,
            Duration.ZERO,
            Runnable::run));
  }
}
