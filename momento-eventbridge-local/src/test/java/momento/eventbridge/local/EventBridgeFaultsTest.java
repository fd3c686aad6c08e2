package momento.eventbridge.local;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

@LocalMomentoTest
class EventBridgeFaultsTest {
  private static final String ONE_ENTRY =
      "{\"Entries\":[{\"Source\":\"s\",\"DetailType\":\"t\",\"Detail\":\"{}\"}]}";

  private final LocalMomentoStack stack;
  private final EventBridgeFaults faults;
  private static EventBridgeClient client;

  EventBridgeFaultsTest(LocalMomentoStack stack) {
    this.stack = stack;
    this.faults = stack.eventBridgeFaults();
  }

  @BeforeAll
  static void openClient(LocalMomentoStack stack) {
    client = SingleAttemptClient.of(stack);
  }

  @AfterAll
  static void closeClient() {
    client.close();
  }

  @Test
  void theNextEntriesFailAcrossRequests() {
    faults.failNextEntries("InternalFailure", "Internal Service Failure", 3);

    assertThat(codes(put("a", "b"))).containsExactly("InternalFailure", "InternalFailure");
    PutEventsResponse second = put("c", "d");
    assertThat(codes(second)).containsExactly("InternalFailure", null);
    assertThat(second.failedEntryCount()).isOne();
    assertThat(second.entries().get(0).errorMessage()).isEqualTo("Internal Service Failure");
    assertThat(stack.counts().accepted()).isOne();
  }

  @Test
  void anEntryThatIsInvalidAnywayUsesNothingUp() {
    faults.failNextEntries("InternalFailure", "x", 1);

    assertThat(codes(put("", "b"))).containsExactly("InvalidArgument", "InternalFailure");
  }

  @Test
  void entriesFailByTheirPlaceInTheNextRequest() {
    faults.failEntriesOfNextRequest("ThrottlingException", "Rate exceeded", 0, 2);

    assertThat(codes(put("a", "b", "c")))
        .containsExactly("ThrottlingException", null, "ThrottlingException");
    assertThat(codes(put("a"))).containsExactly((String) null);
  }

  @Test
  void entriesFailByWhatTheyHoldUntilCleared() {
    faults.failEntriesWhere("AccessDeniedException", "no", entry -> entry.detailType().equals("b"));

    assertThat(codes(put("a", "b"))).containsExactly(null, "AccessDeniedException");
    assertThat(codes(put("b"))).containsExactly("AccessDeniedException");
    faults.clear();
    assertThat(codes(put("b"))).containsExactly((String) null);
  }

  @Test
  void aPredicateThatThrowsIsNamedAndNothingIsAccepted() {
    faults.failEntriesWhere(
        "AccessDeniedException",
        "no",
        entry -> {
          assertThat(entry.detailType()).isNotEqualTo("b");
          return false;
        });

    assertThatThrownBy(() -> put("a", "b"))
        .hasMessageContaining(
            "The predicate that failEntriesWhere was given for AccessDeniedException threw");
    assertThat(stack.counts().accepted()).isZero();
  }

  @Test
  void aRequestThatBreaksTheRulesMeetsAFaultFirst() {
    faults.throttleNext(1);

    assertThatThrownBy(() -> put(new String[11])).hasMessageContaining("Rate exceeded");
    assertThatThrownBy(() -> put(new String[11])).hasMessageContaining("1 validation error");
  }

  @Test
  void requestsAreThrottled() {
    faults.throttleNext(2);

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> put("a"))
          .isInstanceOfSatisfying(
              EventBridgeException.class,
              e -> {
                assertThat(e.isThrottlingException()).isTrue();
                assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Rate exceeded");
              });
    }
    assertThat(put("a").failedEntryCount()).isZero();
    assertThat(stack.counts().requests()).isEqualTo(3);
    assertThat(stack.counts().entriesReceived()).isOne();
  }

  @Test
  void requestsAreAnsweredWithAnyError() {
    faults.respondNext(500, "InternalException", "Internal Service Failure", 1);
    faults.respondNext(400, "AccessDeniedException", "not authorized", 1);

    assertStatus(500, "InternalException");
    assertStatus(400, "AccessDeniedException");
    assertThat(put("a").failedEntryCount()).isZero();
  }

  @Test
  void otherOperationsFailToo() {
    faults.respondNext(400, "AccessDeniedException", "not authorized", 1);

    assertThatThrownBy(() -> client.describeEventBus(bus -> {}))
        .hasMessageContaining("not authorized");
  }

  @Test
  void faultsOfAnAnswersShapeWaitForPutEvents() {
    faults.omitFailedEntryCountNext(1);

    assertThat(client.describeEventBus(bus -> {}).name()).isEqualTo("default");
    assertThat(put("a").failedEntryCount()).isNull();
  }

  @Test
  void aRequestIsTooLarge() {
    faults.respondTooLargeNext(1);

    assertThatThrownBy(() -> put("a"))
        .isInstanceOfSatisfying(
            EventBridgeException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(413);
              assertThat(e.awsErrorDetails().rawResponse().asByteArray()).isEmpty();
            });
  }

  @Test
  void aConnectionIsDroppedBeforeAnythingIsDone() throws IOException {
    faults.dropNext(1);
    assertThat(RawHttp.untilEndOfConnection(stack.eventBridgeEndpoint(), ONE_ENTRY)).isEmpty();
    assertThat(stack.counts().accepted()).isZero();

    faults.dropNext(1);
    assertThatThrownBy(() -> put("a")).isInstanceOf(SdkClientException.class);
    assertThat(stack.counts().accepted()).isZero();
  }

  @Test
  void aConnectionIsDroppedAfterTheEventIsOnTheBus() throws IOException {
    faults.dropAnswerNext(1);
    assertThat(RawHttp.untilEndOfConnection(stack.eventBridgeEndpoint(), ONE_ENTRY)).isEmpty();
    assertThat(stack.counts().accepted()).isOne();

    faults.dropAnswerNext(1);
    assertThatThrownBy(() -> put("a")).isInstanceOf(SdkClientException.class);
    assertThat(stack.counts().accepted()).isEqualTo(2);
  }

  @Test
  void anAnswerHasTheWrongNumberOfEntries() {
    faults.answerNextWithEntries(1);
    faults.answerNextWithEntries(3);
    faults.answerNextWithEntries(0);

    assertThat(put("a", "b").entries()).hasSize(1);
    assertThat(put("a", "b").entries()).hasSize(3);
    assertThat(put("a", "b").entries()).isEmpty();
    assertThat(stack.counts().accepted()).isEqualTo(6);
  }

  @Test
  void aRequestWaitsUntilTheTestReleasesIt() throws InterruptedException {
    CompletableFuture<PutEventsResponse> answer;
    try (Hold hold = faults.hold()) {
      answer = stack.eventBridgeAsyncClient().putEvents(request -> request.entries(entry("a")));
      hold.awaitCalls(1);
      assertThat(answer).isNotDone();
      assertThat(stack.counts().accepted()).isZero();
      assertThatThrownBy(faults::hold).isInstanceOf(IllegalStateException.class);
    }

    assertThat(answer.join().failedEntryCount()).isZero();
    assertThat(put("b").failedEntryCount()).isZero();
  }

  @Test
  void aHeldRequestMeetsTheFaultsOfThatTime() throws InterruptedException {
    CompletableFuture<PutEventsResponse> answer;
    Hold hold = faults.hold();
    answer = stack.eventBridgeAsyncClient().putEvents(request -> request.entries(entry("a")));
    hold.awaitCalls(1);
    faults.failNextEntries("InternalFailure", "x", 1);
    hold.close();

    assertThat(answer.join().failedEntryCount()).isOne();
  }

  @Test
  void clearingReleasesWhatIsHeld() throws InterruptedException {
    Hold hold = faults.hold();
    CompletableFuture<PutEventsResponse> answer =
        stack.eventBridgeAsyncClient().putEvents(request -> request.entries(entry("a")));
    hold.awaitCalls(1);
    faults.clear();

    assertThat(answer.join().failedEntryCount()).isZero();
    assertThatThrownBy(() -> hold.awaitCalls(2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("1 of 2");
  }

  @Test
  void clearingForgetsWhatWasScripted() {
    faults.throttleNext(1);
    faults.failNextEntries("InternalFailure", "x", 1);
    faults.clear();

    assertThat(put("a").failedEntryCount()).isZero();
  }

  @Test
  void numbersOutsideTheirRangeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> faults.throttleNext(0))
        .withMessage("times is 0; it must be at least 1");
    assertThatIllegalArgumentException().isThrownBy(() -> faults.failNextEntries("c", "m", -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> faults.respondNext(200, "c", "m", 1))
        .withMessage("status is 200; an error has one from 300 to 599");
    assertThatIllegalArgumentException().isThrownBy(() -> faults.respondNext(600, "c", "m", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> faults.answerNextWithEntries(-1));
  }

  private void assertStatus(int status, String code) {
    assertThatThrownBy(() -> put("a"))
        .isInstanceOfSatisfying(
            EventBridgeException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(status);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            });
  }

  private PutEventsResponse put(String... detailTypes) {
    List<PutEventsRequestEntry> entries =
        Arrays.stream(detailTypes).map(EventBridgeFaultsTest::entry).toList();
    return client.putEvents(request -> request.entries(entries));
  }

  private static PutEventsRequestEntry entry(String detailType) {
    return PutEventsRequestEntry.builder()
        .source("demo")
        .detailType(detailType)
        .detail("{}")
        .build();
  }

  private static List<String> codes(PutEventsResponse answer) {
    return answer.entries().stream().map(PutEventsResultEntry::errorCode).collect(toList());
  }
}
