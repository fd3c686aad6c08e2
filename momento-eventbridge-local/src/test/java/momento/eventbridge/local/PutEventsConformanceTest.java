package momento.eventbridge.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import momento.eventbridge.DeadLetter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * What AWS does, with where that is known from: [A] certain (AWS's own text or model, or recorded
 * from AWS), [B] likely, [C] our assumption. "Recorded" means LocalStack's snapshots of real AWS of
 * 2025-01-08, "model" the service's API model, "user guide" EventBridge's.
 */
class PutEventsConformanceTest {
  private static final int LIMIT = 1_048_576;

  private static final ConcurrentLinkedQueue<Hop> HOPS = new ConcurrentLinkedQueue<>();

  @RegisterExtension
  static final LocalMomentoStackExtension EXTENSION =
      new LocalMomentoStackExtension(
          () -> LocalMomentoStack.builder().caches("my-cache").hopListener(HOPS::add).start());

  private final LocalMomentoStack stack;

  PutEventsConformanceTest(LocalMomentoStack stack) {
    this.stack = stack;
    HOPS.clear();
  }

  @Test
  @DisplayName("[A model] a request has 1 to 10 entries; [A recorded] text of the refusal of 11")
  void elevenEntries() {
    assertThat(put(Collections.nCopies(10, entry())).failedEntryCount()).isZero();

    assertThatThrownBy(() -> put(Collections.nCopies(11, entry())))
        .isInstanceOfSatisfying(
            EventBridgeException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(400);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
              assertThat(e.awsErrorDetails().errorMessage())
                  .startsWith(
                      "1 validation error detected: Value '[PutEventsRequestEntry(time=null,"
                          + " source=demo, resources=null, detailType=other, detail={},"
                          + " eventBusName=null, traceHeader=null, kmsKeyIdentifier=null,"
                          + " internalMetadata=null), PutEventsRequestEntry(")
                  .endsWith(
                      ")]' at 'entries' failed to satisfy constraint: Member must have length less"
                          + " than or equal to 10");
            });
  }

  @Test
  @DisplayName("[A model] an empty list is refused; [C] its text")
  void noEntries() {
    assertRefused(
        List.of(),
        "1 validation error detected: Value '[]' at 'entries' failed to satisfy constraint: Member"
            + " must have length greater than or equal to 1");
  }

  @Test
  @DisplayName("[C] a request without a list is refused as a missing member is elsewhere on AWS")
  void entriesAbsent() {
    assertThatThrownBy(() -> stack.eventBridgeClient().putEvents(request -> {}))
        .hasMessageContaining(
            "Value null at 'entries' failed to satisfy constraint: Member must not be null");
  }

  @Test
  @DisplayName(
      "[A API reference] the total must be less than 1 MB; [B] 1,048,576 bytes; [A recorded] text")
  void totalSize() {
    assertThat(put(List.of(sized(LIMIT - 1))).failedEntryCount()).isZero();
    assertRefused(
        List.of(sized(LIMIT)), "Total size of the entries in the request is over the limit.");
  }

  @Test
  @DisplayName("[A user guide] the limit is on the sum of a request's entries")
  void totalOfSeveral() {
    assertThat(put(List.of(sized(LIMIT / 2), sized(LIMIT / 2 - 1))).failedEntryCount()).isZero();
    assertRefused(
        List.of(sized(LIMIT / 2), sized(LIMIT / 2)),
        "Total size of the entries in the request is over the limit.");
  }

  @Test
  @DisplayName(
      "[A user guide] size: 14 for a time, UTF-8 of source, detail type, detail, resources")
  void sizeFormula() {
    String resource = "r".repeat(100);
    int own = 14 + "démo".getBytes(UTF_8).length + 100;
    Consumer<PutEventsRequestEntry.Builder> more =
        entry -> entry.time(Instant.EPOCH).source("démo").resources(resource);
    int others = "demo".length();

    assertThat(put(List.of(sized(LIMIT - 1 - own + others, more))).failedEntryCount()).isZero();
    assertRefused(
        List.of(sized(LIMIT - own + others, more)),
        "Total size of the entries in the request is over the limit.");
  }

  @Test
  @DisplayName("[A user guide] bus name and trace header do not count")
  void uncounted() {
    PutEventsRequestEntry entry =
        sized(LIMIT - 1, more -> more.eventBusName("default").traceHeader("Root=1"));
    assertThat(put(List.of(entry)).failedEntryCount()).isZero();
  }

  @Test
  @DisplayName(
      "[B boto3#3411] far over the limit: 413 with an empty body; [C] from twice the limit")
  void farTooLarge() {
    assertThatThrownBy(() -> put(List.of(sized(2 * LIMIT))))
        .isInstanceOfSatisfying(
            EventBridgeException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(413);
              assertThat(e.awsErrorDetails().errorCode()).isNull();
              assertThat(e.awsErrorDetails().rawResponse().asByteArray()).isEmpty();
            });
    assertThatThrownBy(() -> put(List.of(sized(2 * LIMIT - 1))))
        .hasMessageContaining("over the limit");
  }

  @Test
  @DisplayName("[A recorded] an entry without source fails alone")
  void sourceMissing() {
    assertFailed(
        entry().toBuilder().source(null).build(),
        "InvalidArgument",
        "Parameter Source is not valid. Reason: Source is a required argument.");
  }

  @Test
  @DisplayName("[A recorded] an entry with an empty detail type fails alone")
  void detailTypeEmpty() {
    assertFailed(
        entry().toBuilder().detailType("").build(),
        "InvalidArgument",
        "Parameter DetailType is not valid. Reason: DetailType is a required argument.");
  }

  @Test
  @DisplayName("[A API reference] an entry without detail type fails alone; [C] as an empty one")
  void detailTypeMissing() {
    assertFailed(
        entry().toBuilder().detailType(null).build(),
        "InvalidArgument",
        "Parameter DetailType is not valid. Reason: DetailType is a required argument.");
  }

  @Test
  @DisplayName("[A recorded] an entry without detail fails alone")
  void detailMissing() {
    assertFailed(
        entry().toBuilder().detail(null).build(),
        "InvalidArgument",
        "Parameter Detail is not valid. Reason: Detail is a required argument.");
  }

  @Test
  @DisplayName("[A recorded] a bad entry fails in an answer of its own even if it is the only one")
  void onlyBadEntries() {
    PutEventsResponse answer = put(List.of(PutEventsRequestEntry.builder().build()));

    assertThat(answer.failedEntryCount()).isOne();
    assertThat(answer.entries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.errorCode()).isEqualTo("InvalidArgument"));
  }

  @ParameterizedTest(name = "[A recorded, model] {0}")
  @ValueSource(
      strings = {
        "not JSON",
        "[]",
        "{\"a\":1",
        "\"text\"",
        "{} {}",
        "{\"a\":9223372036854775808}",
        "{\"a\":-9223372036854775809}",
        "{\"a\":NaN}"
      })
  void malformedDetail(String detail) {
    assertFailed(
        entry().toBuilder().detail(detail).build(), "MalformedDetail", "Detail is malformed.");
  }

  @ParameterizedTest(name = "[A model] {0}")
  @ValueSource(
      strings = {"{\"a\":9223372036854775807,\"b\":-9223372036854775808}", "{\"a\":1.5e300}"})
  void numbersInRange(String detail) {
    assertThat(put(List.of(entry().toBuilder().detail(detail).build())).failedEntryCount())
        .isZero();
  }

  @ParameterizedTest(name = "[not published, found by fuzzing] {0}")
  @ValueSource(strings = {"{\"a\":1e6000500000}", "{\"a\":[-0.1E-6000500000]}"})
  void anExponentThatNothingCouldRead(String detail) {
    assertFailed(
        entry().toBuilder().detail(detail).build(), "MalformedDetail", "Detail is malformed.");
  }

  @Test
  @DisplayName("[A model] detail may be 1000 levels deep; [C] counted from the detail itself")
  void detailDepth() {
    assertThat(put(List.of(entry().toBuilder().detail(nested(1000)).build())).failedEntryCount())
        .isZero();
    assertFailed(
        entry().toBuilder().detail(nested(1001)).build(),
        "MalformedDetail",
        "Detail is malformed.");
  }

  @Test
  @DisplayName("[B several users' output] a source of AWS is refused")
  void sourceOfAws() {
    assertFailed(
        entry().toBuilder().source("aws.demo").build(),
        "NotAuthorizedForSourceException",
        "Not authorized for the source.");
    assertThat(put(List.of(entry().toBuilder().source("awsome").build())).failedEntryCount())
        .isZero();
  }

  @Test
  @DisplayName("[A model] a detail type has at most 128 characters; [B] fails alone; [C] its text")
  void detailTypeLength() {
    PutEventsRequestEntry longest = entry().toBuilder().detailType("é".repeat(128)).build();
    assertThat(put(List.of(longest)).failedEntryCount()).isZero();
    assertFailed(
        entry().toBuilder().detailType("é".repeat(129)).build(),
        "InvalidArgument",
        "Parameter DetailType is not valid. Reason: DetailType is longer than 128 characters.");
  }

  @Test
  @DisplayName("[A model] bus name pattern; [B aws-sdk-js-v3#3714] its text")
  void busNamePattern() {
    assertRefused(
        List.of(entry(), entry().toBuilder().eventBusName("my bus").build()),
        "1 validation error detected: Value 'my bus' at 'entries.2.member.eventBusName' failed to"
            + " satisfy constraint: Member must satisfy regular expression pattern:"
            + " (arn:aws[\\w-]*:events:[a-z]+-[a-z]+-[\\w-]+:[0-9]{12}:event-bus\\/)?[\\.\\-_A-Za-z0-9]+");
  }

  @Test
  @DisplayName("[A model] a bus name has 1 to 1600 characters; [C] several errors in one text")
  void busNameLength() {
    assertThatThrownBy(() -> put(List.of(entry().toBuilder().eventBusName("").build())))
        .hasMessageContaining("2 validation errors detected: ")
        .hasMessageContaining("Member must have length greater than or equal to 1; Value ''");
    String tooLong = "b".repeat(1601);
    assertThatThrownBy(() -> put(List.of(entry().toBuilder().eventBusName(tooLong).build())))
        .hasMessageContaining("Member must have length less than or equal to 1600");
  }

  @Test
  @DisplayName("[A model] a trace header has 1 to 500 characters")
  void traceHeaderLength() {
    PutEventsRequestEntry longest = entry().toBuilder().traceHeader("t".repeat(500)).build();
    assertThat(put(List.of(longest)).failedEntryCount()).isZero();
    assertThatThrownBy(() -> put(List.of(entry().toBuilder().traceHeader("t".repeat(501)).build())))
        .hasMessageContaining("at 'entries.1.member.traceHeader' failed")
        .hasMessageContaining("less than or equal to 500");
    assertThatThrownBy(() -> put(List.of(entry().toBuilder().traceHeader("").build())))
        .hasMessageContaining("greater than or equal to 1");
  }

  @Test
  @DisplayName("[A model] a resource has at most 2048 characters, their number is free")
  void resourceLength() {
    List<String> many = Collections.nCopies(100, "r".repeat(2048));
    assertThat(put(List.of(entry().toBuilder().resources(many).build())).failedEntryCount())
        .isZero();
    assertThatThrownBy(
            () -> put(List.of(entry().toBuilder().resources("ok", "r".repeat(2049)).build())))
        .hasMessageContaining("at 'entries.1.member.resources.2.member' failed")
        .hasMessageContaining("less than or equal to 2048");
  }

  @Test
  @DisplayName("[A recorded] the answer has the entries' order, and the count of those that failed")
  void order() {
    PutEventsRequestEntry bad = entry().toBuilder().source(null).build();

    PutEventsResponse answer = put(List.of(entry(), bad, entry(), bad));

    assertThat(answer.failedEntryCount()).isEqualTo(2);
    assertThat(answer.entries().stream().map(result -> result.eventId() != null))
        .containsExactly(true, false, true, false);
    assertThat(answer.entries().get(1).errorCode()).isEqualTo("InvalidArgument");
    assertThat(answer.entries().get(0).errorCode()).isNull();
  }

  @Test
  @DisplayName("[A recorded] the event id is a UUID and the id of the event that is delivered")
  void eventId() throws InterruptedException {
    PutEventsRequestEntry noSuchCache =
        cacheSet()
            .detail("{\"cacheName\":\"none\",\"key\":\"k\",\"message\":\"m\",\"ttl\":60}")
            .build();

    String id = put(List.of(noSuchCache)).entries().get(0).eventId();

    assertThat(UUID.fromString(id)).hasToString(id);
    stack.awaitIdle();
    assertThat(stack.deadLetters()).singleElement().extracting(DeadLetter::eventId).isEqualTo(id);
  }

  @Test
  @DisplayName("[A recorded] a time is delivered in whole seconds")
  void time() throws InterruptedException {
    PutEventsRequestEntry timed =
        cacheSet()
            .detail("{\"cacheName\":\"none\",\"key\":\"k\",\"message\":\"m\",\"ttl\":60}")
            .time(Instant.parse("2026-01-01T00:00:00.999Z"))
            .build();

    put(List.of(timed));

    stack.awaitIdle();
    assertThat(stack.deadLetters())
        .singleElement()
        .extracting(DeadLetter::time)
        .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Test
  @DisplayName("[A recorded, API reference] a bus that does not exist: an event id, and no event")
  void noSuchBus() {
    PutEventsResponse answer = put(List.of(entry().toBuilder().eventBusName("nowhere").build()));

    assertThat(answer.failedEntryCount()).isZero();
    assertThat(answer.entries().get(0).eventId()).isNotEmpty();
    assertThat(stack.counts().dropped()).isOne();
    assertThat(HOPS)
        .last()
        .hasToString(
            "dropped %s other: there is no event bus arn:aws:events:us-east-1:000000000000:event-bus/nowhere"
                .formatted(answer.entries().get(0).eventId()));
  }

  @Test
  @DisplayName("[A model] a bus is named by name or ARN, and is the default one if left out")
  void busByNameOrArn() throws InterruptedException {
    String arn = "arn:aws:events:us-east-1:000000000000:event-bus/default";
    put(
        List.of(
            cacheSet().build(),
            cacheSet().eventBusName("default").build(),
            cacheSet().eventBusName(arn).build()));

    stack.awaitIdle();
    assertThat(stack.counts().delivered()).isEqualTo(3);
  }

  @Test
  @DisplayName("[A recorded] a target that cannot be reached does not concern the publisher")
  void targetFails() throws InterruptedException {
    stack.momentoFaults().dropNext(1);

    assertThat(put(List.of(cacheSet().build())).failedEntryCount()).isZero();
    stack.awaitIdle();
    assertThat(stack.counts().retries()).isOne();
  }

  @Test
  @DisplayName("[A API reference] DescribeEventBus knows a bus by name, by ARN and as the default")
  void describeEventBus() {
    String arn = "arn:aws:events:us-east-1:000000000000:event-bus/default";
    assertThat(stack.eventBridgeClient().describeEventBus(bus -> {}).arn()).isEqualTo(arn);
    assertThat(stack.eventBridgeClient().describeEventBus(bus -> bus.name("default")).arn())
        .isEqualTo(arn);
    assertThat(stack.eventBridgeClient().describeEventBus(bus -> bus.name(arn)).name())
        .isEqualTo("default");
  }

  @Test
  @DisplayName("[A recorded] DescribeEventBus of a bus that does not exist")
  void describeNoSuchBus() {
    assertThatThrownBy(() -> stack.eventBridgeClient().describeEventBus(bus -> bus.name("nowhere")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Event bus nowhere does not exist.");
  }

  @Test
  @DisplayName(
      "[A EventBridge's pattern language] a rule matches by detail type; others see nothing")
  void unmatched() {
    String id = put(List.of(entry())).entries().get(0).eventId();

    assertThat(stack.counts().unmatched()).isOne();
    assertThat(HOPS)
        .last()
        .hasToString(
            "unmatched %s other: no rule of arn:aws:events:us-east-1:000000000000:event-bus/default matches"
                .formatted(id));
  }

  /** Any credentials will do here, so only a script can take the rights away. */
  @Test
  @DisplayName("[B eventbridge-kafka-connector] missing rights: 400, code and text, on command")
  void noRights() {
    String message =
        "User: arn:aws:iam::000000000000:user/demo is not authorized to perform: events:PutEvents"
            + " on resource: arn:aws:events:us-east-1:000000000000:event-bus/default because no"
            + " identity-based policy allows the events:PutEvents action";
    stack.eventBridgeFaults().respondNext(400, "AccessDeniedException", message, 1);

    assertThatThrownBy(() -> put(List.of(entry())))
        .isInstanceOfSatisfying(
            EventBridgeException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(400);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
              assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message);
            });
    assertThat(stack.counts().accepted()).isZero();
  }

  /** Nothing is throttled here by itself. */
  @Test
  @DisplayName("[A] a throttled request: 400, code and text, on command")
  void throttledRequest() {
    stack.eventBridgeFaults().throttleNext(1);

    // One attempt, because the SDK would hide what it tries again.
    try (EventBridgeClient client = SingleAttemptClient.of(stack)) {
      assertThatThrownBy(() -> client.putEvents(request -> request.entries(entry())))
          .isInstanceOfSatisfying(
              EventBridgeException.class,
              e -> {
                assertThat(e.statusCode()).isEqualTo(400);
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException");
                assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Rate exceeded");
              });
    }
    assertThat(stack.counts().accepted()).isZero();
  }

  @Test
  @DisplayName("[A code, C text] a throttled entry fails alone, on command")
  void throttledEntry() {
    stack.eventBridgeFaults().failEntriesOfNextRequest("ThrottlingException", "Rate exceeded", 1);

    PutEventsResponse answer = put(List.of(entry(), entry(), entry()));

    assertThat(answer.failedEntryCount()).isOne();
    assertThat(answer.entries().get(1).errorCode()).isEqualTo("ThrottlingException");
    assertThat(answer.entries().get(1).errorMessage()).isEqualTo("Rate exceeded");
    assertThat(stack.counts().accepted()).isEqualTo(2);
  }

  /** Targets come from the template, where StackResourcesTest has the rules for their inputs. */
  @Test
  @DisplayName("[none] PutTargets, for whose inputs AWS has rules, is not there")
  void putTargets() {
    Target target = Target.builder().id("t").arn("arn").inputPath("$").build();

    assertThatThrownBy(
            () -> stack.eventBridgeClient().putTargets(put -> put.rule("r").targets(target)))
        .isInstanceOfSatisfying(
            EventBridgeException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(400);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException");
            });
  }

  private PutEventsResponse put(List<PutEventsRequestEntry> entries) {
    return stack.eventBridgeClient().putEvents(request -> request.entries(entries));
  }

  private void assertFailed(PutEventsRequestEntry entry, String code, String message) {
    PutEventsResponse answer = put(List.of(entry(), entry));
    assertThat(answer.failedEntryCount()).isOne();
    assertThat(answer.entries().get(0).eventId()).isNotNull();
    PutEventsResultEntry failed = answer.entries().get(1);
    assertThat(failed.eventId()).isNull();
    assertThat(failed.errorCode()).isEqualTo(code);
    assertThat(failed.errorMessage()).isEqualTo(message);
  }

  private void assertRefused(List<PutEventsRequestEntry> entries, String message) {
    assertThatThrownBy(() -> put(entries))
        .isInstanceOfSatisfying(
            EventBridgeException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(400);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
              assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message);
            });
    assertThat(HOPS).last().hasToString("refused: request ValidationException");
  }

  /** An entry that no rule matches. */
  private static PutEventsRequestEntry entry() {
    return PutEventsRequestEntry.builder().source("demo").detailType("other").detail("{}").build();
  }

  private static PutEventsRequestEntry.Builder cacheSet() {
    return PutEventsRequestEntry.builder()
        .source("demo")
        .detailType("cacheSet")
        .detail("{\"cacheName\":\"my-cache\",\"key\":\"k\",\"message\":\"m\",\"ttl\":60}");
  }

  private static PutEventsRequestEntry sized(int bytes) {
    return sized(bytes, entry -> {});
  }

  /** An entry of that size, before more is done to it. */
  private static PutEventsRequestEntry sized(
      int bytes, Consumer<PutEventsRequestEntry.Builder> more) {
    int rest = "demo".length() + "other".length() + "{\"a\":\"\"}".length();
    PutEventsRequestEntry.Builder entry =
        entry().toBuilder().detail("{\"a\":\"" + "x".repeat(bytes - rest) + "\"}");
    more.accept(entry);
    return entry.build();
  }

  private static String nested(int depth) {
    String open = String.join("", IntStream.range(0, depth).mapToObj(i -> "{\"a\":").toList());
    return open + "1" + "}".repeat(depth);
  }
}
