package momento.eventbridge.internal.send;

import static momento.eventbridge.internal.send.PublisherUnderTest.event;
import static momento.eventbridge.internal.send.PublisherUnderTest.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublishOutcome.Rejected;
import momento.eventbridge.PublishResult;
import momento.eventbridge.PublisherClosedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A paced {@code publishAll} took a turn for each event that it only rejected: after a close, a
 * million of them at 250 a second took over an hour; after an interrupt, the next caller paid for
 * all of them. And a close woke nobody who waited.
 */
class PacedCallOutlivesCloseTest {
  private final PublisherUnderTest test = new PublisherUnderTest();

  @AfterEach
  void noInterruptIsLeft() {
    Thread.interrupted();
  }

  @Test
  void whatIsRejectedAfterACloseTakesNoTurn() {
    SyncPublisher publisher = paced(100, test.pacing);
    test.service.requestFault =
        (request, number) -> {
          publisher.close();
          return null;
        };
    long start = test.pacing.nanoTime();

    PublishResult result = publisher.publishAll(events(1_000));

    assertThat(result.rejected())
        .hasSize(990)
        .allMatch(r -> r.code() == ErrorCode.PUBLISHER_CLOSED);
    assertThat(Duration.ofNanos(test.pacing.nanoTime() - start))
        .as("nine turns after the first")
        .isEqualTo(Duration.ofMillis(90));
  }

  @Test
  void anInterruptedCallTakesNoTurnsFromOthers() {
    SyncPublisher publisher = paced(100, test.pacing);
    test.pacing.interrupting = true;

    PublishResult result = publisher.publishAll(events(1_000));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(result.rejected()).hasSize(1_000).allMatch(r -> r.code() == ErrorCode.STOPPED);
    assertTheNextTurnComesInTime(publisher);
  }

  @Test
  void norDoInterruptedCallsWithOneEvent() {
    SyncPublisher publisher = paced(100, test.pacing);
    assertThat(publisher.publish(event(0))).isNotEmpty();
    test.pacing.interrupting = true;
    for (int i = 0; i < 100; i++) {
      assertThat(catchThrowable(() -> publisher.publish(event(1)))).isNotNull();
      assertThat(Thread.interrupted()).isTrue();
    }

    assertTheNextTurnComesInTime(publisher);
  }

  private void assertTheNextTurnComesInTime(SyncPublisher publisher) {
    test.pacing.interrupting = false;
    long start = test.pacing.nanoTime();
    assertThat(publisher.publish(event(0))).isNotEmpty();
    assertThat(Duration.ofNanos(test.pacing.nanoTime() - start)).isEqualTo(Duration.ofMillis(10));
  }

  /** They were sent on a thread that was interrupted, which made their outcome unknown. */
  @Test
  void whatWasTakenBeforeAnInterruptedWaitIsNotSent() {
    SyncPublisher publisher = paced(100, test.pacing);
    test.pacing.interrupting = true;
    List<PublishOutcome> outcomes = new ArrayList<>();

    assertThat(publisher.publishAll(events(15), outcomes::add).complete()).isFalse();

    assertThat(test.service.requests).isEmpty();
    assertThat(outcomes)
        .singleElement()
        .isInstanceOfSatisfying(
            Rejected.class,
            r -> {
              assertThat(r.code()).isEqualTo(ErrorCode.STOPPED);
              assertThat(r.mayHaveBeenAccepted()).isFalse();
              assertThat(r.attempts()).isZero();
            });
  }

  /** The first of them waits for the time, the second for the first. */
  @Test
  void closeEndsWaitsForATurn() {
    SyncPublisher publisher = paced(1.0 / 3_600, Pacing.SYSTEM);
    assertThat(publisher.publish(event(0))).isNotEmpty();
    List<Throwable> thrown = new ArrayList<>();
    Thread first = Threads.start(() -> catchInto(thrown, publisher));
    Threads.awaitWaiting(first);
    Thread second = Threads.start(() -> catchInto(thrown, publisher));
    Threads.awaitWaiting(second);

    publisher.close();
    Threads.join(first);
    Threads.join(second);

    assertThat(thrown).hasSize(2).allSatisfy(PacedCallOutlivesCloseTest::assertNotSent);
    assertThat(test.requestedNumbers()).containsExactly(List.of(0));
  }

  @Test
  void anInterruptEndsAWaitBehindOthers() {
    SyncPublisher publisher = paced(1.0 / 3_600, Pacing.SYSTEM);
    assertThat(publisher.publish(event(0))).isNotEmpty();
    Thread first = Threads.start(() -> catchInto(new ArrayList<>(), publisher));
    Threads.awaitWaiting(first);
    List<Rejected> rejected = new ArrayList<>();
    Thread second =
        Threads.start(() -> rejected.addAll(publisher.publishAll(events(3)).rejected()));
    Threads.awaitWaiting(second);

    second.interrupt();
    Threads.join(second);

    assertThat(rejected).hasSize(3).allMatch(r -> r.code() == ErrorCode.STOPPED);
    publisher.close();
    Threads.join(first);
  }

  @Test
  void closeEndsAPauseBeforeAnotherAttempt() {
    Pacing hourlong =
        new Pacing() {
          @Override
          public long nanoTime() {
            return test.pacing.nanoTime();
          }

          @Override
          public void sleep(Duration duration) throws InterruptedException {
            Pacing.SYSTEM.sleep(Duration.ofHours(1));
          }

          @Override
          public void sleep(Duration duration, CountDownLatch end) throws InterruptedException {
            Pacing.SYSTEM.sleep(Duration.ofHours(1), end);
          }

          @Override
          public double random() {
            return 0.5;
          }
        };
    SyncPublisher publisher = paced(Double.POSITIVE_INFINITY, hourlong);
    test.service.entryFault = (entry, timesSeen) -> "ThrottlingException";
    List<Rejected> rejected = new ArrayList<>();
    Thread call = Threads.start(() -> rejected.addAll(publisher.publishAll(events(12)).rejected()));
    Threads.awaitWaiting(call);

    publisher.close();
    Threads.join(call);

    assertThat(rejected).hasSize(12).allMatch(r -> r.code() == ErrorCode.PUBLISHER_CLOSED);
  }

  private static void catchInto(List<Throwable> thrown, SyncPublisher publisher) {
    Throwable caught = catchThrowable(() -> publisher.publish(event(1)));
    synchronized (thrown) {
      thrown.add(caught);
    }
  }

  private static void assertNotSent(Throwable thrown) {
    assertThat(thrown)
        .isInstanceOfSatisfying(
            PublisherClosedException.class,
            e ->
                assertThat(e.outcome())
                    .hasValueSatisfying(
                        outcome -> {
                          assertThat(outcome.attempts()).isZero();
                          assertThat(outcome.mayHaveBeenAccepted()).isFalse();
                        }));
  }

  private SyncPublisher paced(double eventsPerSecond, Pacing pacing) {
    return new SyncPublisher(
        PublisherUnderTest.settings(test.heard, 1_000_000, eventsPerSecond),
        new SdkPutEvents(test.service, "default", null),
        pacing,
        EventBus.by(test.service),
        () -> {});
  }
}
