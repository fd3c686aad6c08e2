package momento.eventbridge.internal.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import momento.eventbridge.internal.send.AsyncUnderTest.Options;
import org.junit.jupiter.api.Test;

/** The SDK's SQS batch manager left timers behind, which flushed tiny batches under load. */
class OrphanedTimerTest {

  @Test
  void aTimerOfABatchThatHasLeftSendsNothing() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().linger(Duration.ofMillis(50)));
    test.give(0);
    test.pacing.pass(Duration.ofMillis(40));
    for (int i = 1; i < 11; i++) {
      test.give(i); // ten leave; the eleventh has just come
    }
    assertThat(test.transport.sent).hasSize(1);

    test.pacing.pass(Duration.ofMillis(-40)); // the alarm lets the full time pass
    test.alarm.ring();

    assertThat(test.transport.sent).hasSize(1);
    assertThat(test.alarm.in).as("for the eleventh").isEqualTo(Duration.ofMillis(40));
    test.alarm.ring();
    assertThat(test.transport.numbers().get(1)).containsExactly(10);
    assertThat(test.alarm.isSet()).isFalse();
  }

  @Test
  void thereIsOneAlarmHoweverManyEventsLinger() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().linger(Duration.ofMillis(50)));

    test.publish(0, 9);

    assertThat(test.alarm.timesSet).isEqualTo(1);
  }

  @Test
  void theRealAlarmRingsOnceForTheLastThatWasSetAndNotAfterClose() throws InterruptedException {
    Alarm.OnThread alarm = new Alarm.OnThread();
    alarm.close(); // without ever having been set
    AtomicInteger first = new AtomicInteger();
    CountDownLatch second = new CountDownLatch(1);

    alarm.set(Duration.ofHours(1), first::incrementAndGet);
    alarm.set(Duration.ofNanos(1), second::countDown);
    second.await();
    alarm.set(Duration.ofHours(1), first::incrementAndGet);
    alarm.close();

    assertThat(first).hasValue(0);
  }

  /** A callback that closes the publisher may run on the alarm's thread, and goes on after it. */
  @Test
  void closingTheRealAlarmInItsOwnCallDoesNotInterruptThatCall() {
    Alarm.OnThread alarm = new Alarm.OnThread();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();

    alarm.set(
        Duration.ofNanos(1),
        () -> {
          alarm.close();
          interrupted.complete(Thread.currentThread().isInterrupted());
        });

    assertThat(interrupted.join()).isFalse();
  }
}
