package momento.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import momento.eventbridge.EventEntries.Entry;
import momento.eventbridge.EventEntries.Verdict;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

class EventEntriesTest {
  private static final MomentoEvent EVENT =
      CacheSet.of("my-cache", "test-key", TestEvents.SECRET, TestEvents.MINUTE);

  private final EventEntries entries = EventEntries.builder().build();
  private final Entry entry = entries.prepare(EVENT, EventAttributes.none());

  @Test
  void theDefaultsAreThePublishers() {
    PutEventsRequest request = entries.request(List.of(entry));

    assertThat(request.entries())
        .singleElement()
        .satisfies(
            sent -> {
              assertThat(sent.eventBusName()).isEqualTo("default");
              assertThat(sent.source()).isEqualTo("momento-eventbridge-client");
              assertThat(sent.detailType()).isEqualTo("cacheSet");
              assertThat(sent.detail()).isEqualTo(EVENT.toDetail());
            });
    assertThat(entries.maxRequestBytes()).isEqualTo(1_000_000);
    assertThat(request.endpointId()).isNull();
    assertThat(request.overrideConfiguration().orElseThrow())
        .satisfies(
            c -> assertThat(c.apiCallTimeout().orElseThrow()).isEqualTo(Duration.ofSeconds(10)))
        .satisfies(c -> assertThat(c.apiNames()).hasSize(1));
  }

  @Test
  void optionsAndAttributesGoOut() {
    EventEntries own =
        EventEntries.builder()
            .eventBusName("orders")
            .source("shop")
            .requestTimeout(Duration.ofSeconds(3))
            .build();
    EventAttributes attributes =
        EventAttributes.builder()
            .time(Instant.EPOCH)
            .resources(List.of("r"))
            .traceHeader("Root=1")
            .build();

    Entry prepared = own.prepare(EVENT, attributes);

    assertThat(prepared.event()).isSameAs(EVENT);
    assertThat(prepared.attributes()).isEqualTo(attributes);
    // 14 for the time; source, detail type, detail and resource in UTF-8 (AWS's formula).
    assertThat(prepared.sizeInBytes())
        .isEqualTo(14 + 4 + 8 + TestEvents.utf8Bytes(EVENT.toDetail()) + 1);
    PutEventsRequest request = own.request(List.of(prepared));
    assertThat(request.entries())
        .singleElement()
        .satisfies(
            sent -> {
              assertThat(sent.eventBusName()).isEqualTo("orders");
              assertThat(sent.source()).isEqualTo("shop");
              assertThat(sent.time()).isEqualTo(Instant.EPOCH);
              assertThat(sent.resources()).containsExactly("r");
              assertThat(sent.traceHeader()).isEqualTo("Root=1");
            });
    assertThat(request.overrideConfiguration().orElseThrow().apiCallTimeout())
        .contains(Duration.ofSeconds(3));
  }

  @Test
  void whatBreaksALimitIsNotPrepared() {
    EventEntries low =
        EventEntries.builder()
            .maxRequestBytes(1_024)
            .maxTtl(Duration.ofSeconds(59))
            .maxTopicMessageBytes(2)
            .build();

    TestEvents.assertRefused("ttl", () -> low.prepare(EVENT, EventAttributes.none()));
    TestEvents.assertRefused(
        "message", () -> low.prepare(TopicPublish.of("c", "t", "abc"), EventAttributes.none()));
    assertThatExceptionOfType(EventTooLargeException.class)
        .isThrownBy(
            () ->
                low.prepare(
                    CacheSet.of("c", "k", "x".repeat(1_024), Duration.ofSeconds(1)),
                    EventAttributes.none()));
  }

  @Test
  void optionsOutsideTheirRangesAreRefused() {
    EventEntries.Builder builder = EventEntries.builder();

    TestEvents.assertRefused("eventBusName", () -> builder.eventBusName("a bus"));
    TestEvents.assertRefused("endpointId", () -> builder.endpointId("x"));
    TestEvents.assertRefused("source", () -> builder.source("aws.mine"));
    TestEvents.assertRefused("maxRequestBytes", () -> builder.maxRequestBytes(1_048_577));
    TestEvents.assertRefused("maxTtl", () -> builder.maxTtl(Duration.ZERO));
    TestEvents.assertRefused("maxTopicMessageBytes", () -> builder.maxTopicMessageBytes(0));
    TestEvents.assertRefused("requestTimeout", () -> builder.requestTimeout(Duration.ofMillis(99)));
    TestEvents.assertRefused("attempts", () -> EventEntries.backoff(0, 0.5));
    TestEvents.assertRefused("random", () -> EventEntries.backoff(1, 1.0));
  }

  @Test
  void aGlobalEndpointNeedsItsSigner() {
    assertThatExceptionOfType(MomentoEventException.class)
        .isThrownBy(() -> EventEntries.builder().endpointId("abcde.veo").build())
        .withMessageContaining("http-auth-aws-crt");
  }

  @Property
  void asManyEntriesFitAsStayBelowBothLimits(@ForAll("lengths") List<Integer> lengths) {
    EventEntries low = EventEntries.builder().maxRequestBytes(10_000).build();
    List<Entry> waiting = new ArrayList<>();
    for (int length : lengths) {
      waiting.add(
          low.prepare(
              CacheSet.of("c", "k", "x".repeat(length), TestEvents.MINUTE),
              EventAttributes.none()));
    }

    int fitting = low.fitting(waiting);

    assertThat(bytes(waiting.subList(0, fitting))).isLessThan(10_000);
    assertThat(fitting).isLessThanOrEqualTo(EventEntries.MAX_ENTRIES);
    if (fitting < waiting.size()) {
      assertThat(
              fitting == EventEntries.MAX_ENTRIES
                  || bytes(waiting.subList(0, fitting + 1)) >= 10_000)
          .isTrue();
    }
  }

  /** EventBridge would refuse all of them together, and say so later and less clearly. */
  @Test
  void moreThanARequestTakesIsRefused() {
    TestEvents.assertRefused("entries", () -> entries.request(List.of()))
        .withMessage("entries are 0; give 1 to 10, as fitting says");
    TestEvents.assertRefused("entries", () -> entries.request(Collections.nCopies(11, entry)))
        .withMessage("entries are 11; give 1 to 10, as fitting says");
    assertThat(entries.request(Collections.nCopies(10, entry)).entries()).hasSize(10);

    Entry large =
        entries.prepare(
            CacheSet.of("c", "k", "x".repeat(1_000), TestEvents.MINUTE), EventAttributes.none());
    int bytes = 2 * large.sizeInBytes();
    EventEntries low = EventEntries.builder().maxRequestBytes(bytes).build();
    assertThat(low.request(List.of(large)).entries()).hasSize(1);
    TestEvents.assertRefused("entries", () -> low.request(List.of(large, large)))
        .withMessage(
            "entries have %1$,d bytes together; a request must be below %1$,d: give as many as"
                + " fitting says",
            bytes);
  }

  @Provide
  Arbitrary<List<Integer>> lengths() {
    return Arbitraries.integers().between(1, 9_800).list().ofMaxSize(30);
  }

  private static int bytes(List<Entry> some) {
    return some.stream().mapToInt(Entry::sizeInBytes).sum();
  }

  @Test
  void anAnswerIsReadEntryByEntry() {
    PutEventsResponse response =
        PutEventsResponse.builder()
            .entries(
                PutEventsResultEntry.builder().eventId("id-1").build(),
                failed("ThrottlingException"),
                failed("MalformedDetail"))
            .build();

    assertThat(entries.read(Collections.nCopies(3, entry), response))
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo(new Verdict.Accepted("id-1")),
            second ->
                assertThat(second)
                    .isInstanceOfSatisfying(
                        Verdict.SendAgain.class,
                        again -> {
                          assertThat(again.code()).isEqualTo(ErrorCode.THROTTLING);
                          assertThat(again.mayHaveBeenAccepted()).isFalse();
                        }),
            third ->
                assertThat(third)
                    .isInstanceOfSatisfying(
                        Verdict.Rejected.class,
                        rejected ->
                            assertThat(rejected.code()).isEqualTo(ErrorCode.MALFORMED_DETAIL)));
  }

  @Test
  void anAnswerOfTheWrongLengthSaysNothingOfAnyEntry() {
    assertThat(entries.read(List.of(entry), PutEventsResponse.builder().build()))
        .singleElement()
        .isInstanceOfSatisfying(
            Verdict.Rejected.class,
            rejected -> {
              assertThat(rejected.code()).isEqualTo(ErrorCode.UNUSABLE_ANSWER);
              assertThat(rejected.mayHaveBeenAccepted()).isTrue();
            });
  }

  @Test
  void aLostAnswerMeansToSendAgainHoweverTheSdkWrapsIt() {
    Throwable reset =
        SdkClientException.builder().message("reset").cause(new IOException("reset")).build();

    for (Throwable failure : List.of(reset, new CompletionException(reset))) {
      assertThat(entries.read(List.of(entry), failure))
          .singleElement()
          .isInstanceOfSatisfying(
              Verdict.SendAgain.class,
              again -> {
                assertThat(again.code()).isEqualTo(ErrorCode.NO_ANSWER);
                assertThat(again.mayHaveBeenAccepted()).isTrue();
              });
    }
  }

  @Test
  void aRequestThatIsTooLargeIsSplitUntilOneEntryIsLeft() {
    Throwable tooLarge =
        EventBridgeException.builder()
            .statusCode(413)
            .awsErrorDetails(AwsErrorDetails.builder().build())
            .message("413")
            .build();

    assertThat(entries.read(List.of(entry, entry), tooLarge))
        .containsExactly(new Verdict.Split(false), new Verdict.Split(false));
    assertThat(entries.read(List.of(entry), tooLarge))
        .singleElement()
        .isInstanceOfSatisfying(
            Verdict.Rejected.class,
            rejected -> assertThat(rejected.code()).isEqualTo(ErrorCode.EVENT_TOO_LARGE));
  }

  @Test
  void thePauseIsAPartOfADoublingSpan() {
    assertThat(EventEntries.backoff(1, 0.5)).isEqualTo(Duration.ofMillis(50));
    assertThat(EventEntries.backoff(3, 0.5)).isEqualTo(Duration.ofMillis(200));
    assertThat(EventEntries.backoff(99, 0.5)).isEqualTo(Duration.ofMillis(2_500));
  }

  @Test
  void anEntryShowsNoContent() {
    assertThat(entry.toString()).contains("my-cache").doesNotContain(TestEvents.SECRET, "test-key");
  }

  private static PutEventsResultEntry failed(String code) {
    return PutEventsResultEntry.builder().errorCode(code).errorMessage("words").build();
  }
}
