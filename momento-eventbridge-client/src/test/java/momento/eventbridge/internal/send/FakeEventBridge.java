package momento.eventbridge.internal.send;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;

/** The service behind the SDK's client: remembers what it saw and stored, and fails on command. */
final class FakeEventBridge implements EventBridgeClient {
  /** What to do with an entry: null accepts it. */
  interface EntryFault {
    @Nullable String code(PutEventsRequestEntry entry, int timesSeen);
  }

  /** What to do with a request: a changed answer, or an exception; null answers entry by entry. */
  interface RequestFault {
    @Nullable PutEventsResponse answer(PutEventsRequest request, int number);
  }

  final List<PutEventsRequest> requests = new ArrayList<>();
  final Map<String, Integer> seen = new HashMap<>();
  final List<String> stored = new ArrayList<>();
  EntryFault entryFault = (entry, timesSeen) -> null;
  RequestFault requestFault = (request, number) -> null;
  Function<PutEventsResponse, PutEventsResponse> answerFault = Function.identity();
  Function<PutEventsRequestEntry, String> entryMessage = entry -> "said";
  boolean closed;

  @Override
  public PutEventsResponse putEvents(PutEventsRequest request) {
    requests.add(request);
    request.entries().forEach(entry -> seen.merge(entry.detail(), 1, Integer::sum));
    PutEventsResponse answer = requestFault.answer(request, requests.size());
    return answer != null ? answer : process(request);
  }

  /** Takes the entries in, as the service does also when its answer is lost. */
  PutEventsResponse process(PutEventsRequest request) {
    List<PutEventsResultEntry> results = new ArrayList<>();
    for (PutEventsRequestEntry entry : request.entries()) {
      String code = entryFault.code(entry, seen.getOrDefault(entry.detail(), 0));
      if (code == null) {
        stored.add(entry.detail());
        results.add(PutEventsResultEntry.builder().eventId("id-" + stored.size()).build());
      } else {
        results.add(
            PutEventsResultEntry.builder()
                .errorCode(code)
                .errorMessage(entryMessage.apply(entry))
                .build());
      }
    }
    return answerFault.apply(PutEventsResponse.builder().entries(results).build());
  }

  @Override
  public DescribeEventBusResponse describeEventBus(DescribeEventBusRequest request) {
    if (!request.name().equals("default")) {
      throw ResourceNotFoundException.builder().message("no such bus").build();
    }
    return DescribeEventBusResponse.builder().name("default").build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    closed = true;
  }
}
