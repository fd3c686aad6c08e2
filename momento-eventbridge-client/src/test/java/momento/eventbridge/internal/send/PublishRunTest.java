package momento.eventbridge.internal.send;

import static momento.eventbridge.internal.send.PublisherUnderTest.event;
import static momento.eventbridge.internal.send.PublisherUnderTest.events;
import static momento.eventbridge.internal.send.PublisherUnderTest.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import momento.eventbridge.CacheSet;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.PublishCounts;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublishOutcome.Accepted;
import momento.eventbridge.PublishOutcome.Rejected;
import momento.eventbridge.PublishResult;
import momento.eventbridge.PublisherListener;
import momento.eventbridge.RequestReport;
import momento.eventbridge.TestEvents;
import momento.eventbridge.TopicPublish;
import momento.eventbridge.internal.core.Answer;
import momento.eventbridge.internal.core.EntryAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** How a call sends, sends again, splits, gives up and stops. */
class PublishRunTest {
  private final PublisherUnderTest test = new PublisherUnderTest();

  @AfterEach
  void noInterruptIsLeft() {
    Thread.interrupted();
  }

  @Test
  void sendsTensInInputOrder() {
    test.publisher.publishAll(events(25));

    assertThat(test.requestedNumbers()).containsExactly(range(0, 10), range(10, 20), range(20, 25));
  }

  @Test
  void staysBelowTheByteLimit() {
    SyncPublisher publisher = PublisherUnderTest.on(test.service, test.pacing, test.heard, 1_024);
    List<MomentoEvent> events =
        IntStream.range(0, 7)
            .<MomentoEvent>mapToObj(
                i -> CacheSet.of("c", "secret-key-" + i, "m".repeat(300), Duration.ofSeconds(1)))
            .toList();

    publisher.publishAll(events);

    assertThat(test.requestedNumbers())
        .containsExactly(List.of(0, 1), List.of(2, 3), List.of(4, 5), List.of(6));
    assertThat(test.heard.requests).allMatch(report -> report.bytes() < 1_024);
  }

  @Test
  void entriesToSendAgainGoFirstInOrderAndTheRequestIsFilledWithNewOnes() {
    test.pacing.random = 0; // due at once
    Set<Integer> failing = Set.of(2, 5, 9);
    test.service.entryFault =
        (entry, timesSeen) ->
            failing.contains(number(entry.detail())) && timesSeen == 1 ? "InternalFailure" : null;

    PublishResult result = test.publisher.publishAll(events(20));

    assertThat(result.allAccepted()).isTrue();
    assertThat(test.requestedNumbers())
        .containsExactly(
            range(0, 10), List.of(2, 5, 9, 10, 11, 12, 13, 14, 15, 16), List.of(17, 18, 19));
  }

  @Test
  void oneFailingEntryDoesNotHoldUpTheOthers() {
    test.service.entryFault =
        (entry, timesSeen) -> number(entry.detail()) == 0 ? "InternalFailure" : null;
    List<Integer> acceptedBeforeTheFirstSleep = new ArrayList<>();

    PublishCounts counts =
        test.publisher.publishAll(
            events(50),
            outcome -> {
              if (test.pacing.sleeps.isEmpty() && outcome instanceof Accepted) {
                acceptedBeforeTheFirstSleep.add(number(outcome.event().toDetail()));
              }
            });

    assertThat(acceptedBeforeTheFirstSleep).isEqualTo(range(1, 50));
    assertThat(counts).isEqualTo(new PublishCounts(49, 1, true));
  }

  @Test
  void throttlingHoldsUpTheOthers() {
    test.service.entryFault =
        (entry, timesSeen) ->
            number(entry.detail()) == 0 && timesSeen == 1 ? "ThrottlingException" : null;

    test.publisher.publishAll(events(20));

    assertThat(test.pacing.sleeps).hasSize(1);
    assertThat(test.requestedNumbers().get(1)).startsWith(0);
  }

  @Test
  void manyFailingEntriesBoundWhatIsTaken() {
    test.service.entryFault = (entry, timesSeen) -> timesSeen == 1 ? "InternalFailure" : null;
    List<Integer> taken = new ArrayList<>();
    Iterable<MomentoEvent> input =
        () ->
            IntStream.range(0, 1_000)
                .peek(
                    i -> {
                      if (test.pacing.sleeps.isEmpty()) {
                        taken.add(i);
                      }
                    })
                .<MomentoEvent>mapToObj(PublisherUnderTest::event)
                .iterator();

    PublishCounts counts = test.publisher.publishAll(input, outcome -> {});

    assertThat(counts).isEqualTo(new PublishCounts(1_000, 0, true));
    assertThat(taken.size()).isLessThanOrEqualTo(111);
  }

  @Test
  void backsOffLongerEachTimeAndGivesUpInsideTheBudget() {
    test.pacing.random = Math.nextDown(1.0);
    test.service.entryFault = (entry, timesSeen) -> "InternalFailure";

    PublishResult result = test.publisher.publishAll(events(1));

    assertThat(test.pacing.sleeps)
        .extracting(sleep -> Math.round(sleep.toNanos() / 1e6))
        .containsExactly(100L, 200L, 400L, 800L, 1_600L, 3_200L, 5_000L, 5_000L, 5_000L, 5_000L);
    Rejected rejected = result.rejected().get(0);
    assertThat(rejected.attempts()).isEqualTo(11);
    assertThat(rejected.reason())
        .contains("InternalFailure", "given up", "delivery timeout of PT30S");
  }

  @Test
  void aSlowServiceUsesUpTheBudgetToo() {
    test.service.requestFault =
        (request, number) -> {
          test.pacing.pass(Duration.ofSeconds(10));
          throw ServiceErrors.callTimeout();
        };

    PublishResult result = test.publisher.publishAll(events(1));

    assertThat(result.rejected().get(0).attempts()).isEqualTo(3);
    assertThat(result.rejected().get(0).mayHaveBeenAccepted()).isTrue();
  }

  @Test
  void eachEventHasABudgetOfItsOwn() {
    test.service.requestFault =
        (request, number) -> {
          test.pacing.pass(Duration.ofSeconds(9));
          return null;
        };

    PublishResult result = test.publisher.publishAll(events(100));

    assertThat(result.allAccepted()).isTrue();
  }

  @Test
  void aRequestMayTakeAThirdOfTheBudgetAndNoMoreThanIsLeft() {
    test.service.requestFault =
        (request, number) -> {
          test.pacing.pass(Duration.ofSeconds(12));
          if (number < 3) {
            throw ServiceErrors.readTimeout();
          }
          return null;
        };
    test.pacing.random = 0;

    test.publisher.publishAll(events(1));

    assertThat(test.service.requests)
        .extracting(r -> r.overrideConfiguration().orElseThrow().apiCallTimeout().orElseThrow())
        .containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(6));
  }

  /** A thread can be held up anywhere, also between "has time" and the request. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 9})
  void aTimeoutThatRanOutBeforeTheRequestIsNotAFailureOfTheClient(int secondsForEachLook) {
    Pacing slow =
        new Pacing() {
          @Override
          public long nanoTime() {
            test.pacing.pass(Duration.ofSeconds(secondsForEachLook));
            return test.pacing.nanoTime();
          }

          @Override
          public void sleep(Duration duration) throws InterruptedException {
            test.pacing.sleep(duration);
          }

          @Override
          public double random() {
            return 0;
          }
        };
    SyncPublisher publisher = PublisherUnderTest.on(test.service, slow, test.heard, 1_000_000);
    test.service.requestFault =
        (request, number) -> {
          throw number == 1 ? ServiceErrors.withoutBody(413) : ServiceErrors.refused();
        };

    PublishResult result = publisher.publishAll(events(10));

    assertThat(result.rejected())
        .hasSize(10)
        .noneMatch(rejected -> rejected.code() == ErrorCode.CLIENT_FAILURE)
        .noneMatch(Rejected::mayHaveBeenAccepted);
  }

  @Test
  void aLaterRefusalDoesNotUndoThatAnEarlierAttemptMayHaveBeenAccepted() {
    test.service.requestFault =
        (request, number) -> {
          if (number == 1) {
            throw ServiceErrors.reset();
          }
          return null;
        };
    test.service.entryFault = (entry, timesSeen) -> "AccessDeniedException";

    Rejected rejected = test.publisher.publishAll(events(1)).rejected().get(0);

    assertThat(rejected.code()).isEqualTo(ErrorCode.ACCESS_DENIED);
    assertThat(rejected.mayHaveBeenAccepted()).isTrue();
    assertThat(rejected.attempts()).isEqualTo(2);
  }

  @Test
  void attemptsThatTheSdkMadeCountWhenTheyFailed() {
    test.service.requestFault =
        (request, number) -> {
          throw ServiceErrors.withoutBody(404).toBuilder().numAttempts(4).build();
        };

    Rejected rejected = test.publisher.publishAll(events(1)).rejected().get(0);

    assertThat(rejected.attempts()).isEqualTo(4);
    assertThat(rejected.mayHaveBeenAccepted()).isTrue();
  }

  @Test
  void aRequestThatIsTooLargeAfterAllIsSplitUntilItFits() {
    test.service.requestFault =
        (request, number) -> {
          if (request.entries().size() > 3) {
            throw number % 2 == 0
                ? ServiceErrors.withoutBody(413)
                : ServiceErrors.answered(
                    400,
                    "ValidationException",
                    "Total size of the entries in the request is over the limit.");
          }
          return null;
        };

    PublishResult result = test.publisher.publishAll(events(12));

    assertThat(result.allAccepted()).isTrue();
    assertThat(test.requestedNumbers())
        .containsExactly(
            range(0, 10),
            range(0, 5),
            range(0, 2),
            range(2, 5),
            range(5, 10),
            range(5, 7),
            range(7, 10),
            range(10, 12));
    assertThat(test.pacing.sleeps).isEmpty();
  }

  @Test
  void anInputThatPausesLongerThanTheBudgetLosesNothing() {
    List<MomentoEvent> events = events(3);
    Iterable<MomentoEvent> slow =
        () -> events.stream().peek(event -> test.pacing.pass(Duration.ofSeconds(31))).iterator();

    assertThat(test.publisher.publishAll(slow).allAccepted()).isTrue();
  }

  @Test
  void aSlowInputLeavesAnEntryThatFailedTimeForAnotherAttempt() {
    test.pacing.random = 0; // due at once
    test.service.entryFault =
        (entry, timesSeen) ->
            number(entry.detail()) == 0 && timesSeen == 1 ? "InternalFailure" : null;
    List<MomentoEvent> events = events(20);
    Iterable<MomentoEvent> slow =
        () -> events.stream().peek(event -> test.pacing.pass(Duration.ofSeconds(4))).iterator();

    assertThat(test.publisher.publishAll(slow).allAccepted()).isTrue();
  }

  @Test
  void anEntryWhoseTimeRanOutInsideASlowInputIsNotCountedAsSentAgain() {
    test.pacing.random = 0; // due at once
    test.service.entryFault =
        (entry, timesSeen) -> number(entry.detail()) == 0 ? "InternalFailure" : null;
    Iterable<MomentoEvent> stalls =
        () ->
            IntStream.range(0, 11)
                .mapToObj(
                    number -> {
                      test.pacing.pass(Duration.ofSeconds(number < 10 ? 0 : 31));
                      return (MomentoEvent) event(number);
                    })
                .iterator();
    List<PublishOutcome> outcomes = new ArrayList<>();

    test.publisher.publishAll(stalls, outcomes::add);

    assertThat(test.requestedNumbers()).containsExactly(range(0, 10), List.of(10));
    assertThat(outcomes)
        .filteredOn(outcome -> outcome instanceof Rejected)
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(((Rejected) outcome).code()).isEqualTo(ErrorCode.INTERNAL_FAILURE);
              assertThat(outcome.attempts()).isEqualTo(1);
            });
  }

  @Test
  void anEventThatWaitsBehindAFailingRequestHasItsFullBudget() {
    List<MomentoEvent> large =
        IntStream.range(0, 3)
            .<MomentoEvent>mapToObj(
                i -> CacheSet.of("c", "k" + i, "m".repeat(600_000), Duration.ofSeconds(1)))
            .toList();
    test.service.requestFault =
        (request, number) -> {
          test.pacing.pass(Duration.ofSeconds(10));
          if (number <= 3) {
            throw ServiceErrors.callTimeout();
          }
          return null;
        };

    PublishResult result = test.publisher.publishAll(large);

    assertThat(result.outcomes())
        .extracting(PublishOutcome::getClass)
        .isEqualTo(List.of(Rejected.class, Accepted.class, Accepted.class));
  }

  @Test
  void entriesThatFailForeverDoNotStarveThoseThatFailOnce() {
    test.service.entryFault =
        (entry, timesSeen) ->
            number(entry.detail()) < 10 || timesSeen == 1 ? "InternalFailure" : null;

    PublishResult result = test.publisher.publishAll(events(100));

    assertThat(result.rejected()).hasSize(10);
    assertThat(result.outcomes().subList(10, 100)).allMatch(o -> o.attempts() == 2);
  }

  @Test
  void somethingUnforeseenStillLeavesEveryEventAnOutcome() {
    IllegalStateException unforeseen = new IllegalStateException("unforeseen");
    List<PublishOutcome> outcomes = new ArrayList<>();
    SyncPublisher publisher =
        new SyncPublisher(
            PublisherUnderTest.settings(test.heard, 1_000_000),
            (entries, timeout) -> {
              throw unforeseen;
            },
            test.pacing,
            EventBus.by(test.service),
            () -> {});

    assertThatThrownBy(() -> publisher.publishAll(events(12), outcomes::add)).isSameAs(unforeseen);

    assertThat(outcomes)
        .hasSize(10)
        .allSatisfy(outcome -> assertThat(((Rejected) outcome).mayHaveBeenAccepted()).isTrue());
  }

  @Test
  void anAnswerThatCannotBeSettledStillLeavesEveryEventAnOutcome() {
    List<PublishOutcome> outcomes = new ArrayList<>();
    SyncPublisher publisher =
        new SyncPublisher(
            PublisherUnderTest.settings(test.heard, 1_000_000),
            (entries, timeout) ->
                new Answer.Entries(
                    Collections.nCopies(entries.size(), TestEvents.<EntryAnswer>missing())),
            test.pacing,
            EventBus.by(test.service),
            () -> {});

    assertThatThrownBy(() -> publisher.publishAll(events(12), outcomes::add))
        .isInstanceOf(NullPointerException.class);

    assertThat(outcomes)
        .hasSize(10)
        .allSatisfy(outcome -> assertThat(((Rejected) outcome).mayHaveBeenAccepted()).isTrue());
  }

  @Test
  void anAttemptThatIsTheLastPossibleOneStillCounts() {
    test.pacing.random = Math.nextDown(1.0);
    test.service.entryFault = (entry, timesSeen) -> timesSeen < 11 ? "InternalFailure" : null;

    assertThat(test.publisher.publishAll(events(1)).outcomes().get(0))
        .isInstanceOfSatisfying(
            Accepted.class, accepted -> assertThat(accepted.attempts()).isEqualTo(11));
  }

  @Test
  void aHalfThatIsThrottledHoldsUpTheOther() {
    test.service.requestFault =
        (request, number) -> {
          if (number == 1) {
            throw ServiceErrors.withoutBody(413);
          }
          if (number == 2) {
            throw ServiceErrors.answered(400, "ThrottlingException", "Rate exceeded");
          }
          assertThat(test.pacing.sleeps).isNotEmpty();
          return null;
        };

    assertThat(test.publisher.publishAll(events(10)).allAccepted()).isTrue();
    assertThat(test.requestedNumbers()).hasSize(4);
  }

  @Test
  void manyEventsTakeLongerThanOneBudgetIfNothingAnswers() {
    test.service.requestFault =
        (request, number) -> {
          throw ServiceErrors.refused();
        };

    PublishResult result = test.publisher.publishAll(events(30));

    assertThat(result.rejected()).hasSize(30);
    assertThat(test.pacing.sleeps.stream().reduce(Duration.ZERO, Duration::plus))
        .isGreaterThan(Duration.ofSeconds(60))
        .isLessThan(Duration.ofSeconds(90));
  }

  @Test
  void aQuotedEventThatSpeaksOfSizeAndLimitIsNotTakenForTooLarge() {
    test.service.requestFault =
        (request, number) -> {
          throw ServiceErrors.answered(
              400, "ValidationException", "Value 'the size limit' at 'entries' is not valid");
        };

    PublishResult result = test.publisher.publishAll(events(10));

    assertThat(result.rejected()).allMatch(r -> r.code() == ErrorCode.VALIDATION);
    assertThat(test.service.requests).hasSize(1);
  }

  @Test
  void eachCodeOfARetryIsReported() {
    test.service.entryFault =
        (entry, timesSeen) ->
            timesSeen > 1
                ? null
                : number(entry.detail()) == 0 ? "InternalFailure" : "ThrottlingException";

    test.publisher.publishAll(events(3));

    assertThat(test.heard.retries)
        .containsExactlyInAnyOrder(ErrorCode.INTERNAL_FAILURE, ErrorCode.THROTTLING);
  }

  /** Found by the property test: the call ended there, and the events after it had no outcome. */
  @Test
  void aHalfWhoseTimeIsUpDoesNotEndTheCall() {
    test.service.requestFault =
        (request, number) -> {
          if (number == 1) {
            throw ServiceErrors.withoutBody(413);
          }
          test.pacing.pass(Duration.ofSeconds(28));
          return null;
        };

    PublishResult result = test.publisher.publishAll(events(20));

    assertThat(result.outcomes()).hasSize(20);
    assertThat(test.requestedNumbers()).containsExactly(range(0, 10), range(0, 5), range(10, 20));
    assertThat(result.rejected()).hasSize(5).allMatch(r -> r.code() == ErrorCode.DELIVERY_TIMEOUT);
  }

  @Test
  void anEntryThatIsTooLargeAloneIsRejectedAlone() {
    test.service.requestFault =
        (request, number) -> {
          if (request.entries().stream().anyMatch(e -> number(e.detail()) == 4)) {
            throw ServiceErrors.withoutBody(413);
          }
          return null;
        };

    PublishResult result = test.publisher.publishAll(events(10));

    assertThat(result.rejected())
        .singleElement()
        .satisfies(
            rejected -> {
              assertThat(rejected.event()).isEqualTo(event(4));
              assertThat(rejected.code()).isEqualTo(ErrorCode.EVENT_TOO_LARGE);
              assertThat(rejected.mayHaveBeenAccepted()).isFalse();
            });
    assertThat(test.service.stored).hasSize(9);
  }

  @Test
  void anAnswerOfTheWrongLengthLeavesEveryOutcomeUnknown() {
    test.service.answerFault =
        answer -> answer.toBuilder().entries(answer.entries().subList(1, 10)).build();

    PublishResult result = test.publisher.publishAll(events(10));

    assertThat(result.rejected())
        .hasSize(10)
        .allMatch(r -> r.code() == ErrorCode.UNUSABLE_ANSWER)
        .allMatch(Rejected::mayHaveBeenAccepted);
    assertThat(test.service.requests).hasSize(1);
    assertThat(test.heard.requests.get(0).failure()).contains(ErrorCode.UNUSABLE_ANSWER);
  }

  @Test
  void anAnswerWithoutEntriesLeavesEveryOutcomeUnknown() {
    test.service.answerFault = answer -> PutEventsResponse.builder().build();

    assertThat(test.publisher.publishAll(events(3)).rejected())
        .hasSize(3)
        .allMatch(Rejected::mayHaveBeenAccepted);
  }

  @Test
  void aLineWithoutIdAndCodeIsUnknown() {
    test.service.answerFault =
        answer ->
            answer.toBuilder()
                .entries(answer.entries().get(0), PutEventsResultEntry.builder().build())
                .build();

    PublishResult result = test.publisher.publishAll(events(2));

    assertThat(result.rejected())
        .singleElement()
        .satisfies(r -> assertThat(r.event()).isEqualTo(event(1)))
        .satisfies(r -> assertThat(r.mayHaveBeenAccepted()).isTrue());
  }

  /** The SDK's {@code failedEntryCount()} is null then; unboxing it failed elsewhere. */
  @Test
  void failedEntryCountIsNotNeeded() {
    test.service.entryFault =
        (entry, timesSeen) -> number(entry.detail()) == 1 ? "MalformedDetail" : null;

    PublishResult result = test.publisher.publishAll(events(3));

    assertThat(result.outcomes())
        .extracting(PublishOutcome::getClass)
        .isEqualTo(List.of(Accepted.class, Rejected.class, Accepted.class));
  }

  @Test
  void badEventsAreRefusedAloneAndTheirNeighboursGoOut() {
    List<MomentoEvent> events =
        List.of(
            event(0),
            CacheSet.of("c", "k", "m", Duration.ofHours(24).plusSeconds(1)),
            event(1),
            TopicPublish.of("c", "t", "m".repeat(4_097)),
            CacheSet.of("c", "k", "m".repeat(1_000_000), Duration.ofSeconds(1)),
            event(2));

    PublishResult result = test.publisher.publishAll(events);

    assertThat(test.requestedNumbers()).containsExactly(List.of(0, 1, 2));
    assertThat(result.rejected())
        .extracting(Rejected::code)
        .containsExactly(
            ErrorCode.INVALID_EVENT, ErrorCode.INVALID_EVENT, ErrorCode.EVENT_TOO_LARGE);
    assertThat(result.rejected()).allMatch(r -> r.attempts() == 0 && !r.mayHaveBeenAccepted());
    assertThat(result.outcomes()).extracting(PublishOutcome::event).isEqualTo(events);
  }

  @Test
  void interruptedBeforeSendingNothingGoesOut() {
    Thread.currentThread().interrupt();

    PublishResult result = test.publisher.publishAll(events(15));

    assertThat(test.service.requests).isEmpty();
    assertThat(result.rejected())
        .hasSize(15)
        .allMatch(r -> r.code() == ErrorCode.STOPPED && r.attempts() == 0);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void interruptedWhileARequestIsUnderWayItsEventsAreUnknownAndTheRestIsNotSent() {
    test.service.requestFault =
        (request, number) -> {
          throw AbortedException.create("aborted");
        };

    PublishResult result = test.publisher.publishAll(events(15));

    assertThat(test.service.requests).hasSize(1);
    assertThat(result.rejected()).hasSize(15).allMatch(r -> r.code() == ErrorCode.STOPPED);
    assertThat(result.rejected().subList(0, 10)).allMatch(Rejected::mayHaveBeenAccepted);
    assertThat(result.rejected().subList(10, 15)).noneMatch(Rejected::mayHaveBeenAccepted);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void interruptedInAPauseWhatWaitsIsReported() {
    test.pacing.interrupting = true;
    test.service.entryFault = (entry, timesSeen) -> "ThrottlingException";

    PublishResult result = test.publisher.publishAll(events(12));

    assertThat(result.rejected()).hasSize(12).allMatch(r -> r.code() == ErrorCode.STOPPED);
    assertThat(result.rejected()).extracting(Rejected::attempts).contains(0, 1);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void closedMeanwhileTheRestIsNotSent() {
    test.service.requestFault =
        (request, number) -> {
          test.publisher.close();
          return null;
        };

    List<PublishOutcome> outcomes = new ArrayList<>();
    PublishCounts counts = test.publisher.publishAll(events(25), outcomes::add);

    assertThat(counts).isEqualTo(new PublishCounts(10, 0, false));
    assertThat(counts.allAccepted()).isFalse();
  }

  @Test
  void closedMeanwhileEveryEventOfAListHasItsOutcome() {
    test.service.requestFault =
        (request, number) -> {
          test.publisher.close();
          return null;
        };

    PublishResult result = test.publisher.publishAll(events(25));

    assertThat(result.outcomes()).hasSize(25);
    assertThat(result.rejected())
        .hasSize(15)
        .allMatch(r -> r.code() == ErrorCode.PUBLISHER_CLOSED && r.attempts() == 0);
  }

  @Test
  void whatWasTakenFromAnInputThatThrowsIsPublished() {
    Iterator<MomentoEvent> failing =
        new Iterator<>() {
          private int taken;

          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public MomentoEvent next() {
            if (taken == 3) {
              throw new IllegalStateException("the file ends here");
            }
            return event(taken++);
          }
        };
    List<PublishOutcome> outcomes = new ArrayList<>();

    assertThatThrownBy(() -> test.publisher.publishAll(() -> failing, outcomes::add))
        .hasMessage("the file ends here");

    assertThat(outcomes).hasSize(3).allMatch(Accepted.class::isInstance);
  }

  @Test
  void aNullInAListIsRefusedBeforeAnythingIsSent() {
    List<MomentoEvent> events = new ArrayList<>(events(3));
    events.set(1, TestEvents.<MomentoEvent>missing());

    assertThatThrownBy(() -> test.publisher.publishAll(events).orThrow())
        .isInstanceOfSatisfying(
            EventValidationException.class, e -> assertThat(e.field()).isEqualTo("events[1]"))
        .hasMessage("events[1] is null; nothing was sent: leave nulls out");
    assertThat(test.service.requests).isEmpty();
  }

  @Test
  void whatIsMissingIsNamedBeforeAnythingIsSent() {
    assertThatThrownBy(() -> test.publisher.publish(TestEvents.<MomentoEvent>missing()))
        .isInstanceOf(EventValidationException.class)
        .hasMessageStartingWith("event ");
    assertThatThrownBy(
            () ->
                test.publisher.publishAll(
                    events(3), TestEvents.<Consumer<PublishOutcome>>missing()))
        .isInstanceOf(EventValidationException.class)
        .hasMessageStartingWith("onOutcome ");
    assertThat(test.service.requests).isEmpty();
  }

  @Test
  void aNullInAStreamIsNamedByItsNumber() {
    List<MomentoEvent> events = new ArrayList<>(events(3));
    events.set(1, TestEvents.<MomentoEvent>missing());
    List<PublishOutcome> outcomes = new ArrayList<>();

    assertThatThrownBy(() -> test.publisher.publishAll(events, outcomes::add))
        .isInstanceOfSatisfying(
            EventValidationException.class, e -> assertThat(e.field()).isEqualTo("events[1]"))
        .hasMessage("events[1] is null: leave nulls out");
    assertThat(outcomes).hasSize(1).allMatch(Accepted.class::isInstance);
  }

  @Test
  void aConsumerThatThrowsEndsTheCallButNoOutcomeIsLost() {
    test.service.entryFault =
        (entry, timesSeen) -> number(entry.detail()) == 9 ? "InternalFailure" : null;
    List<PublishOutcome> outcomes = new ArrayList<>();

    assertThatThrownBy(
            () ->
                test.publisher.publishAll(
                    events(30),
                    outcome -> {
                      outcomes.add(outcome);
                      throw new IllegalStateException("consumer " + outcomes.size());
                    }))
        .hasMessage("consumer 1")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(9));

    assertThat(test.service.requests).hasSize(1);
    assertThat(outcomes).hasSize(10);
    assertThat(outcomes.subList(0, 9)).allMatch(Accepted.class::isInstance);
    assertThat(outcomes.get(9))
        .isInstanceOfSatisfying(
            Rejected.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.STOPPED));
  }

  @Test
  void afterAConsumerThrewOverARefusalNothingIsSent() {
    List<MomentoEvent> events =
        List.of(event(0), CacheSet.of("c", "k", "m", Duration.ofHours(25)), event(1));

    assertThatThrownBy(
            () ->
                test.publisher.publishAll(
                    events,
                    outcome -> {
                      throw new IllegalStateException("enough");
                    }))
        .hasMessage("enough");
    assertThat(test.service.requests).isEmpty();
  }

  @Test
  void aListenerThatThrowsChangesNothing() {
    PublisherListener throwing =
        new PublisherListener() {
          @Override
          public void onOutcome(PublishOutcome outcome) {
            throw new IllegalStateException("secret-message");
          }

          @Override
          public void onRequest(RequestReport report) {
            throw new LinkageError("wrong version");
          }
        };
    SyncPublisher publisher = PublisherUnderTest.on(test.service, test.pacing, throwing, 1_000_000);

    assertThat(publisher.publishAll(events(3)).allAccepted()).isTrue();
  }

  @Test
  void nothingToPublishIsNoRequest() {
    PublishResult result = test.publisher.publishAll(List.of());

    assertThat(result.outcomes()).isEmpty();
    assertThat(result.allAccepted()).isTrue();
    assertThat(test.service.requests).isEmpty();
  }

  @Test
  void theListenerHearsOfEachRequestAndPause() {
    test.service.entryFault =
        (entry, timesSeen) ->
            number(entry.detail()) == 0 && timesSeen == 1 ? "ThrottlingException" : null;

    test.publisher.publishAll(events(10));

    assertThat(test.heard.retries).containsExactly(ErrorCode.THROTTLING);
    assertThat(test.heard.requests).extracting(r -> r.entries()).containsExactly(10, 1);
    assertThat(test.heard.requests).extracting(r -> r.accepted()).containsExactly(9, 1);
    assertThat(test.heard.requests).allMatch(r -> r.failure().isEmpty());
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }
}
