package momento.eventbridge.local.internal.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import momento.eventbridge.local.Hop;
import momento.eventbridge.local.internal.json.Json;
import momento.eventbridge.local.internal.template.Rule;

/** The operations of EventBridge's API that the local stack has. */
final class Operations {
  static final String PUT_EVENTS = "AWSEvents.PutEvents";
  static final String DESCRIBE_EVENT_BUS = "AWSEvents.DescribeEventBus";

  private final EventBuses buses;
  private final RequestRules requestRules;
  private final FaultScript faults;
  private final Clock clock;
  private final Consumer<Hop> hops;
  private final EventTargets targets;
  private final LongAdder entriesReceived = new LongAdder();

  Operations(
      EventBridgeSettings settings, FaultScript faults, Consumer<Hop> hops, EventTargets targets) {
    this.buses = new EventBuses(settings.account(), settings.rules());
    this.requestRules = new RequestRules(settings.maxRequestBytes());
    this.clock = settings.clock();
    this.faults = faults;
    this.hops = hops;
    this.targets = targets;
  }

  LongAdder entriesReceived() {
    return entriesReceived;
  }

  ObjectNode run(String operation, JsonNode body, RequestFault fault) {
    return switch (operation) {
      case PUT_EVENTS -> putEvents(body, fault);
      case DESCRIBE_EVENT_BUS -> describeEventBus(body);
      default -> throw ServiceException.unknownOperation();
    };
  }

  private ObjectNode putEvents(JsonNode body, RequestFault fault) {
    PutEventsCall call = PutEventsCall.read(body);
    if (call.entries() != null) {
      entriesReceived.add(call.entries().size());
    }
    List<Entry> entries = requestRules.check(call);
    // All are judged before the first is accepted: what is thrown on the way leaves no trace.
    List<Optional<EntryError>> errors = new ArrayList<>(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      errors.add(error(entries.get(i), i, fault));
    }
    ObjectNode answer = Json.object();
    ArrayNode results = answer.putArray("Entries");
    int failed = 0;
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      Optional<EntryError> error = errors.get(i);
      if (error.isPresent()) {
        failed++;
        results
            .addObject()
            .put("ErrorCode", error.get().code())
            .put("ErrorMessage", error.get().message());
        hops.accept(refused(entry, error.get()));
      } else {
        results.addObject().put("EventId", accept(entry));
      }
    }
    answer.put("FailedEntryCount", failed);
    fault.shape(answer);
    return answer;
  }

  /** EventBridge's own rules come first: a scripted failure is for an entry that would pass. */
  private Optional<EntryError> error(Entry entry, int index, RequestFault fault) {
    return EntryRules.check(entry)
        .or(() -> fault.entryError(index))
        .or(() -> faults.entryError(entry));
  }

  private String accept(Entry entry) {
    String id = UUID.randomUUID().toString();
    Instant now = clock.instant();
    String busArn =
        buses
            .account()
            .busArn(Objects.requireNonNullElse(entry.eventBusName(), EventBuses.DEFAULT));
    Event event = new Event(id, busArn, now, Envelope.of(entry, id, buses.account(), now));
    // Before anybody can see that the event is accepted, because who sees it may wait for its end.
    targets.accepting();
    try {
      hops.accept(event.hop(Hop.Step.ACCEPTED, ""));
      route(event);
    } finally {
      targets.accepted();
    }
    return id;
  }

  private void route(Event event) {
    String busArn = event.busArn();
    if (!buses.exists(busArn)) {
      hops.accept(event.hop(Hop.Step.DROPPED, "there is no event bus " + busArn));
      return;
    }
    List<Rule> rules = buses.matching(event);
    if (rules.isEmpty()) {
      hops.accept(event.hop(Hop.Step.UNMATCHED, "no rule of " + busArn + " matches"));
    }
    rules.forEach(rule -> targets.submit(event, rule));
  }

  private static Hop refused(Entry entry, EntryError error) {
    return new Hop(
        Hop.Step.REFUSED,
        Optional.empty(),
        Optional.ofNullable(entry.detailType()),
        Optional.empty(),
        error.code());
  }

  private ObjectNode describeEventBus(JsonNode body) {
    String name = body.path("Name").asText(EventBuses.DEFAULT);
    String arn = buses.account().busArn(name);
    if (!buses.exists(arn)) {
      throw ServiceException.noSuchBus(name);
    }
    return Json.object().put("Name", arn.substring(arn.indexOf('/') + 1)).put("Arn", arn);
  }
}
