package momento.eventbridge.internal.send;

import static momento.eventbridge.internal.send.AsyncUnderTest.failureOf;
import static momento.eventbridge.internal.send.AsyncUnderTest.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import momento.eventbridge.BufferReport;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.EventTooLargeException;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.PublishCounts;
import momento.eventbridge.PublisherClosedException;
import momento.eventbridge.PublisherOverflowException;
import momento.eventbridge.internal.core.CallFailure;
import momento.eventbridge.internal.core.CallFailure.Kind;
import momento.eventbridge.internal.send.AsyncUnderTest.Options;
import momento.eventbridge.internal.send.HandDrivenPutEvents.Sent;
import org.junit.jupiter.api.Test;

/** When events leave, how they come back, and what bounds them: one thread, no time of its own. */
class AsyncPublisherTest {

  @Test
  void theVerbsGoOut() {
    AsyncUnderTest test = new AsyncUnderTest();

    List<CompletableFuture<String>> futures =
        List.of(
            test.publisher.cacheSet("my-cache", "k", "m", Duration.ofSeconds(1)),
            test.publisher.cacheDelete("my-cache", "k"),
            test.publisher.topicPublish("my-cache", "news", "m"),
            test.publisher.publish(
                PublisherUnderTest.event(0), EventAttributes.builder().source("orders").build()));

    assertThat(futures).noneMatch(CompletableFuture::isDone);
    assertThat(test.transport.sent)
        .extracting(request -> request.entries().get(0).event().detailType().value())
        .containsExactly("cacheSet", "cacheDelete", "topicPublish", "cacheSet");
    assertThat(test.transport.request(3).entries().get(0).source()).isEqualTo("orders");
  }

  @Test
  void aBadEventFailsItsFutureAndIsNotSent() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxRequestBytes(1_024));

    assertThat(failureOf(test.publisher.cacheDelete("", "k")))
        .isInstanceOf(EventValidationException.class);
    assertThat(failureOf(test.publisher.publish(AsyncUnderTest.event(0, 1_024))))
        .isInstanceOf(EventTooLargeException.class);
    assertThat(test.transport.sent).isEmpty();
  }

  // Leaving

  @Test
  void anIdlePublisherSendsALoneEventInTheCallAndSetsNoAlarm() {
    AsyncUnderTest test = new AsyncUnderTest();

    CompletableFuture<String> future = test.publish(0);

    assertThat(test.transport.numbers()).containsExactly(List.of(0));
    assertThat(future).isNotDone();
    test.transport.request(0).accept();
    assertThat(future).isCompletedWithValue("id-0");
    assertThat(test.alarm.timesSet).isZero();
    assertThat(test.pacing.sleeps).isEmpty();
  }

  @Test
  void eventsLeaveAtOnceBelowMaxInFlightRequestsAndShareRequestsFromThere() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxInFlight(3));

    test.publish(0, 20);
    assertThat(test.transport.numbers()).containsExactly(List.of(0), List.of(1), List.of(2));

    test.transport.request(1).accept();
    assertThat(test.transport.numbers().get(3)).isEqualTo(range(3, 13));
    test.transport.request(0).accept();
    assertThat(test.transport.numbers().get(4)).isEqualTo(range(13, 20));
    test.transport.acceptAll();
    assertThat(test.transport.sent).hasSize(5);
    assertThat(test.heard.outcomes).hasSize(20);
  }

  @Test
  void withEightRequestsUnderWayFurtherOnesLeaveOnlyFull() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxInFlight(10));
    test.publish(0, 17);
    assertThat(test.transport.sent).hasSize(8);

    test.publish(17, 18);
    assertThat(test.transport.numbers().get(8)).isEqualTo(range(8, 18));
    test.publish(18, 43);
    assertThat(test.transport.numbers().get(9)).isEqualTo(range(18, 28));
    assertThat(test.transport.sent).hasSize(10);

    test.transport.request(0).accept(); // nine under way: a full one may leave
    assertThat(test.transport.numbers().get(10)).isEqualTo(range(28, 38));
    test.transport.request(1).accept();
    test.transport.request(2).accept();
    assertThat(test.transport.sent).hasSize(11);
    test.transport.request(3).accept(); // seven: whatever waits may leave
    assertThat(test.transport.numbers().get(11)).isEqualTo(range(38, 43));
    test.transport.acceptAll();
    assertThat(test.heard.outcomes).hasSize(43);
  }

  @Test
  void aFlushDoesNotSendPartOfARequestWhileEightAreUnderWay() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxInFlight(10));
    test.publish(0, 11);

    CompletableFuture<PublishCounts> flushed = test.publisher.flush();
    assertThat(test.transport.sent).hasSize(8);

    test.transport.request(0).accept();
    assertThat(test.transport.numbers().get(8)).isEqualTo(range(8, 11));
    test.transport.acceptAll();
    assertThat(flushed.join()).isEqualTo(new PublishCounts(11, 0, true));
  }

  @Test
  void whatIsSentAgainWaitsForAFullRequestToo() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxInFlight(12));
    test.publish(0, 28); // eight alone, two full ones
    assertThat(test.transport.sent).hasSize(10);
    test.transport.request(0).failEntries("InternalFailure", 0);
    test.pacing.pass(Duration.ofSeconds(10)); // longer than any pause
    test.publish(28, 37);
    assertThat(test.transport.sent).hasSize(10);

    test.publish(37, 38);
    assertThat(test.transport.numbers().get(10))
        .containsExactly(0, 28, 29, 30, 31, 32, 33, 34, 35, 36);
    test.transport.acceptAll();
    assertThat(test.heard.outcomes).hasSize(38);
  }

  @Test
  void halvesOfARequestThatWasTooLargeWaitOnlyForTheWindow() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxInFlight(10));
    test.publish(0, 28);
    assertThat(test.transport.sent).hasSize(10);

    test.transport.request(9).fail(HandDrivenPutEvents.TOO_LARGE);
    assertThat(test.transport.numbers().get(10)).isEqualTo(range(18, 23));
    test.transport.acceptAll();
    assertThat(test.heard.outcomes).hasSize(28);
  }

  @Test
  void whatWaitsForAFullRequestExpiresInTime() {
    AsyncUnderTest test = new AsyncUnderTest();
    test.publish(0, 8);
    CompletableFuture<String> future = test.publish(8);

    assertThat(test.alarm.isSet()).isTrue();
    test.pacing.pass(AsyncUnderTest.DELIVERY_TIMEOUT);
    test.alarm.ring();

    assertThat(AsyncUnderTest.rejectionOf(future).code()).isEqualTo(ErrorCode.DELIVERY_TIMEOUT);
  }

  @Test
  void theLimitsOfTenAndOfBytesAreDecidedTogether() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxInFlight(1).maxRequestBytes(2_048));
    test.give(0);
    for (int i = 1; i < 5; i++) {
      test.give(AsyncUnderTest.event(i, 600));
    }
    test.publish(5, 20);

    test.transport.acceptAll();

    assertThat(test.transport.numbers())
        .containsExactly(List.of(0), range(1, 4), range(4, 14), range(14, 20));
    assertThat(test.transport.sent).allMatch(request -> request.bytes() < 2_048);
  }

  @Test
  void anEventLingersForOthersAndLeavesWhenItsTimeIsUp() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().linger(Duration.ofMillis(50)));

    test.give(0);
    assertThat(test.transport.sent).isEmpty();
    assertThat(test.alarm.in).isEqualTo(Duration.ofMillis(50));
    test.pacing.pass(Duration.ofMillis(20));
    test.give(1);
    assertThat(test.alarm.timesSet).isEqualTo(1); // the first one's time is the sooner

    test.pacing.pass(Duration.ofMillis(-20));
    test.alarm.ring();
    assertThat(test.transport.numbers()).containsExactly(List.of(0, 1));
    assertThat(test.alarm.isSet()).isFalse();
  }

  @Test
  void tenLingeringEventsLeaveAtOnceAndTheRestLingersOn() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().linger(Duration.ofMillis(50)));

    test.publish(0, 12);

    assertThat(test.transport.numbers()).containsExactly(range(0, 10));
    test.alarm.ring();
    assertThat(test.transport.numbers()).containsExactly(range(0, 10), List.of(10, 11));
  }

  @Test
  void enoughLingeringBytesLeaveAtOnce() {
    AsyncUnderTest test =
        new AsyncUnderTest(new Options().linger(Duration.ofMillis(50)).maxRequestBytes(1_024));

    test.give(AsyncUnderTest.event(0, 600));
    assertThat(test.transport.sent).isEmpty();
    test.give(AsyncUnderTest.event(1, 600));

    assertThat(test.transport.numbers()).containsExactly(List.of(0));
  }

  @Test
  void whatComesAgainDoesNotLingerAndTakesLingeringEventsAlong() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().linger(Duration.ofSeconds(10)));
    test.publish(0, 10);
    test.transport.request(0).failEntries("InternalFailure", 4);
    test.give(10);

    test.alarm.ring();

    assertThat(test.transport.numbers().get(1)).containsExactly(4, 10);
  }

  // Coming again

  @Test
  void retriesGoFirstInOrderAndShareTheRequestWithNewEvents() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxInFlight(1));
    test.pacing.random = 0; // due at once
    test.publish(0, 30);
    test.transport.request(0).accept();
    test.transport.request(1).failEntries("InternalFailure", 3, 5, 9);

    assertThat(test.transport.numbers().get(2))
        .containsExactly(3, 5, 9, 11, 12, 13, 14, 15, 16, 17);
  }

  @Test
  void retriesOfSeveralRequestsGoOutTogetherInTheOrderOfPublishing() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxInFlight(3));
    test.publish(0, 3);

    test.transport.request(2).failEntries("InternalFailure", 2);
    test.transport.request(0).failEntries("InternalFailure", 0);
    test.transport.request(1).failEntries("InternalFailure", 1);
    test.alarm.ring();

    assertThat(test.transport.numbers().get(3)).containsExactly(0, 1, 2);
  }

  @Test
  void oneFailingEntryDoesNotHoldUpOthers() {
    AsyncUnderTest test = new AsyncUnderTest();
    test.give(0);
    test.transport.request(0).failEntries("InternalFailure", 0);

    test.give(1);

    assertThat(test.transport.numbers()).containsExactly(List.of(0), List.of(1));
    assertThat(test.heard.retries).containsExactly(ErrorCode.INTERNAL_FAILURE);
  }

  @Test
  void aFailedOrThrottledRequestHoldsUpOthers() {
    for (boolean throttled : new boolean[] {true, false}) {
      AsyncUnderTest test = new AsyncUnderTest();
      test.give(0);
      test.transport
          .request(0)
          .fail(throttled ? HandDrivenPutEvents.THROTTLED : HandDrivenPutEvents.NO_ANSWER);

      test.give(1);
      assertThat(test.transport.sent).hasSize(1);

      test.alarm.ring();
      assertThat(test.transport.numbers().get(1)).containsExactly(0, 1);
    }
  }

  /** What is answered during a pause left before it, and says nothing new. */
  @Test
  void anAnswerDuringAPauseNeitherShortensNorProlongsIt() {
    CallFailure afterSeven =
        new CallFailure(Kind.ANSWERED, 400, "ThrottlingException", "Rate exceeded", 7);
    for (boolean longFirst : new boolean[] {true, false}) {
      AsyncUnderTest test = new AsyncUnderTest();
      test.publish(0, 2);
      test.transport.request(0).fail(longFirst ? afterSeven : HandDrivenPutEvents.THROTTLED);
      Duration pause = Duration.ofMillis(longFirst ? 2_500 : 50);
      assertThat(test.alarm.in).isEqualTo(pause);
      test.transport.request(1).fail(longFirst ? HandDrivenPutEvents.THROTTLED : afterSeven);
      test.give(2);

      assertThat(test.alarm.in).isEqualTo(pause);
      test.alarm.ring();

      assertThat(test.transport.numbers().get(2))
          .isEqualTo(longFirst ? List.of(1, 0, 2) : List.of(0, 2));
    }
  }

  @Test
  void backsOffLongerEachTimeWithOneAlarmAndNoSleepingThread() {
    AsyncUnderTest test = new AsyncUnderTest();
    test.pacing.random = Math.nextDown(1.0);
    CompletableFuture<String> future = test.publish(0);

    for (int i = 0; !future.isDone(); i++) {
      test.transport.request(i).failEntries("InternalFailure", 0);
      if (!future.isDone()) {
        assertThat(test.alarm.timesSet).isEqualTo(i + 1);
        test.alarm.ring();
      }
    }

    assertThat(test.heard.delays)
        .extracting(delay -> Math.round(delay.toNanos() / 1e6))
        .containsExactly(100L, 200L, 400L, 800L, 1_600L, 3_200L, 5_000L, 5_000L, 5_000L, 5_000L);
    assertThat(test.pacing.sleeps).isEmpty();
    assertThat(rejectionOf(future).code()).isEqualTo(ErrorCode.INTERNAL_FAILURE);
    assertThat(rejectionOf(future).reason()).contains("delivery timeout of PT30S");
    assertThat(rejectionOf(future).attempts()).isEqualTo(test.transport.sent.size());
    assertThat(test.heard.retries)
        .as("the last failure was not followed by a retry")
        .hasSize(test.transport.sent.size() - 1);
  }

  @Test
  void oneDeadlineHoldsFromPublishToOutcomeAndBoundsEveryRequest() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxInFlight(1));
    CompletableFuture<String> first = test.publish(0);
    CompletableFuture<String> second = test.publish(1);
    assertThat(test.transport.request(0).timeout()).isEqualTo(Duration.ofSeconds(10));

    test.pacing.pass(Duration.ofSeconds(25));
    test.transport.request(0).accept();
    assertThat(test.transport.request(1).timeout()).isEqualTo(Duration.ofSeconds(5));
    test.pacing.pass(Duration.ofSeconds(4));
    test.transport.request(1).fail(HandDrivenPutEvents.NO_ANSWER);

    assertThat(first).isCompleted();
    assertThat(rejectionOf(second).code()).isEqualTo(ErrorCode.NO_ANSWER);
    assertThat(rejectionOf(second).mayHaveBeenAccepted()).isTrue();
    assertThat(rejectionOf(second).attempts()).isEqualTo(1);
  }

  @Test
  void anEventThatNeverGotItsTurnFailsWhenTheAlarmRings() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxInFlight(1));
    test.give(0);
    CompletableFuture<String> second = test.publish(1);

    test.alarm.ring();

    assertThat(rejectionOf(second).code()).isEqualTo(ErrorCode.DELIVERY_TIMEOUT);
    assertThat(rejectionOf(second).mayHaveBeenAccepted()).isFalse();
    assertThat(rejectionOf(second).attempts()).isZero();
    assertThat(test.publisher.buffered().events()).isEqualTo(1);
  }

  @Test
  void aTooLargeRequestIsSplitUntilTheEventThatIsTooLargeStandsAlone() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxInFlight(1));
    CompletableFuture<String> first = test.publish(0);
    List<CompletableFuture<String>> futures = test.publish(1, 5);
    test.transport.request(0).accept();

    for (int i = 1; i < test.transport.sent.size(); i++) {
      Sent request = test.transport.request(i);
      if (request.numbers().contains(3)) {
        request.fail(HandDrivenPutEvents.TOO_LARGE);
      } else {
        request.accept();
      }
    }

    assertThat(test.transport.numbers())
        .containsExactly(
            List.of(0), List.of(1, 2, 3, 4), List.of(1, 2), List.of(3, 4), List.of(3), List.of(4));
    assertThat(first).isCompleted();
    assertThat(rejectionOf(futures.get(2)).code()).isEqualTo(ErrorCode.EVENT_TOO_LARGE);
    assertThat(rejectionOf(futures.get(2)).attempts()).isEqualTo(3);
    assertThat(futures.get(3)).isCompletedWithValue("id-4");
    assertThat(test.publisher.buffered().events()).isZero();
  }

  @Test
  void aHalfWhoseTimeIsUpIsNotSent() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxInFlight(1));
    test.give(0);
    List<CompletableFuture<String>> futures = test.publish(1, 3);
    test.transport.request(0).accept();
    test.pacing.pass(Duration.ofSeconds(29));

    test.transport.request(1).fail(HandDrivenPutEvents.TOO_LARGE);

    assertThat(test.transport.sent).hasSize(2);
    assertThat(futures)
        .allMatch(future -> rejectionOf(future).code() == ErrorCode.DELIVERY_TIMEOUT);
  }

  // The window

  @Test
  void throttlingHalvesTheWindowAndSuccessRaisesItByOnePerWindow() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxInFlight(8));
    test.pacing.random = 0;
    test.publish(0, 200);

    test.transport.request(0).fail(HandDrivenPutEvents.THROTTLED);
    assertThat(test.publisher.buffered().requestWindow()).isEqualTo(4);
    for (int i = 1; i < 8; i++) {
      test.transport.request(i).fail(HandDrivenPutEvents.THROTTLED); // of the same burst
    }
    assertThat(test.heard.windows).containsExactly(4);
    assertThat(test.publisher.buffered().requestsInFlight()).isEqualTo(4);

    test.transport.acceptAll();
    assertThat(test.heard.windows).containsExactly(4, 5, 6, 7);
    assertThat(test.heard.outcomes).hasSize(200);
  }

  @Test
  void theWindowNeverClosesAndNeverGrowsBeyondItsStart() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxInFlight(2));
    test.pacing.random = 0;
    test.give(0);
    for (int i = 0; i < 5; i++) {
      test.transport.request(i).failEntries("ThrottlingException", 0);
    }
    assertThat(test.heard.windows).containsExactly(1);
    test.transport.acceptAll();
    for (int i = 1; i < 20; i++) {
      test.give(i);
      test.transport.acceptAll();
    }
    assertThat(test.heard.windows).containsExactly(1, 2);
  }

  @Test
  void otherFailuresLeaveTheWindowAlone() {
    AsyncUnderTest test = new AsyncUnderTest();
    test.give(0);
    test.transport.request(0).fail(HandDrivenPutEvents.NO_ANSWER);

    assertThat(test.publisher.buffered().requestWindow()).isEqualTo(8);
    assertThat(test.heard.windows).isEmpty();
  }

  // The buffer

  @Test
  void aFullBufferFailsTheFutureAndTellsTheListener() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxInFlight(1).buffer(10, 1_000_000));
    List<CompletableFuture<String>> taken = test.publish(0, 10);

    CompletableFuture<String> refused = test.publish(10);

    assertThat(failureOf(refused))
        .isInstanceOf(PublisherOverflowException.class)
        .hasMessageContaining("the buffer holds 10 events, its limit")
        .hasMessageEndingWith("or let publish wait for room (blockWhenFull)");
    assertThat(test.heard.overflows).containsExactly(PublisherUnderTest.event(10));
    test.transport.acceptAll();
    assertThat(taken).allMatch(CompletableFuture::isDone);
    assertThat(test.transport.numbers()).containsExactly(List.of(0), range(1, 10));
    assertThat(test.publish(11)).isNotDone();
  }

  @Test
  void theBufferIsBoundedInBytes() {
    AsyncUnderTest test =
        new AsyncUnderTest(new Options().maxInFlight(1).buffer(10, 2_048).maxRequestBytes(1_024));
    test.give(AsyncUnderTest.event(0, 800));
    test.give(AsyncUnderTest.event(1, 800));

    assertThat(failureOf(test.publisher.publish(AsyncUnderTest.event(2, 800))))
        .isInstanceOf(PublisherOverflowException.class)
        .hasMessageContaining("its limit is 2,048");
    assertThat(test.publish(3)).as("a small one fits").isNotDone();
  }

  @Test
  void theReportShowsWhatIsHeld() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().maxInFlight(1));
    assertThat(test.publisher.buffered()).isEqualTo(new BufferReport(0, 0, 0, 1, Duration.ZERO));

    test.publish(0, 3);
    test.pacing.pass(Duration.ofSeconds(2));
    int size = test.transport.request(0).bytes();
    assertThat(test.publisher.buffered())
        .isEqualTo(new BufferReport(3, 3L * size, 1, 1, Duration.ofSeconds(2)));

    test.transport.request(0).failEntries("InternalFailure", 0);
    test.pacing.pass(Duration.ofSeconds(1));
    assertThat(test.publisher.buffered())
        .as("1 and 2 are under way, 0 waits")
        .isEqualTo(new BufferReport(3, 3L * size, 1, 1, Duration.ofSeconds(3)));
    test.transport.acceptAll();
    test.alarm.ring();
    test.transport.acceptAll();
    assertThat(test.publisher.buffered()).isEqualTo(new BufferReport(0, 0, 0, 1, Duration.ZERO));
  }

  // Flush

  @Test
  void aFlushOfNothingIsComplete() {
    assertThat(new AsyncUnderTest().publisher.flush())
        .isCompletedWithValue(new PublishCounts(0, 0, true));
  }

  @Test
  void aFlushCutsALingerShort() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().linger(Duration.ofSeconds(10)));
    test.give(0);

    CompletableFuture<PublishCounts> flush = test.publisher.flush();

    assertThat(test.transport.sent).hasSize(1);
    assertThat(flush).isNotDone();
    test.transport.request(0).accept();
    assertThat(flush).isCompletedWithValue(new PublishCounts(1, 0, true));
    test.give(1);
    assertThat(test.transport.sent).as("lingers again").hasSize(1);
  }

  @Test
  void aFlushDuringAPauseCutsALingerShortWhenThePauseEnds() {
    AsyncUnderTest test = new AsyncUnderTest(new Options().linger(Duration.ofSeconds(10)));
    test.publish(0, 10);
    test.alarm.ring();
    test.pacing.pass(Duration.ofSeconds(16).plusMillis(990));
    test.transport.request(0).fail(HandDrivenPutEvents.THROTTLED); // 0 to 9 are given up
    test.give(10);
    assertThat(test.alarm.in).isEqualTo(Duration.ofSeconds(10));

    var unused = test.publisher.flush();

    assertThat(test.alarm.in).isEqualTo(Duration.ofMillis(50));
    test.alarm.ring();
    assertThat(test.transport.numbers().get(1)).containsExactly(10);
  }

  @Test
  void flushesAreIndependentAndLaterEventsDoNotHoldThemUp() {
    AsyncUnderTest test = new AsyncUnderTest();
    test.give(0);
    CompletableFuture<PublishCounts> first = test.publisher.flush();
    test.give(1);
    CompletableFuture<PublishCounts> second = test.publisher.flush();
    CompletableFuture<PublishCounts> third = test.publisher.flush();
    test.give(2);

    test.transport.request(1).failEntries("AccessDeniedException", 1);
    assertThat(List.of(first, second, third)).noneMatch(CompletableFuture::isDone);
    third.cancel(true);
    test.transport.request(0).accept();

    assertThat(first).isCompletedWithValue(new PublishCounts(1, 0, true));
    assertThat(second).isCompletedWithValue(new PublishCounts(1, 1, true));
    assertThat(test.publisher.buffered().events()).isEqualTo(1);
  }

  @Test
  void aFlushEndsAfterTheFuturesThatItIsAbout() {
    HandExecutor executor = new HandExecutor();
    AsyncUnderTest test = new AsyncUnderTest(new Options().executor(executor));
    CompletableFuture<String> future = test.publish(0);
    List<Boolean> doneAtFlush = new ArrayList<>();
    CompletableFuture<Void> flushed =
        test.publisher.flush().thenAccept(counts -> doneAtFlush.add(future.isDone()));

    test.transport.request(0).accept();
    assertThat(flushed).isNotDone();
    executor.runAll();

    assertThat(doneAtFlush).containsExactly(true);
  }

  // The bus

  @Test
  void theBusCanBeVerifiedUntilThePublisherIsClosed() {
    AsyncUnderTest test = new AsyncUnderTest();
    test.publisher.verifyEventBus();
    test.publisher.close();
    assertThatThrownBy(test.publisher::verifyEventBus)
        .isInstanceOfSatisfying(
            PublisherClosedException.class, e -> assertThat(e.outcome()).isEmpty());
  }

  @Test
  void messagesDoNotFollowTheLocale() {
    Locale locale = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      AsyncUnderTest test =
          new AsyncUnderTest(new Options().maxInFlight(1).buffer(10, 2_048).maxRequestBytes(1_024));
      test.give(AsyncUnderTest.event(0, 800));
      test.give(AsyncUnderTest.event(1, 800));
      assertThat(failureOf(test.publisher.publish(AsyncUnderTest.event(2, 800))))
          .hasMessageContaining("2,048");
    } finally {
      Locale.setDefault(locale);
    }
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }
}
