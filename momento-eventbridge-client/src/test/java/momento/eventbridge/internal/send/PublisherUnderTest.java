package momento.eventbridge.internal.send;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import momento.eventbridge.CacheSet;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublisherListener;
import momento.eventbridge.RequestReport;
import momento.eventbridge.internal.core.EventEncoder;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** A publisher on a fake service and a fake clock, with what its listener heard. */
final class PublisherUnderTest {
  static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(30);

  final FakeEventBridge service = new FakeEventBridge();
  final FakePacing pacing = new FakePacing();
  final Heard heard = new Heard();
  final SyncPublisher publisher = on(service, pacing, heard, 1_000_000);

  static SyncPublisher on(
      EventBridgeClient client, Pacing pacing, PublisherListener listener, int maxRequestBytes) {
    return new SyncPublisher(
        settings(listener, maxRequestBytes),
        new SdkPutEvents(client, "default", null),
        pacing,
        EventBus.by(client),
        client::close);
  }

  static PublisherSettings settings(PublisherListener listener, int maxRequestBytes) {
    return settings(listener, maxRequestBytes, Double.POSITIVE_INFINITY);
  }

  static PublisherSettings settings(
      PublisherListener listener, int maxRequestBytes, double maxEventsPerSecond) {
    return new PublisherSettings(
        "default",
        null,
        new EventEncoder("demo", maxRequestBytes, Duration.ofHours(24), 4_096),
        DELIVERY_TIMEOUT,
        listener,
        TraceContext.NONE,
        maxEventsPerSecond);
  }

  static CacheSet event(int number) {
    return CacheSet.of(
        "my-cache", "secret-key-" + number, "secret-message-" + number, Duration.ofSeconds(60));
  }

  static List<MomentoEvent> events(int count) {
    return IntStream.range(0, count).<MomentoEvent>mapToObj(PublisherUnderTest::event).toList();
  }

  /** The numbers of events, as in {@link #event}, of each request in turn. */
  List<List<Integer>> requestedNumbers() {
    return service.requests.stream()
        .map(request -> request.entries().stream().map(e -> number(e.detail())).toList())
        .toList();
  }

  static int number(String detail) {
    String key = ((CacheSet) MomentoEvent.parse("cacheSet", detail)).key().value();
    return Integer.parseInt(key.substring("secret-key-".length()));
  }

  /** Remembers what it was told. */
  static final class Heard implements PublisherListener {
    final List<RequestReport> requests = new ArrayList<>();
    final List<ErrorCode> retries = new ArrayList<>();
    final List<PublishOutcome> outcomes = new ArrayList<>();

    @Override
    public void onRequest(RequestReport report) {
      requests.add(report);
    }

    @Override
    public void onRetry(ErrorCode code, int entries, Duration delay) {
      retries.add(code);
    }

    @Override
    public void onOutcome(PublishOutcome outcome) {
      outcomes.add(outcome);
    }
  }
}
