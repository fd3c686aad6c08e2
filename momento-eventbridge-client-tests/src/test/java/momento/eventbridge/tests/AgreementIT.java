package momento.eventbridge.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.ToIntFunction;
import momento.eventbridge.local.LocalMomentoStack;
import momento.eventbridge.local.MessageBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * The local stack against two others who read the same AWS documentation and, in part, recorded
 * real AWS. It is the local stack's honesty: a difference that {@link KnownDifferences} does not
 * explain fails, and so does a row there that explains nothing any more.
 */
class AgreementIT {
  private static final String TOKEN = "token.of-the_stack~1+/=";

  private final HttpRecorder momento = new HttpRecorder();
  private final List<AgreementCase> cases = AgreementCases.all();

  @AfterEach
  void close() {
    momento.close();
  }

  @Test
  @RunsAgainst({Counterpart.LOCAL_STACK, Counterpart.LOCALSTACK})
  void withLocalStack() {
    RunningCounterpart localStack = RunningCounterpart.of(Counterpart.LOCALSTACK);
    try (EventBridgeClient eventBridge = localStack.eventBridge();
        CloudFormationClient cloudFormation = localStack.cloudFormation()) {
      String bus = "bus-" + UUID.randomUUID();
      eventBridge.createEventBus(request -> request.name(bus));
      CloudFormationStack stack =
          CloudFormationStack.create(
              cloudFormation,
              "momento-" + UUID.randomUUID(),
              Map.of(
                  "MomentoAuthToken",
                  TOKEN,
                  "EventBusName",
                  bus,
                  "MomentoEndpoint",
                  localStack.reachable(momento.uri()).toString()));
      try {
        assertThat(stack.settle()).isEqualTo("CREATE_COMPLETE");
        assertAgreement(Counterpart.LOCALSTACK, eventBridge, bus);
      } finally {
        stack.delete();
      }
    }
  }

  @Test
  @RunsAgainst({Counterpart.LOCAL_STACK, Counterpart.MINISTACK})
  void withMiniStack() {
    RunningCounterpart miniStack = RunningCounterpart.of(Counterpart.MINISTACK);
    try (EventBridgeClient eventBridge = miniStack.eventBridge()) {
      String bus = ApiRoutes.create(eventBridge, miniStack.reachable(momento.uri()), TOKEN);

      assertAgreement(Counterpart.MINISTACK, eventBridge, bus);
    }
  }

  /**
   * The others are compared in the form with quotes, which both send. The default is the form that
   * Momento's page promises; apart from the quotes and escapes it must do the same.
   */
  @Test
  @RunsAgainst(Counterpart.LOCAL_STACK)
  void theFormWithoutQuotesDiffersInTheBodyAlone() {
    Map<String, Map<String, String>> quoted = local(MessageBody.JSON);
    Map<String, Map<String, String>> plain = local(MessageBody.PLAIN);

    List<Difference> differences = differences(Counterpart.LOCAL_STACK, quoted, plain);

    assertThat(differences)
        .isNotEmpty()
        .allSatisfy(
            difference -> {
              assertThat(difference.field()).isEqualTo("body");
              assertThat(Json.read(difference.local()).textValue()).isEqualTo(difference.there());
            });
  }

  private void assertAgreement(Counterpart counterpart, EventBridgeClient eventBridge, String bus) {
    Map<String, Map<String, String>> local = local(MessageBody.JSON);
    ToIntFunction<AgreementCase> arrivals =
        agreementCase -> arrivals(counterpart, agreementCase, local);
    Map<String, Map<String, String>> there =
        new AgreementRun(eventBridge, bus, momento).run(cases, arrivals);
    List<KnownDifference> stale = new ArrayList<>(rows(counterpart));
    List<Difference> unknown = new ArrayList<>();
    for (Difference difference : differences(counterpart, local, there)) {
      List<KnownDifference> reasons =
          rows(counterpart).stream().filter(row -> row.explains(difference)).toList();
      stale.removeAll(reasons);
      if (reasons.isEmpty()) {
        unknown.add(difference);
      }
    }
    assertThat(unknown).isEmpty();
    assertThat(stale).isEmpty();
  }

  private Map<String, Map<String, String>> local(MessageBody body) {
    try (LocalMomentoStack stack =
        LocalMomentoStack.builder()
            .token(TOKEN)
            .eventBusName("a-bus")
            .messageBody(body)
            .momentoEndpoint(momento.uri())
            .start()) {
      AgreementRun run = new AgreementRun(stack.eventBridgeClient(), "a-bus", momento);
      return run.run(
          cases,
          agreementCase -> {
            awaitIdle(stack);
            return 0;
          });
    }
  }

  private static void awaitIdle(LocalMomentoStack stack) {
    try {
      stack.awaitIdle();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** As many as at the local stack, unless the table says otherwise. */
  private static int arrivals(
      Counterpart counterpart,
      AgreementCase agreementCase,
      Map<String, Map<String, String>> local) {
    for (KnownDifference row : rows(counterpart)) {
      if (row.field().equals("requests") && row.cases().contains(agreementCase.name())) {
        return Integer.parseInt(row.there().pattern());
      }
    }
    return Integer.parseInt(
        local.getOrDefault(agreementCase.name(), Map.of()).getOrDefault("requests", ""));
  }

  private static List<KnownDifference> rows(Counterpart counterpart) {
    return KnownDifferences.TABLE.stream()
        .filter(row -> row.counterparts().contains(counterpart))
        .toList();
  }

  private static List<Difference> differences(
      Counterpart counterpart,
      Map<String, Map<String, String>> local,
      Map<String, Map<String, String>> there) {
    List<Difference> differences = new ArrayList<>();
    local.forEach(
        (name, fields) -> {
          Map<String, String> fieldsThere = there.getOrDefault(name, Map.of());
          Set<String> names = new TreeSet<>(fields.keySet());
          // What is in a request can be compared only where there is one.
          names.addAll(fieldsThere.keySet());
          if (!fields.containsKey("method") || !fieldsThere.containsKey("method")) {
            names.retainAll(Set.of("answer", "requests"));
          }
          for (String field : names) {
            String here = fields.getOrDefault(field, "");
            String other = fieldsThere.getOrDefault(field, "");
            if (!here.equals(other)) {
              differences.add(new Difference(counterpart, name, field, here, other));
            }
          }
        });
    return differences;
  }
}
