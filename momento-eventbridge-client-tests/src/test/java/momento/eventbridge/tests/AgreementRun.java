package momento.eventbridge.tests;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Sends every case to one counterpart and notes what it answers and what reaches Momento. */
final class AgreementRun {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final List<String> HEADERS =
      List.of(
          "Accept-Encoding", "Authorization", "Connection", "Content-Type", "Range", "User-Agent");

  private final EventBridgeClient eventBridge;
  private final String bus;
  private final HttpRecorder momento;

  AgreementRun(EventBridgeClient eventBridge, String bus, HttpRecorder momento) {
    this.eventBridge = eventBridge;
    this.bus = bus;
    this.momento = momento;
  }

  /**
   * Runs the cases one after the other. A request that comes when its case is over shows as one too
   * many in the next case, so nothing that arrives is overlooked.
   *
   * @param arrivals how many requests of a case will reach Momento, so that nobody has to wait for
   *     one that does not come
   * @return values by field, by the case's name
   */
  Map<String, Map<String, String>> run(
      List<AgreementCase> cases, ToIntFunction<AgreementCase> arrivals) {
    Map<String, Map<String, String>> behaviour = new LinkedHashMap<>();
    for (AgreementCase agreementCase : cases) {
      momento.clear();
      Map<String, String> fields = new TreeMap<>();
      fields.put("answer", answer(agreementCase));
      awaitArrivals(arrivals.applyAsInt(agreementCase));
      List<RecordedRequest> requests = momento.requests();
      fields.put("requests", String.valueOf(requests.size()));
      if (!requests.isEmpty()) {
        fields.put("method", values(requests, RecordedRequest::method));
        fields.put("path", values(requests, RecordedRequest::path));
        fields.put("query", values(requests, RecordedRequest::query));
        fields.put("body", values(requests, RecordedRequest::body));
        for (String header : HEADERS) {
          fields.put(
              header,
              values(
                  requests,
                  request -> String.join(",", request.headers().getOrDefault(header, List.of()))));
        }
      }
      behaviour.put(agreementCase.name(), fields);
    }
    behaviour.put("describeBus", Map.of("answer", describe(bus)));
    behaviour.put("describeUnknownBus", Map.of("answer", describe("no-such-bus")));
    return behaviour;
  }

  private String describe(String name) {
    try {
      return eventBridge.describeEventBus(request -> request.name(name)).name().equals(name)
          ? "the bus of this name"
          : "another bus";
    } catch (AwsServiceException e) {
      return error(e);
    }
  }

  private static String error(AwsServiceException e) {
    return "HTTP %d %s: %s"
        .formatted(
            e.statusCode(), e.awsErrorDetails().errorCode(), e.awsErrorDetails().errorMessage());
  }

  private String answer(AgreementCase agreementCase) {
    List<PutEventsRequestEntry> entries = new ArrayList<>();
    for (PutEventsRequestEntry entry : agreementCase.entries()) {
      entries.add(
          entry.eventBusName() == null ? entry.toBuilder().eventBusName(bus).build() : entry);
    }
    try {
      PutEventsResponse response = eventBridge.putEvents(request -> request.entries(entries));
      return response.entries().stream()
          .map(AgreementRun::entryAnswer)
          .collect(joining("; ", "failed " + response.failedEntryCount() + ": ", ""));
    } catch (AwsServiceException e) {
      return error(e);
    }
  }

  private static String entryAnswer(PutEventsResultEntry entry) {
    String id = entry.eventId();
    if (id == null) {
      return entry.errorCode() + ": " + entry.errorMessage();
    }
    // Ids differ from run to run; that they are UUIDs does not.
    return id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") ? "accepted" : "id " + id;
  }

  private void awaitArrivals(int count) {
    try {
      Awaitility.await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(10))
          .atMost(PATIENCE)
          .until(() -> momento.requests().size() >= count);
    } catch (ConditionTimeoutException e) {
      // The number that did arrive is part of the behaviour.
    }
  }

  /** The different values, in an order that does not depend on which request came first. */
  private static String values(
      List<RecordedRequest> requests, Function<RecordedRequest, String> value) {
    return requests.stream().map(value).distinct().sorted().collect(joining(" | "));
  }
}
