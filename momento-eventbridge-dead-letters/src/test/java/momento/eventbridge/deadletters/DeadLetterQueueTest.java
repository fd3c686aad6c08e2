package momento.eventbridge.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheSet;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.MomentoEventException;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublishResult;
import momento.eventbridge.PublisherClosedException;
import momento.eventbridge.deadletters.RedriveOutcome.Discarded;
import momento.eventbridge.deadletters.RedriveOutcome.Left;
import momento.eventbridge.deadletters.RedriveOutcome.Published;
import momento.eventbridge.deadletters.RedriveOutcome.TooNew;
import momento.eventbridge.deadletters.RedriveOutcome.Why;
import momento.eventbridge.deadletters.RedriveResult.Ending;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.SetSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

class DeadLetterQueueTest {
  private static final Duration VISIBILITY = Duration.ofMinutes(5);

  private final FakeClock clock = new FakeClock();
  private final Wire wire = new Wire();
  private final FakeSqs sqs = new FakeSqs(clock, wire);
  private final FakeEventBridge bus = new FakeEventBridge(wire);
  private final List<RedriveOutcome> outcomes = new ArrayList<>();
  private final MomentoEventPublisher publisher =
      MomentoEventPublisher.builder().client(bus).source("default-source").build();
  private DeadLetterQueue queue = builder().build();

  private DeadLetterQueue.Builder builder() {
    return DeadLetterQueue.builder().queueUrl(FakeSqs.URL).client(sqs).clock(clock);
  }

  @AfterEach
  void clearInterrupt() {
    assertThat(Thread.interrupted()).as("no test leaves the thread interrupted").isFalse();
  }

  private List<String> send(int letters) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < letters; i++) {
      ids.add(sqs.send(Letters.body("key-" + i), Letters.CACHE_NOT_FOUND));
    }
    return ids;
  }

  private RedriveResult redrive(Function<QueuedLetter, Redrive> decision) {
    return queue.redrive(publisher, decision, outcomes::add);
  }

  private RedriveResult redrive() {
    return redrive(letter -> Redrive.publish(letter.event()));
  }

  private <T extends RedriveOutcome> List<T> outcomes(Class<T> kind) {
    return outcomes.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The only letter that was left. */
  private Left left() {
    assertThat(outcomes(Left.class)).hasSize(1);
    return outcomes(Left.class).get(0);
  }

  private static RedriveResult result(
      long published, long notDeleted, long discarded, long left, long tooNew, Ending ending) {
    return new RedriveResult(published, notDeleted, discarded, left, tooNew, ending);
  }

  private static SdkClientException broken() {
    return SdkClientException.create("connection reset");
  }

  private void failAt(String operation, int number, RuntimeException failure) {
    wire.before =
        (called, calledNumber) -> {
          if (called.equals(operation) && calledNumber == number) {
            throw failure;
          }
        };
  }

  @Nested
  class Peek {
    @Test
    void showsLettersAndWhyAndTakesNothingAway() {
      List<String> ids = send(23);

      List<QueuedLetter> letters = queue.peek(1_000);

      assertThat(letters).extracting(QueuedLetter::messageId).containsExactlyElementsOf(ids);
      QueuedLetter letter = letters.get(0);
      assertThat(letter.event()).isEqualTo(Letters.event("key-0"));
      assertThat(letter.problem()).isEmpty();
      assertThat(letter.sentAt()).contains(clock.instant());
      assertThat(letter.deadLetter().errorCode()).contains("SDK_CLIENT_ERROR");
      assertThat(letter.deadLetter().errorMessage().orElseThrow()).endsWith("404");
      assertThat(letter.body()).isEqualTo(Letters.body("key-0"));
      assertThat(sqs.visible()).isEqualTo(ids);
    }

    @Test
    void showsNoMoreThanAskedFor() {
      send(23);

      assertThat(queue.peek(12)).hasSize(12);

      assertThat(sqs.receives)
          .extracting(ReceiveMessageRequest::maxNumberOfMessages)
          .containsExactly(10, 2);
      assertThat(sqs.visible()).hasSize(23);
    }

    @Test
    void asksForEverythingItNeedsAndWaitsSoThatEmptyMeansEmpty() {
      queue.peek(1);

      ReceiveMessageRequest request = sqs.receives.get(0);
      assertThat(request.queueUrl()).isEqualTo(FakeSqs.URL);
      assertThat(request.messageAttributeNames()).containsExactly("All");
      assertThat(request.messageSystemAttributeNames())
          .containsExactly(MessageSystemAttributeName.SENT_TIMESTAMP);
      assertThat(request.waitTimeSeconds()).isPositive();
      assertThat(request.visibilityTimeout()).isEqualTo(300);
      assertThat(request.overrideConfiguration().orElseThrow().apiNames())
          .anyMatch(name -> name.name().equals("momento-eventbridge-dead-letters"));
    }

    @Test
    void showsWhatIsNoMomentoEvent() {
      sqs.send("not JSON, with secret-word", Map.of());
      sqs.send(
          Letters.body("cacheSet", "{\"cacheName\":\"c\"}", "shop", "2026-11-24T11:00:00Z"),
          Map.of());

      List<QueuedLetter> letters = queue.peek(10);

      QueuedLetter noEvent = letters.get(0);
      assertThat(noEvent.problem().orElseThrow()).startsWith("body ");
      assertThatThrownBy(noEvent::deadLetter).isInstanceOf(EventValidationException.class);
      assertThatThrownBy(noEvent::event).isInstanceOf(EventValidationException.class);
      assertThat(noEvent.toString())
          .contains(noEvent.messageId(), "26 characters")
          .doesNotContain("secret");
      QueuedLetter noMomentoEvent = letters.get(1);
      assertThat(noMomentoEvent.problem()).isPresent();
      assertThat(noMomentoEvent.deadLetter().detailType()).isEqualTo("cacheSet");
    }

    @Test
    void showsALetterOnceAlthoughItIsDeliveredTwice() {
      String id = send(1).get(0);
      wire.after =
          (operation, number) -> {
            if (operation.equals("receive")) {
              sqs.showAnyway(id);
            }
          };

      assertThat(queue.peek(10)).hasSize(1);
      assertThat(wire.count("receive")).isEqualTo(2);
    }

    @Test
    void givesBackWhatItHasWhenSqsFails() {
      List<String> ids = send(15);
      failAt("receive", 2, broken());

      assertThatThrownBy(() -> queue.peek(100))
          .isInstanceOf(MomentoEventException.class)
          .hasMessageContainingAll(
              "ReceiveMessage", FakeSqs.URL, "sqs:ReceiveMessage", "connection reset");
      assertThat(sqs.visible()).isEqualTo(ids);
    }

    @Test
    void endsEarlyWhenInterrupted() {
      List<String> ids = send(15);
      failAt("receive", 2, AbortedException.create("Thread was interrupted"));

      assertThat(queue.peek(100)).hasSize(10);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(sqs.visible()).isEqualTo(ids);

      Thread.currentThread().interrupt();
      assertThat(queue.peek(100)).isEmpty();
      assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1_001})
    void refusesOtherNumbers(int max) {
      assertThatThrownBy(() -> queue.peek(max))
          .isInstanceOf(EventValidationException.class)
          .hasMessageContaining("give 1 to 1,000");
    }
  }

  @Nested
  class Publishing {
    @Test
    void publishesEveryLetterAndDeletesIt() {
      List<String> ids = send(23);

      RedriveResult result = queue.redrive(publisher);

      assertThat(result).isEqualTo(result(23, 0, 0, 0, 0, Ending.ALL_SEEN));
      assertThat(result.complete()).isTrue();
      assertThat(sqs.ids()).isEmpty();
      assertThat(bus.details()).hasSize(ids.size());
      assertThat(bus.requestSizes).containsExactly(10, 10, 3);
    }

    @Test
    void keepsSourceTimeAndResources() {
      send(1);

      redrive();

      PutEventsRequestEntry entry = bus.taken.get(0);
      assertThat(entry.source()).isEqualTo("shop");
      assertThat(entry.time()).isEqualTo(Instant.parse("2026-11-24T11:00:00Z"));
      assertThat(entry.resources()).containsExactly("order/7");
      assertThat(outcomes)
          .singleElement()
          .isInstanceOfSatisfying(
              Published.class,
              published -> {
                assertThat(published.eventId()).isEqualTo("again-1");
                assertThat(published.deleted()).isTrue();
              });
    }

    @Test
    void publishesWhatTheCallerMakesOfIt() {
      send(2);
      CacheDelete changed = CacheDelete.of("other-cache", "key");

      redrive(letter -> Redrive.publish(changed, EventAttributes.none()));

      assertThat(bus.taken)
          .allSatisfy(
              entry -> {
                assertThat(entry.detail()).isEqualTo(changed.toDetail());
                assertThat(entry.source()).isEqualTo("default-source");
                assertThat(entry.time()).isNull();
              });
    }

    @Test
    void lettersWithDifferentAttributesGoInDifferentRequests() {
      for (int i = 0; i < 6; i++) {
        sqs.send(
            Letters.body(
                "cacheDelete",
                Letters.event("k" + i).toDetail(),
                "source-" + i % 2,
                "2026-11-24T11:00:00Z"),
            Map.of());
      }

      redrive();

      assertThat(bus.requestSizes).containsExactly(3, 3);
      assertThat(sqs.ids()).isEmpty();
    }

    @Test
    void leavesAndDiscardsAsDecided() {
      List<String> ids = send(12);

      RedriveResult result =
          redrive(
              letter ->
                  switch (ids.indexOf(letter.messageId()) % 3) {
                    case 0 -> Redrive.publish(letter.event());
                    case 1 -> Redrive.leave();
                    default -> Redrive.discard();
                  });

      assertThat(result).isEqualTo(result(4, 0, 4, 4, 0, Ending.ALL_SEEN));
      assertThat(sqs.visible())
          .containsExactly(ids.get(1), ids.get(4), ids.get(7), ids.get(10))
          .isEqualTo(sqs.ids());
      assertThat(outcomes(Discarded.class))
          .extracting(one -> one.letter().messageId())
          .containsExactly(ids.get(2), ids.get(5), ids.get(8), ids.get(11));
      assertThat(outcomes(Left.class))
          .hasSize(4)
          .allSatisfy(
              left -> {
                assertThat(left.why()).isEqualTo(Why.DECIDED);
                assertThat(left.reason()).isEqualTo("the decision was to leave it");
                assertThat(left.rejection()).isEmpty();
                assertThat(left.mayHaveBeenAccepted()).isFalse();
              });
    }

    @Test
    void leavesWhatIsNoMomentoEventUnlessToldOtherwise() {
      sqs.send("secret-word", Map.of());
      sqs.send(Letters.body("other", "{}", "shop", "2026-11-24T11:00:00Z"), Map.of());
      sqs.send(
          Letters.body(
              "cacheDelete", Letters.event("k").toDetail(), "aws.s3", "2026-11-24T11:00:00Z"),
          Map.of());

      assertThat(redrive()).isEqualTo(result(0, 0, 0, 3, 0, Ending.ALL_SEEN));
      assertThat(sqs.visible()).hasSize(3);
      assertThat(outcomes(Left.class)).hasSize(3).allMatch(left -> left.why() == Why.NOT_VALID);
      assertThat(outcomes(Left.class))
          .extracting(Left::reason)
          .satisfiesExactly(
              noEvent -> assertThat(noEvent).startsWith("body "),
              noMomentoEvent -> assertThat(noMomentoEvent).startsWith("detail-type "),
              notForSenders -> assertThat(notForSenders).startsWith("source begins with 'aws.'"));
      assertThat(outcomes.toString()).doesNotContain("secret");

      RedriveResult repaired =
          redrive(
              letter ->
                  letter.body().startsWith("secret")
                      ? Redrive.publish(Letters.event("repaired"))
                      : Redrive.discard());

      assertThat(repaired).isEqualTo(result(1, 0, 2, 0, 0, Ending.ALL_SEEN));
      assertThat(bus.taken.get(0).source()).isEqualTo("default-source");
      assertThat(sqs.ids()).isEmpty();
    }

    @Test
    void leavesWhatTheBusRefuses() {
      List<String> ids = send(3);
      bus.entryFault = entry -> entry.detail().contains("key-1") ? "InvalidArgument" : null;

      assertThat(redrive()).isEqualTo(result(2, 0, 0, 1, 0, Ending.ALL_SEEN));

      assertThat(sqs.visible()).containsExactly(ids.get(1)).isEqualTo(sqs.ids());
      assertThat(left().why()).isEqualTo(Why.REJECTED);
      assertThat(left().reason()).contains("InvalidArgument").doesNotContain("key-1");
      assertThat(left().mayHaveBeenAccepted()).isFalse();
      assertThat(left().rejection())
          .hasValueSatisfying(
              rejected -> {
                assertThat(rejected.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
                assertThat(rejected.event()).isEqualTo(Letters.event("key-1"));
                assertThat(rejected.attempts()).isEqualTo(1);
              });
    }

    @Test
    void aLetterRefusedForItselfDoesNotEndTheRun() {
      send(15);
      bus.entryFault = entry -> "InvalidArgument";

      assertThat(redrive()).isEqualTo(result(0, 0, 0, 15, 0, Ending.ALL_SEEN));
    }

    @Test
    void endsWhenTheBusTakesNothing() {
      for (int i = 0; i < 15; i++) {
        sqs.send(
            Letters.body(
                "cacheDelete", Letters.event("k").toDetail(), "s" + i / 5, "2026-11-24T11:00:00Z"),
            Map.of());
      }
      bus.entryFault = entry -> "AccessDeniedException";

      RedriveResult result = redrive();

      assertThat(result).isEqualTo(result(0, 0, 0, 10, 0, Ending.NONE_ACCEPTED));
      assertThat(result.complete()).isFalse();
      assertThat(bus.requestSizes).as("the second group is not tried").containsExactly(5);
      assertThat(outcomes(Left.class))
          .extracting(Left::why)
          .startsWith(Why.REJECTED)
          .endsWith(Why.NOT_TRIED);
      assertThat(sqs.visible()).hasSize(15);
    }

    @Test
    void anEventThatEventBridgeCannotDigestDoesNotStandInTheWayOfTheOthers() {
      List<String> ids = sendAlone("bad", "good", "bad", "bad", "good", "good");

      RedriveResult result = queue.redrive(failingInsideOn("bad"));

      assertThat(result).isEqualTo(result(3, 0, 0, 3, 0, Ending.ALL_SEEN));
      assertThat(sqs.visible()).containsExactly(ids.get(0), ids.get(2), ids.get(3));
    }

    @Test
    void endsWhenEventBridgeFailsInsideOnOneEventAfterTheOther() {
      sendAlone("good", "bad", "bad", "bad", "good");

      RedriveResult result = queue.redrive(failingInsideOn("bad"));

      assertThat(result).isEqualTo(result(1, 0, 0, 4, 0, Ending.NONE_ACCEPTED));
    }

    @Test
    void endsWhenEventBridgeFailsInsideOnSeveralEventsAtOnce() {
      send(12);

      RedriveResult result = queue.redrive(failingInsideOn("key"));

      assertThat(result).isEqualTo(result(0, 0, 0, 10, 0, Ending.NONE_ACCEPTED));
    }

    /** Letters of different times, so that each event goes out alone. */
    private List<String> sendAlone(String... keys) {
      List<String> ids = new ArrayList<>();
      for (String key : keys) {
        ids.add(
            sqs.send(
                Letters.body(
                    "cacheDelete",
                    Letters.event(key).toDetail(),
                    "shop",
                    "2026-11-24T11:00:0" + ids.size() + "Z"),
                Map.of()));
      }
      return ids;
    }

    /** A publisher that has given up on events with such keys; a real one takes its time for it. */
    private MomentoEventPublisher failingInsideOn(String key) {
      return (MomentoEventPublisher)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {MomentoEventPublisher.class},
              (proxy, method, arguments) -> {
                List<PublishOutcome> outcomes = new ArrayList<>();
                for (Object event : (List<?>) arguments[0]) {
                  CacheDelete delete = (CacheDelete) event;
                  outcomes.add(
                      delete.key().value().startsWith(key)
                          ? new PublishOutcome.Rejected(
                              delete, ErrorCode.INTERNAL_FAILURE, "said", false, 9)
                          : new PublishOutcome.Accepted(delete, "again", 1));
                }
                return new PublishResult(outcomes);
              });
    }

    @Test
    void leavesWhatMayHaveBeenAccepted() {
      send(2);
      bus.answerFault = answer -> PutEventsResponse.builder().build();

      assertThat(redrive().left()).isEqualTo(2);

      assertThat(bus.taken).hasSize(2);
      assertThat(sqs.visible()).hasSize(2);
      assertThat(outcomes(Left.class))
          .hasSize(2)
          .allSatisfy(
              left -> {
                assertThat(left.why()).isEqualTo(Why.REJECTED);
                assertThat(left.mayHaveBeenAccepted()).isTrue();
                assertThat(left.reason()).contains("may have been accepted");
              });
    }
  }

  @Nested
  class WithinOneRun {
    @Test
    void aLetterDeliveredTwiceIsPublishedOnce() {
      List<String> ids = send(3);
      Function<QueuedLetter, Redrive> showAgain =
          letter -> {
            ids.forEach(sqs::showAnyway);
            return letter.messageId().equals(ids.get(0))
                ? Redrive.leave()
                : Redrive.publish(letter.event());
          };
      sqs.deletesInVain = true;

      assertThat(redrive(showAgain)).isEqualTo(result(2, 0, 0, 1, 0, Ending.ALL_SEEN));

      assertThat(bus.taken).hasSize(2);
      assertThat(outcomes).hasSize(3);
      assertThat(wire.count("delete")).as("what shows again is deleted again").isEqualTo(2);
    }

    @Test
    void lettersThatCameAfterItsBeginningAreLeftSoThatItEnds() {
      send(2);
      bus.entryFault =
          entry -> {
            // What makes it fail is still there: the event is dead again at once.
            clock.advance(Duration.ofMillis(1));
            sqs.send(Letters.body("again"), Letters.CACHE_NOT_FOUND);
            return null;
          };

      assertThat(redrive()).isEqualTo(result(2, 0, 0, 0, 2, Ending.ALL_SEEN));

      assertThat(sqs.visible()).hasSize(2);
      assertThat(outcomes)
          .hasExactlyElementsOfTypes(Published.class, Published.class, TooNew.class, TooNew.class);
    }

    @Test
    void endsAlthoughNewLettersNeverStopComing() {
      send(1);
      wire.before =
          (operation, number) -> {
            if (operation.equals("receive")) {
              clock.advance(Duration.ofMillis(1));
              sqs.send(Letters.body("again"), Letters.CACHE_NOT_FOUND);
            }
          };

      assertThat(redrive()).isEqualTo(result(1, 0, 0, 0, 11, Ending.ALL_SEEN));
      assertThat(sqs.visible()).hasSize(11);
    }

    @Test
    void lettersWhoseTimeEndsAreNeitherDecidedAgainNorForgotten() {
      List<String> ids = send(35);
      Set<String> decided = new HashSet<>();

      RedriveResult result =
          redrive(
              letter -> {
                assertThat(decided.add(letter.messageId())).isTrue();
                clock.advance(VISIBILITY.dividedBy(25));
                return Redrive.leave();
              });

      assertThat(result.left()).isEqualTo(35);
      assertThat(sqs.visible()).isEqualTo(ids);
    }

    @Test
    void doesNotPublishWhatAnotherConsumerMayHaveByNow() {
      send(1);

      RedriveResult result =
          redrive(
              letter -> {
                clock.advance(VISIBILITY);
                return Redrive.publish(letter.event());
              });

      assertThat(result.left()).isEqualTo(1);
      assertThat(bus.taken).isEmpty();
      assertThat(left().why()).isEqualTo(Why.OUT_OF_TIME);
      assertThat(left().reason()).contains("PT5M", "visibilityTimeout");
      assertThat(sqs.ids()).hasSize(1);
    }

    @Test
    void leavesAloneAtItsEndWhatIsNoLongerHidden() {
      send(1);
      queue = builder().maxLetters(1).build();

      redrive(
          letter -> {
            clock.advance(VISIBILITY);
            return Redrive.leave();
          });

      assertThat(wire.count("show")).isZero();
      assertThat(sqs.visible()).hasSize(1);
    }
  }

  @Nested
  class Bounds {
    @Test
    void takesNoMoreLettersThanTold() {
      List<String> ids = send(30);
      queue = builder().maxLetters(13).build();

      assertThat(redrive()).isEqualTo(result(13, 0, 0, 0, 0, Ending.MAX_LETTERS));
      assertThat(sqs.visible()).isEqualTo(ids.subList(13, 30));
    }

    @Test
    void leavesNoMoreLettersThanTold() {
      List<String> ids = send(30);
      queue = builder().maxLeft(13).build();

      assertThat(redrive(letter -> Redrive.leave()))
          .isEqualTo(result(0, 0, 0, 13, 0, Ending.MAX_LEFT));
      assertThat(sqs.visible()).isEqualTo(ids);
    }

    @Test
    void forgetsLettersSettledLongAgo() {
      send(10_011);

      assertThat(redrive().published()).isEqualTo(10_011);
      assertThat(sqs.ids()).isEmpty();
    }
  }

  @Nested
  class Failures {
    @Test
    void whatSqsDoesNotDeleteIsReportedAndTriedAgainAtTheEnd() {
      List<String> ids = send(3);
      Set<String> refusedOnce = new HashSet<>();
      sqs.deleteFault = id -> id.equals(ids.get(1)) && refusedOnce.add(id) ? "InternalError" : null;

      assertThat(redrive()).isEqualTo(result(3, 0, 0, 0, 0, Ending.ALL_SEEN));

      assertThat(outcomes(Published.class))
          .extracting(Published::deleted)
          .containsExactly(true, false, true);
      assertThat(sqs.ids()).isEmpty();
    }

    @Test
    void whatSqsNeverDeletesIsCountedAndComesAgain() {
      List<String> ids = send(13);
      sqs.deleteFault = id -> id.equals(ids.get(1)) ? null : "InternalError";

      assertThat(redrive()).isEqualTo(result(13, 12, 0, 0, 0, Ending.ALL_SEEN));
      assertThat(sqs.ids()).hasSize(12);

      sqs.deleteFault = id -> null;
      clock.advance(VISIBILITY);
      assertThat(redrive().published()).isEqualTo(12);
      assertThat(sqs.ids()).isEmpty();
    }

    @Test
    void whatShowsAgainAfterAFailedDeleteIsDeletedAndNotPublished() {
      List<String> ids = send(1);
      Set<String> refusedOnce = new HashSet<>();
      sqs.deleteFault =
          id -> {
            sqs.showAnyway(id);
            return refusedOnce.add(id) ? "InternalError" : null;
          };

      assertThat(redrive()).isEqualTo(result(1, 0, 0, 0, 0, Ending.ALL_SEEN));

      assertThat(ids).hasSize(1);
      assertThat(bus.taken).hasSize(1);
      assertThat(sqs.ids()).isEmpty();
    }

    @Test
    void deletedIsOnlyWhatTheAnswerCallsSo() {
      send(1);
      sqs.forgetsToAnswerDeletes = true;

      assertThat(redrive()).isEqualTo(result(1, 1, 0, 0, 0, Ending.ALL_SEEN));
    }

    @Test
    void aDiscardThatFailsLeavesTheLetter() {
      send(1);
      sqs.deleteFault = id -> "InternalError";

      assertThat(redrive(letter -> Redrive.discard()))
          .isEqualTo(result(0, 0, 0, 1, 0, Ending.ALL_SEEN));
      assertThat(left().why()).isEqualTo(Why.NOT_DELETED);
      assertThat(left().reason()).contains("InternalError");
      assertThat(sqs.visible()).hasSize(1);
    }

    @Test
    void endsWhenDeletingFailsAltogetherBecauseAllWouldComeTwice() {
      List<String> ids = send(25);
      wire.before =
          (operation, number) -> {
            if (operation.equals("delete")) {
              throw broken();
            }
          };

      assertThatThrownBy(() -> redrive())
          .isInstanceOf(MomentoEventException.class)
          .hasMessageContainingAll(
              "DeleteMessageBatch", "sqs:DeleteMessage:", "10 letters were published (10 of them");

      assertThat(outcomes(Published.class)).hasSize(10).noneMatch(Published::deleted);
      assertThat(bus.taken).hasSize(10);
      assertThat(sqs.ids()).isEqualTo(ids);
    }

    @Test
    void givesBackWhatItHasWhenReceivingFails() {
      List<String> ids = send(25);
      failAt(
          "receive",
          3,
          QueueDoesNotExistException.builder().message("no such queue".repeat(50)).build());

      assertThatThrownBy(() -> redrive(letter -> Redrive.leave()))
          .isInstanceOf(MomentoEventException.class)
          .hasMessageContainingAll("QueueDoesNotExistException", "and 20 left")
          .message()
          .hasSizeLessThan(1_000);
      assertThat(sqs.visible()).isEqualTo(ids);
    }

    @Test
    void saysWhenLettersCannotBeGivenBack() {
      send(3);
      sqs.showFault = id -> "InternalError";

      assertThat(logged(() -> redrive(letter -> Redrive.leave())))
          .contains("3 letters show again only when", "PT5M");

      clock.advance(VISIBILITY);
      sqs.showFault = id -> null;
      wire.before =
          (operation, number) -> {
            if (operation.equals("show")) {
              throw broken();
            }
          };
      assertThat(logged(() -> redrive(letter -> Redrive.leave())))
          .contains("up to 3 letters show again only when", "connection reset");
      clock.advance(VISIBILITY);
      assertThat(sqs.visible()).hasSize(3);
    }

    @Test
    void aDecisionThatThrowsEndsTheRunAndPublishesNothingOfItsBatch() {
      List<String> ids = send(15);
      IllegalStateException failure = new IllegalStateException("caller's own");

      assertThatThrownBy(
              () ->
                  redrive(
                      letter -> {
                        if (letter.messageId().equals(ids.get(12))) {
                          throw failure;
                        }
                        return Redrive.publish(letter.event());
                      }))
          .isSameAs(failure);
      assertThat(bus.taken).hasSize(10);
      assertThat(sqs.visible()).isEqualTo(ids.subList(10, 15));
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without NullAway can do
    void aDecisionOfNullEndsTheRun() {
      send(1);

      assertThatThrownBy(() -> redrive(letter -> null))
          .isInstanceOf(NullPointerException.class)
          .hasMessageContaining("Redrive.leave()");
      assertThat(sqs.visible()).hasSize(1);
    }

    @Test
    void aConsumerThatThrowsEndsTheRunAfterTheAcceptedAreDeleted() {
      List<String> ids = send(15);
      IllegalStateException failure = new IllegalStateException("caller's own");

      assertThatThrownBy(
              () ->
                  queue.redrive(
                      publisher,
                      letter -> Redrive.publish(letter.event()),
                      outcome -> {
                        throw failure;
                      }))
          .isSameAs(failure);
      assertThat(sqs.visible()).isEqualTo(ids.subList(10, 15)).isEqualTo(sqs.ids());
    }

    @Test
    void aClosedPublisherEndsTheRun() {
      send(2);
      publisher.close();

      assertThatThrownBy(() -> redrive()).isInstanceOf(PublisherClosedException.class);
      assertThat(sqs.visible()).hasSize(2);
    }

    @Test
    void aPublisherThatThrowsAfterAnAcceptedGroupLosesNothing() {
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        ids.add(
            sqs.send(
                Letters.body(
                    "cacheDelete", Letters.event("k").toDetail(), "s" + i, "2026-11-24T11:00:00Z"),
                Map.of()));
      }
      bus.answerFault =
          answer -> {
            publisher.close();
            return answer;
          };

      assertThatThrownBy(() -> redrive()).isInstanceOf(PublisherClosedException.class);

      assertThat(outcomes(Published.class)).hasSize(1);
      assertThat(outcomes(Left.class))
          .hasSize(2)
          .allSatisfy(
              left -> {
                assertThat(left.why()).isEqualTo(Why.NOT_TRIED);
                assertThat(left.mayHaveBeenAccepted()).isFalse();
              });
      assertThat(sqs.visible()).isEqualTo(ids.subList(1, 3)).isEqualTo(sqs.ids());
    }

    @Test
    void aPublisherThatForgetsOutcomesIsNotBelieved() {
      send(2);
      MomentoEventPublisher forgetful =
          (MomentoEventPublisher)
              Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {MomentoEventPublisher.class},
                  (proxy, method, arguments) -> new PublishResult(List.of()));

      assertThatThrownBy(() -> queue.redrive(forgetful))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContainingAll("0 outcomes for 2 events", "one for each");
      assertThat(sqs.visible()).hasSize(2);
    }

    @Test
    void ofWhatAPublisherThatThrewMayHaveSentNobodyKnows() {
      send(2);
      MomentoEventPublisher broken =
          (MomentoEventPublisher)
              Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {MomentoEventPublisher.class},
                  (proxy, method, arguments) -> {
                    throw new IllegalStateException("publisher's own");
                  });

      assertThatThrownBy(
              () -> queue.redrive(broken, letter -> Redrive.publish(letter.event()), outcomes::add))
          .hasMessage("publisher's own");
      assertThat(outcomes(Left.class))
          .hasSize(2)
          .allSatisfy(
              left -> {
                assertThat(left.why()).isEqualTo(Why.PUBLISHER_FAILED);
                assertThat(left.mayHaveBeenAccepted()).isTrue();
                assertThat(left.reason()).contains("IllegalStateException");
              });
    }
  }

  @Nested
  class Stopping {
    @Test
    void anInterruptEndsTheRunAfterItsBatch() {
      List<String> ids = send(25);

      RedriveResult result =
          queue.redrive(
              publisher,
              letter -> Redrive.publish(letter.event()),
              outcome -> {
                outcomes.add(outcome);
                Thread.currentThread().interrupt();
              });

      assertThat(Thread.interrupted()).as("the flag stays set").isTrue();
      assertThat(result).isEqualTo(result(10, 0, 0, 0, 0, Ending.INTERRUPTED));
      assertThat(outcomes).hasSize(10);
      assertThat(sqs.visible()).isEqualTo(ids.subList(10, 25));
    }

    @Test
    void whatIsAcceptedWhenTheInterruptComesIsDeleted() {
      List<String> ids = send(5);
      bus.answerFault =
          answer -> {
            Thread.currentThread().interrupt();
            return answer;
          };
      wire.before =
          (operation, number) -> {
            if (Thread.currentThread().isInterrupted()) {
              throw AbortedException.create("Thread was interrupted"); // as the SDK does
            }
          };

      RedriveResult result =
          redrive(
              letter ->
                  letter.messageId().equals(ids.get(0))
                      ? Redrive.leave()
                      : Redrive.publish(letter.event()));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(result).isEqualTo(result(4, 0, 0, 1, 0, Ending.INTERRUPTED));
      assertThat(outcomes(Published.class)).hasSize(4);
      assertThat(left().why()).isEqualTo(Why.DECIDED);
      assertThat(sqs.visible()).containsExactly(ids.get(0)).isEqualTo(sqs.ids());
    }

    @Test
    void anInterruptInTheDecisionLeavesTheBatch() {
      send(5);

      RedriveResult result =
          redrive(
              letter -> {
                Thread.currentThread().interrupt();
                return Redrive.publish(letter.event());
              });

      assertThat(Thread.interrupted()).isTrue();
      assertThat(result).isEqualTo(result(0, 0, 0, 5, 0, Ending.INTERRUPTED));
      assertThat(sqs.visible()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"receive", "delete"})
    void anInterruptedCallIsNoFailure(String operation) {
      List<String> ids = send(15);
      failAt(operation, 2, AbortedException.create("Thread was interrupted"));

      RedriveResult result =
          redrive(
              letter ->
                  letter.messageId().equals(ids.get(0))
                      ? Redrive.leave()
                      : Redrive.publish(letter.event()));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(result.ending()).isEqualTo(Ending.INTERRUPTED);
      assertThat(result.notDeleted()).isZero();
      assertThat(sqs.visible()).contains(ids.get(0)).isEqualTo(sqs.ids());
    }

    @Test
    void closeWithinTheRunEndsItAfterItsBatch() {
      List<String> ids = send(25);

      RedriveResult result =
          redrive(
              letter -> {
                queue.close();
                return Redrive.publish(letter.event());
              });

      assertThat(result).isEqualTo(result(10, 0, 0, 0, 0, Ending.CLOSED));
      assertThat(sqs.visible()).isEqualTo(ids.subList(10, 25));
      assertThatThrownBy(() -> redrive())
          .isInstanceOf(MomentoEventException.class)
          .hasMessageContaining("is closed");
      assertThatThrownBy(() -> queue.peek(1)).hasMessageContaining("is closed");
    }

    @Test
    void closeFromAnotherThreadWaitsUntilTheRunHasGivenEverythingBack() throws Exception {
      List<String> ids = send(25);
      CountDownLatch deciding = new CountDownLatch(1);
      CountDownLatch decide = new CountDownLatch(1);
      FutureTask<RedriveResult> run =
          new FutureTask<>(
              () ->
                  redrive(
                      letter -> {
                        deciding.countDown();
                        awaitUninterrupted(decide);
                        return Redrive.leave();
                      }));
      Thread runner = new Thread(run);
      runner.start();
      deciding.await();
      Thread.currentThread().interrupt();
      queue.close();
      assertThat(Thread.interrupted()).as("it waited, and was interrupted in it").isTrue();
      assertThat(run.isDone()).isFalse();
      assertThat(sqs.closed).isFalse();

      FutureTask<List<String>> close =
          new FutureTask<>(
              () -> {
                queue.close();
                return sqs.visible();
              });
      Thread closer = new Thread(close);
      closer.start();
      decide.countDown();

      assertThat(close.get()).isEqualTo(ids);
      assertThat(run.get()).isEqualTo(result(0, 0, 0, 10, 0, Ending.CLOSED));
      runner.join();
      closer.join();
    }

    private void awaitUninterrupted(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Test
    void aCallersClientIsNotClosed() {
      queue.close();
      queue.close();

      assertThat(sqs.closed).isFalse();
    }

    @Test
    void ourOwnClientIsClosedOnceNobodyNeedsIt() {
      List<String> closes = new ArrayList<>();
      DeadLetterQueue own =
          new DeadLetterQueue(
              new SqsQueue(sqs, FakeSqs.URL, VISIBILITY, clock),
              new RedriveRun.Limits(100, 100),
              () -> closes.add("closed"));
      send(1);

      own.redrive(
          publisher,
          letter -> {
            own.close();
            assertThat(closes).isEmpty();
            return Redrive.leave();
          });

      assertThat(closes).hasSize(1);
      own.close();
      assertThat(closes).hasSize(1);
    }
  }

  @Nested
  class Building {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "dead-letters",
          "arn:aws:sqs:eu-west-1:123456789012:dead-letters",
          "ftp://host/queue",
          "https:///queue",
          "https://host/with space"
        })
    void refusesWhatIsNoUrl(String queueUrl) {
      assertThatThrownBy(() -> DeadLetterQueue.builder().queueUrl(queueUrl))
          .isInstanceOf(EventValidationException.class)
          .hasMessageContaining("give the queue's URL");
    }

    @Test
    @SetSystemProperty(key = "aws.region", value = "eu-west-1")
    void makesAClientWithoutOne() {
      DeadLetterQueue.builder().queueUrl(FakeSqs.URL).build().close();
    }

    @Test
    @SetSystemProperty(
        key = "software.amazon.awssdk.http.service.impl",
        value = "no.such.HttpService")
    void saysWhatToDoWhenTheSdkCannotMakeAClient() {
      assertThatThrownBy(() -> DeadLetterQueue.builder().queueUrl(FakeSqs.URL).build())
          .isInstanceOf(MomentoEventException.class)
          .hasMessageContainingAll("AWS_REGION", "give it to the builder");
    }

    @Test
    void refusesFifoQueues() {
      assertThatThrownBy(() -> DeadLetterQueue.builder().queueUrl(FakeSqs.URL + ".fifo"))
          .hasMessageContainingAll("queueUrl", "FIFO", "give the queue's URL");
    }

    @Test
    void needsAQueue() {
      assertThatThrownBy(() -> DeadLetterQueue.builder().build())
          .hasMessage(
              "queueUrl is missing: give the queue's URL, the stack's output DeadLetterQueueUrl");
    }

    @Test
    void tellsAnEmptyUrlFromAWrongOne() {
      assertThatThrownBy(() -> DeadLetterQueue.builder().queueUrl(""))
          .hasMessageStartingWith("queueUrl is empty: give the queue's URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.9S", "PT1.5S", "PT12H1S"})
    void refusesOtherVisibilityTimeouts(String timeout) {
      assertThatThrownBy(() -> builder().visibilityTimeout(Duration.parse(timeout)))
          .isInstanceOf(EventValidationException.class)
          .hasMessageContainingAll(timeout, "1 second to 12 hours");
    }

    @Test
    void refusesOtherBounds() {
      assertThatThrownBy(() -> builder().maxLeft(0)).hasMessageContaining("1 to 100,000");
      assertThatThrownBy(() -> builder().maxLeft(100_001)).hasMessageContaining("is 100,001");
      assertThatThrownBy(() -> builder().maxLetters(0))
          .isInstanceOf(EventValidationException.class)
          .hasMessage("maxLetters is 0; give at least 1");
      assertThatCode(() -> builder().maxLeft(100_000).visibilityTimeout(Duration.ofHours(12)))
          .doesNotThrowAnyException();
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without NullAway can do
    void refusesNull() {
      assertThatThrownBy(() -> builder().client(null))
          .isInstanceOf(EventValidationException.class)
          .hasMessage("client is missing: it is required");
      assertThatThrownBy(() -> queue.redrive(null)).hasMessageContaining("publisher is missing");
    }

    /** As an invalid event it would be left, run after run, for a mistake of the decision's. */
    @Test
    @SuppressWarnings("NullAway") // what a caller without NullAway can do
    void aDecisionToPublishNothingEndsTheRun() {
      send(1);

      assertThatThrownBy(() -> redrive(letter -> Redrive.publish(null)))
          .isInstanceOf(NullPointerException.class)
          .hasMessageContainingAll("event is null", "Redrive.leave()");
      assertThatThrownBy(() -> redrive(letter -> Redrive.publish(letter.event(), null)))
          .isInstanceOf(NullPointerException.class)
          .hasMessageContainingAll("attributes are null", "EventAttributes.none()");
      assertThat(sqs.visible()).hasSize(1);
    }

    @Test
    void messagesDoNotFollowTheLocale() {
      Locale locale = Locale.getDefault();
      Locale.setDefault(Locale.GERMANY);
      try {
        assertThatThrownBy(() -> builder().maxLeft(100_001))
            .hasMessage("maxLeft is 100,001; give 1 to 100,000");
      } finally {
        Locale.setDefault(locale);
      }
    }
  }

  @Test
  void nothingShowsKeyMessageOrBody() {
    String secret = "SeCrEt";
    CacheSet event =
        CacheSet.of("my-cache", secret + "-key", secret + " message", Duration.ofMinutes(1));
    sqs.send(Letters.body(event), Letters.CACHE_NOT_FOUND);
    sqs.send(Letters.body("other", "{\"a\":\"" + secret + "\"}", "shop", "then"), Map.of());
    sqs.send("{\"a\":\"" + secret + "\"}", Map.of());
    sqs.send(secret, Map.of());
    bus.entryFault = entry -> "InvalidArgument";
    List<Object> shown = new ArrayList<>();

    String log =
        logged(
            () -> {
              shown.addAll(queue.peek(10));
              shown.add(redrive());
              shown.add(Redrive.publish(event));
              shown.add(Redrive.leave());
              shown.add(queue);
            });

    shown.addAll(outcomes);
    outcomes.forEach(outcome -> shown.add(outcome.letter().problem()));
    assertThat(outcomes).hasSize(4);
    assertThat(shown.toString()).doesNotContainIgnoringCase(secret);
    assertThat(log).doesNotContainIgnoringCase(secret);
  }

  private static String logged(Runnable run) {
    PrintStream before = System.err;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      run.run();
    } finally {
      System.setErr(before);
    }
    return written.toString(StandardCharsets.UTF_8);
  }
}
