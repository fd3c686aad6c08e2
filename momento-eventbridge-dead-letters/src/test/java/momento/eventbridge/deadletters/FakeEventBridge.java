package momento.eventbridge.deadletters;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** A bus that remembers what it took. */
final class FakeEventBridge implements EventBridgeClient {
  /** The code with which an entry is refused; null takes it. */
  interface EntryFault {
    @Nullable String code(PutEventsRequestEntry entry);
  }

  private final Wire wire;
  final List<Integer> requestSizes = new ArrayList<>();
  final List<PutEventsRequestEntry> taken = new ArrayList<>();
  EntryFault entryFault = entry -> null;
  UnaryOperator<PutEventsResponse> answerFault = UnaryOperator.identity();

  FakeEventBridge(Wire wire) {
    this.wire = wire;
  }

  @Override
  public PutEventsResponse putEvents(PutEventsRequest request) {
    wire.enter("put");
    requestSizes.add(request.entries().size());
    List<PutEventsResultEntry> results = new ArrayList<>();
    for (PutEventsRequestEntry entry : request.entries()) {
      String code = entryFault.code(entry);
      if (code == null) {
        taken.add(entry);
        results.add(PutEventsResultEntry.builder().eventId("again-" + taken.size()).build());
      } else {
        results.add(PutEventsResultEntry.builder().errorCode(code).errorMessage("said").build());
      }
    }
    wire.leave("put");
    return answerFault.apply(PutEventsResponse.builder().entries(results).build());
  }

  List<String> details() {
    return taken.stream().map(PutEventsRequestEntry::detail).toList();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
