package momento.eventbridge.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import momento.eventbridge.CacheSet;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.EventBusNotFoundException;
import momento.eventbridge.EventRejectedException;
import momento.eventbridge.EventTooLargeException;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.TopicPublish;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.apache.flink.util.function.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** One subtask, step by step. */
class SubtaskTest {
  private static final String SECRET = "Sesam0effneDich";

  private final HandDrivenTask task = new HandDrivenTask();
  private final HandDrivenBus bus = new HandDrivenBus();

  @Test
  void tenEventsLeaveAtOnce() throws Exception {
    var writer = writer(b -> {});
    write(writer, 9);
    assertThat(bus.underWay()).isEmpty();

    writer.write(set("last", "m"), context());

    assertThat(bus.sizes()).containsExactly(10);
  }

  @Test
  void fewerLeaveWhenTheyHaveLingered() throws Exception {
    var writer = writer(b -> b.linger(Duration.ofMillis(70)));
    write(writer, 3);

    assertThat(task.millisToNextTimer()).isEqualTo(70);
    task.fireNextTimer();
    task.runMails();

    assertThat(bus.sizes()).containsExactly(3);
  }

  @Test
  void waitingUpdatesOfAnItemBecomeOne() throws Exception {
    var writer = writer(b -> {});
    for (int i = 0; i < 5; i++) {
      writer.write(set("k", "m" + i), context());
    }
    finish(writer);

    assertThat(bus.sizes()).containsExactly(1);
    assertThat(bus.items()).containsEntry("c/k", "m4");
    assertThat(task.metrics().count("momento.coalesced")).isEqualTo(4);
    assertThat(task.metrics().count("momento.accepted")).isEqualTo(1);
  }

  @Test
  void topicMessagesAreNeverCoalesced() throws Exception {
    var writer = writer(b -> {});
    for (int i = 0; i < 5; i++) {
      writer.write(TopicPublish.of("c", "t", "m" + i), context());
    }
    finish(writer);

    assertThat(bus.topicMessages()).containsExactlyInAnyOrder("m0", "m1", "m2", "m3", "m4");
  }

  @Test
  void anUpdateOfAnItemOnItsWayIsHeldUntilTheAnswer() throws Exception {
    var writer = writer(b -> {});
    writer.write(set("k", "first"), context());
    write(writer, 9);
    writer.write(set("k", "second"), context());
    HandDrivenBus.Request first = bus.underWay().get(0);
    // All the time there is does not make it leave; the sink waits for the answer instead.
    task.outside(() -> bus.acceptAll(first));

    task.fireNextTimer();
    task.runMails();

    assertThat(bus.underWay()).hasSize(1).doesNotContain(first);
    assertThat(bus.underWay().get(0).items()).containsExactly("c/k");
  }

  @Test
  void ofAFailedUpdateAndALaterOneOnlyTheLaterIsSentAgain() throws Exception {
    var writer = writer(b -> {});
    writer.write(set("k", "first"), context());
    write(writer, 9);
    writer.write(set("k", "second"), context());
    bus.answer(
        bus.underWay().get(0),
        entry -> entry.detail().contains("first") ? "ThrottlingException" : "");
    finish(writer);

    assertThat(bus.items()).containsEntry("c/k", "second");
    assertThat(bus.sizes()).containsExactly(10, 1);
    assertThat(task.metrics().count("momento.coalesced")).isEqualTo(1);
    assertThat(task.metrics().count("momento.code.ThrottlingException.sentAgain")).isEqualTo(1);
    assertThat(task.metrics().count("numRecordsSendErrors")).isEqualTo(1);
  }

  @Test
  void failedEventsGoAgainInOrderAfterAPause() throws Exception {
    var writer = writer(b -> {});
    write(writer, 10);
    bus.answer(
        bus.underWay().get(0),
        entry ->
            entry.detail().contains("k3") || entry.detail().contains("k7")
                ? "InternalFailure"
                : "");
    task.runMails();
    assertThat(bus.underWay()).isEmpty();

    // The pause, a random part of 100 ms, comes before or after the linger time.
    while (bus.underWay().isEmpty()) {
      task.fireNextTimer();
      task.runMails();
    }

    assertThat(bus.underWay().get(0).items()).containsExactly("c/k3", "c/k7");
  }

  @Test
  void theLogSaysHowManyEventsAreSentAgainAndForWhichBus() throws Exception {
    var writer = writer(b -> b.eventBusName("orders"));
    write(writer, 10);
    bus.answer(
        bus.underWay().get(0),
        entry ->
            entry.detail().contains("k3")
                ? "InternalFailure"
                : entry.detail().contains("k7") ? "ThrottlingException" : "");

    assertThat(logged(task::runMails))
        .contains(
            "2 of 10 events of a request for bus orders are sent again, by code:"
                + " {INTERNAL_FAILURE=1, THROTTLING=1}");
  }

  private static String logged(ThrowingRunnable<Exception> run) throws Exception {
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

  @Test
  void aRequestThatIsTooLargeIsHalvedUntilItPasses() throws Exception {
    var writer = writer(b -> {});
    write(writer, 10);
    task.outside(
        () -> {
          if (bus.underWay().isEmpty()) {
            task.fireNextTimer();
            return;
          }
          HandDrivenBus.Request request = bus.underWay().get(0);
          if (request.entries().size() > 2) {
            bus.refuse(request, 413, "");
          } else {
            bus.acceptAll(request);
          }
        });
    writer.flush(true);

    assertThat(bus.items()).hasSize(10);
    // Of five, two go together, and the fifth takes one of the other half with it.
    assertThat(bus.sizes()).containsExactly(10, 5, 2, 2, 2, 4, 2, 2);
  }

  @Test
  void anEventThatIsTooLargeAloneIsRejected() throws Exception {
    List<Rejection<MomentoEvent>> rejections = new ArrayList<>();
    var writer = writer(b -> b.rejectionHandler(rejections::add));
    writer.write(set("k", "m"), context());
    task.outside(
        () -> {
          if (bus.underWay().isEmpty()) {
            task.fireNextTimer();
          } else {
            bus.refuse(bus.underWay().get(0), 413, "");
          }
        });
    writer.flush(true);

    assertThat(rejections)
        .singleElement()
        .satisfies(
            rejection -> {
              assertThat(rejection.code()).isEqualTo(ErrorCode.EVENT_TOO_LARGE);
              assertThat(rejection.event()).contains(set("k", "m"));
              assertThat(rejection.element()).isEmpty();
            });
  }

  @Test
  void anUnknownOutcomeIsSentAgain() throws Exception {
    var writer = writer(b -> {});
    write(writer, 10);
    HandDrivenBus.Request first = bus.underWay().get(0);
    bus.answer(first, List.of(PutEventsResultEntry.builder().eventId("id").build()));
    finish(writer);

    assertThat(bus.items()).hasSize(10);
    assertThat(task.metrics().count("momento.code.UnusableAnswer.sentAgain")).isEqualTo(10);
  }

  @Test
  void throttlingForAMinuteLosesNothingAndSparesTheService() throws Exception {
    var writer = writer(b -> {});
    task.outside(
        () -> {
          if (bus.underWay().isEmpty()) {
            task.fireNextTimer();
          } else if (task.getCurrentProcessingTime() < 60_000) {
            bus.refuse(bus.underWay().get(0), 400, "ThrottlingException");
          } else {
            bus.acceptAll(bus.underWay().get(0));
          }
        });
    write(writer, 2_000);
    writer.flush(true);

    assertThat(task.getCurrentProcessingTime()).isGreaterThanOrEqualTo(60_000);
    assertThat(bus.items()).hasSize(2_000);
    // Pauses of 2.5 s on average, and soon one request at a time.
    assertThat(bus.sizes().size() - 2_000 / 10).isLessThan(200);
    assertThat(task.metrics().count("momento.code.ThrottlingException.sentAgain")).isPositive();
  }

  @Test
  void missingRightsFailTheJobEvenWithAHandler() throws Exception {
    List<Rejection<MomentoEvent>> rejections = new ArrayList<>();
    var writer = writer(b -> b.rejectionHandler(rejections::add));
    write(writer, 10);
    bus.refuse(bus.underWay().get(0), 400, "AccessDeniedException");

    assertThatExceptionOfType(EventRejectedException.class)
        .isThrownBy(task::runMails)
        .withMessageContaining("allow events:PutEvents on the bus");
    assertThat(rejections).isEmpty();
    assertThat(task.metrics().count("momento.code.AccessDeniedException.rejected")).isEqualTo(1);
  }

  @Test
  void anEventThatEventBridgeRefusesFailsTheJob() throws Exception {
    var writer = writer(b -> {});
    write(writer, 10);
    bus.answer(
        bus.underWay().get(0), entry -> entry.detail().contains("k4") ? "MalformedDetail" : "");

    assertThatExceptionOfType(EventRejectedException.class)
        .isThrownBy(task::runMails)
        .withMessageContaining("MalformedDetail");
  }

  @Test
  void orGoesToTheHandlerAndTheOthersGoOn() throws Exception {
    List<Rejection<MomentoEvent>> rejections = new ArrayList<>();
    var writer = writer(b -> b.rejectionHandler(rejections::add));
    write(writer, 10);
    HandDrivenBus.Request first = bus.underWay().get(0);
    bus.lose(first, false);
    task.outside(
        () -> {
          if (bus.underWay().isEmpty()) {
            task.fireNextTimer();
          } else {
            bus.answer(
                bus.underWay().get(0),
                entry -> entry.detail().contains("k4") ? "MalformedDetail" : "");
          }
        });
    writer.flush(true);

    assertThat(bus.items()).hasSize(9).doesNotContainKey("c/k4");
    assertThat(rejections)
        .singleElement()
        .satisfies(
            rejection -> {
              assertThat(rejection.code()).isEqualTo(ErrorCode.MALFORMED_DETAIL);
              assertThat(rejection.event()).contains(set("k4", "m4"));
              assertThat(rejection.mayHaveBeenAccepted()).isTrue(); // by the request that was lost
              assertThat(rejection.toString())
                  .contains("MalformedDetail", "may have been accepted")
                  .doesNotContain("m4");
            });
    assertThat(task.metrics().count("momento.code.MalformedDetail.rejected")).isEqualTo(1);
  }

  @Test
  void whatBreaksARuleFailsTheJobBeforeItIsSent() throws Exception {
    var writer = writer(b -> b.maxTtl(Duration.ofSeconds(30)));

    assertThatExceptionOfType(EventValidationException.class)
        .isThrownBy(() -> writer.write(set("k", "m"), context()))
        .withMessageContaining("ttl");
    var small = writer(b -> b.maxRequestBytes(1_024));
    assertThatExceptionOfType(EventTooLargeException.class)
        .isThrownBy(() -> small.write(set("k", "x".repeat(1_024)), context()));
  }

  @Test
  void orGoesToTheHandlerWithTheElement() throws Exception {
    List<Rejection<String>> rejections = new ArrayList<>();
    MomentoEventSink<String> sink =
        MomentoEventSink.<String>builder(
                (element, context) ->
                    CacheSet.of("c", element, SECRET.repeat(100), Duration.ofMinutes(1)))
            .clientFactory(() -> bus)
            .maxRequestBytes(1_024)
            .rejectionHandler(rejections::add)
            .build();
    var writer = sink.createWriter(task);

    writer.write("", context());
    writer.write("too-large", context());

    assertThat(rejections)
        .extracting(Rejection::code)
        .containsExactly(ErrorCode.INVALID_EVENT, ErrorCode.EVENT_TOO_LARGE);
    assertThat(rejections)
        .extracting(Rejection::element)
        .extracting(e -> e.orElseThrow())
        .containsExactly("", "too-large");
    assertThat(rejections.get(0).event()).isEmpty();
    assertThat(rejections.get(1).event()).isPresent();
    assertThat(rejections)
        .allSatisfy(
            r -> assertThat(r.toString()).contains("was rejected with").doesNotContain(SECRET));
    assertThat(bus.underWay()).isEmpty();
  }

  @Test
  void anyOtherExceptionOfAConverterFailsTheJob() throws Exception {
    MomentoEventSink<String> sink =
        MomentoEventSink.<String>builder(
                (element, context) -> {
                  throw new IllegalStateException(element);
                })
            .clientFactory(() -> bus)
            .rejectionHandler(rejection -> {})
            .build();
    var writer = sink.createWriter(task);

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> writer.write("mine", context()))
        .withMessage("mine");
  }

  @Test
  void aHandlerThatThrowsFailsTheJob() throws Exception {
    var writer =
        writer(
            b ->
                b.maxTtl(Duration.ofSeconds(30))
                    .rejectionHandler(
                        rejection -> {
                          throw new IOException("disk full");
                        }));

    assertThatIOException()
        .isThrownBy(() -> writer.write(set("k", "m"), context()))
        .withMessage("disk full");
  }

  @Test
  void attributesGoOut() throws Exception {
    var writer =
        writer(
            b ->
                b.source("default")
                    .eventBusName("orders")
                    .attributes(
                        (event, context) ->
                            EventAttributes.builder()
                                .time(Instant.ofEpochMilli(context.timestamp()))
                                .build()));
    writer.write(set("k", "m"), context());
    task.fireNextTimer();
    task.runMails();

    assertThat(bus.underWay().get(0).entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.time()).isEqualTo(Instant.EPOCH);
              assertThat(entry.source()).isEqualTo("default");
              assertThat(entry.eventBusName()).isEqualTo("orders");
            });
  }

  @Test
  void aCheckpointWaitsForAnswersAndKeepsWhatWaits() throws Exception {
    var writer = writer(b -> {});
    write(writer, 12);
    HandDrivenBus.Request first = bus.underWay().get(0);
    task.outside(() -> bus.acceptAll(first));

    writer.flush(false);

    assertThat(bus.underWay()).isEmpty();
    assertThat(writer.snapshotState(1))
        .singleElement()
        .satisfies(
            state ->
                assertThat(state.getBufferedRequestEntries())
                    .extracting(stored -> stored.getRequestEntry().event())
                    .containsExactly(set("k10", "m10"), set("k11", "m11")));
  }

  @Test
  void aRestoredEventThatBreaksTheNewLimitsIsRejected() throws Exception {
    List<Rejection<MomentoEvent>> rejections = new ArrayList<>();
    List<BufferedRequestState<MomentoRequestEntry>> state =
        List.of(
            new BufferedRequestState<>(
                List.of(restored(set("long", "m")), restored(TopicPublish.of("c", "t", "m")))));

    var writer =
        sink(b -> b.maxTtl(Duration.ofSeconds(30)).rejectionHandler(rejections::add))
            .restoreWriter(task, state);
    finish(writer);

    assertThat(bus.topicMessages()).containsExactly("m");
    assertThat(rejections)
        .singleElement()
        .satisfies(rejection -> assertThat(rejection.event()).contains(set("long", "m")));
    assertThatExceptionOfType(EventValidationException.class)
        .isThrownBy(() -> sink(b -> b.maxTtl(Duration.ofSeconds(30))).restoreWriter(task, state));
    assertThat(bus.isClosed()).isTrue();
  }

  private static RequestEntryWrapper<MomentoRequestEntry> restored(MomentoEvent event) {
    return new RequestEntryWrapper<>(
        MomentoRequestEntry.restored(event, EventAttributes.none()), 100);
  }

  @Test
  void anEventBusThatIsMissingIsFoundOutAtTheStart() {
    bus.beMissing();

    assertThatExceptionOfType(EventBusNotFoundException.class)
        .isThrownBy(() -> writer(b -> b.eventBusName("misspelt")))
        .withMessageContaining("misspelt");
    assertThat(bus.isClosed()).isTrue();
  }

  @Test
  void onlyTheFirstSubtaskAsksAndOnlyIfItMay() throws Exception {
    var second = sink(b -> {}).createWriter(new HandDrivenTask(1));
    var silent = writer(b -> b.verifyEventBus(false));
    assertThat(bus.described()).isZero();

    var first = writer(b -> {});

    assertThat(bus.described()).isEqualTo(1);
    second.close();
    silent.close();
    first.close();
  }

  @Test
  void theHandlerAndTheClientEndWithTheSubtask() throws Exception {
    List<String> calls = new ArrayList<>();
    RejectionHandler<MomentoEvent> handler =
        new RejectionHandler<>() {
          private static final long serialVersionUID = 1L;

          @Override
          public void open(WriterInitContext context) {
            calls.add("open " + context.getTaskInfo().getIndexOfThisSubtask());
          }

          @Override
          public void handle(Rejection<MomentoEvent> rejection) {}

          @Override
          public void close() {
            calls.add("close");
          }
        };

    writer(b -> b.rejectionHandler(handler)).close();

    assertThat(calls).containsExactly("open 0", "close");
    assertThat(bus.isClosed()).isTrue();
  }

  @Test
  void anAnswerToARequestThatFlinkGaveUpChangesNothing() throws Exception {
    var writer = writer(b -> {});
    write(writer, 10);
    HandDrivenBus.Request lost = bus.underWay().get(0);
    bus.underWay().clear(); // it hangs, whatever the SDK's timeout says
    while (bus.sizes().size() < 2) {
      task.fireNextTimer(); // Flink's timeout of ten minutes
      task.runMails();
    }
    writer.write(set("k0", "newer"), context());

    bus.acceptAll(lost);
    task.runMails();
    finish(writer);

    // Had the late answer freed the item, two updates would have been on their way together.
    assertThat(bus.items()).containsEntry("c/k0", "newer");
  }

  private StatefulSinkWriter<MomentoEvent, BufferedRequestState<MomentoRequestEntry>> writer(
      Consumer<MomentoEventSink.Builder<MomentoEvent>> options) throws IOException {
    return sink(options).createWriter(task);
  }

  private MomentoEventSink<MomentoEvent> sink(
      Consumer<MomentoEventSink.Builder<MomentoEvent>> options) {
    MomentoEventSink.Builder<MomentoEvent> builder =
        MomentoEventSink.<MomentoEvent>builder((event, context) -> event).clientFactory(() -> bus);
    options.accept(builder);
    return builder.build();
  }

  private static void write(
      StatefulSinkWriter<MomentoEvent, BufferedRequestState<MomentoRequestEntry>> writer, int count)
      throws Exception {
    for (int i = 0; i < count; i++) {
      writer.write(set("k" + i, "m" + i), context());
    }
  }

  /** Accepts everything until the sink is empty. */
  private void finish(
      StatefulSinkWriter<MomentoEvent, BufferedRequestState<MomentoRequestEntry>> writer)
      throws Exception {
    task.outside(
        () -> {
          if (bus.underWay().isEmpty()) {
            task.fireNextTimer();
          } else {
            bus.acceptAll(bus.underWay().get(0));
          }
        });
    writer.flush(true);
  }

  private static MomentoEvent set(String key, String message) {
    return CacheSet.of("c", key, message, Duration.ofMinutes(1));
  }

  private static ElementTime context() {
    return new ElementTime();
  }
}
