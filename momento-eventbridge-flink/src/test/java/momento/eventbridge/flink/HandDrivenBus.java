package momento.eventbridge.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheSet;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.TopicPublish;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;

/**
 * An EventBridge that answers when the test says so, and holds each request against the sink's
 * promises: at most ten entries, below the limit in bytes, no item twice on its way.
 */
final class HandDrivenBus implements EventBridgeAsyncClient {
  /** Deletes are kept as such. */
  static final String DELETED = "(deleted)";

  private final List<Request> underWay = new ArrayList<>();
  private final Map<String, String> items = new HashMap<>();
  private final Set<String> topicMessages = new HashSet<>();
  private final List<Integer> sizes = new ArrayList<>();
  private boolean missing;
  private boolean closed;
  private int described;

  /** A request that waits for its answer. */
  record Request(List<PutEventsRequestEntry> entries, CompletableFuture<PutEventsResponse> answer) {
    List<String> items() {
      List<String> items = new ArrayList<>();
      for (PutEventsRequestEntry entry : entries) {
        String item = item(read(entry));
        if (!item.isEmpty()) {
          items.add(item);
        }
      }
      return items;
    }
  }

  @Override
  public CompletableFuture<PutEventsResponse> putEvents(PutEventsRequest putEvents) {
    Request request = new Request(putEvents.entries(), new CompletableFuture<>());
    assertThat(request.entries()).hasSizeBetween(1, 10);
    assertThat(bytes(request.entries())).isLessThan(1_000_000);
    assertThat(request.items()).doesNotHaveDuplicates();
    for (Request other : underWay) {
      assertThat(Collections.disjoint(request.items(), other.items()))
          .as("no item is twice on its way")
          .isTrue();
    }
    underWay.add(request);
    sizes.add(request.entries().size());
    return request.answer();
  }

  List<Request> underWay() {
    return underWay;
  }

  /** How many entries each request had. */
  List<Integer> sizes() {
    return sizes;
  }

  /** What the cache would have: the last accepted message by cache and key. */
  Map<String, String> items() {
    return items;
  }

  Set<String> topicMessages() {
    return topicMessages;
  }

  /** Answers entry by entry; a code of "" accepts. */
  void answer(Request request, Function<PutEventsRequestEntry, String> codes) {
    List<PutEventsResultEntry> results = new ArrayList<>();
    for (PutEventsRequestEntry entry : request.entries()) {
      String code = codes.apply(entry);
      if (code.isEmpty()) {
        accept(entry);
        results.add(PutEventsResultEntry.builder().eventId("id").build());
      } else {
        results.add(PutEventsResultEntry.builder().errorCode(code).errorMessage("words").build());
      }
    }
    answer(request, results);
  }

  void answer(Request request, List<PutEventsResultEntry> results) {
    underWay.remove(request);
    request.answer().complete(PutEventsResponse.builder().entries(results).build());
  }

  void acceptAll(Request request) {
    answer(request, entry -> "");
  }

  /** The connection breaks before or after the events were taken. */
  void lose(Request request, boolean accepted) {
    if (accepted) {
      request.entries().forEach(this::accept);
    }
    fail(
        request,
        SdkClientException.builder().message("reset").cause(new IOException("reset")).build());
  }

  /** Refuses the request as a whole. */
  void refuse(Request request, int status, String code) {
    fail(
        request,
        EventBridgeException.builder()
            .statusCode(status)
            .numAttempts(1)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("no").build())
            .message(code)
            .build());
  }

  void fail(Request request, Throwable failure) {
    underWay.remove(request);
    request.answer().completeExceptionally(failure);
  }

  void beMissing() {
    missing = true;
  }

  int described() {
    return described;
  }

  boolean isClosed() {
    return closed;
  }

  private void accept(PutEventsRequestEntry entry) {
    MomentoEvent event = read(entry);
    if (event instanceof CacheSet set) {
      items.put(item(set), set.message());
    } else if (event instanceof CacheDelete delete) {
      items.put(item(delete), DELETED);
    } else if (event instanceof TopicPublish publish) {
      topicMessages.add(publish.message());
    }
  }

  private static MomentoEvent read(PutEventsRequestEntry entry) {
    return MomentoEvent.parse(entry.detailType(), entry.detail());
  }

  static String item(MomentoEvent event) {
    if (event instanceof CacheSet set) {
      return set.cacheName() + "/" + set.key().value();
    }
    return event instanceof CacheDelete delete
        ? delete.cacheName() + "/" + delete.key().value()
        : "";
  }

  private static int bytes(List<PutEventsRequestEntry> entries) {
    int bytes = 0;
    for (PutEventsRequestEntry entry : entries) {
      bytes += entry.source().length() + entry.detailType().length() + entry.detail().length();
    }
    return bytes; // the tests' content is ASCII
  }

  @Override
  public CompletableFuture<DescribeEventBusResponse> describeEventBus(
      DescribeEventBusRequest request) {
    described++;
    return missing
        ? CompletableFuture.failedFuture(ResourceNotFoundException.builder().build())
        : CompletableFuture.completedFuture(DescribeEventBusResponse.builder().build());
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
