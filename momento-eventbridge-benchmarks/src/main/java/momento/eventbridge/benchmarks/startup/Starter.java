package momento.eventbridge.benchmarks.startup;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.benchmarks.throughput.HttpClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** Who publishes a process's first event. */
enum Starter {
  RAW_SYNC,
  OURS_SYNC,
  RAW_ASYNC,
  OURS_ASYNC;

  /** Publishes an event and tells its id, before anything is closed. */
  void publish(HttpClient http, Consumer<String> eventId) {
    switch (this) {
      case RAW_SYNC -> rawSync(http, eventId);
      case OURS_SYNC -> oursSync(http, eventId);
      case RAW_ASYNC -> rawAsync(http, eventId);
      case OURS_ASYNC -> oursAsync(http, eventId);
    }
  }

  private static void rawSync(HttpClient http, Consumer<String> eventId) {
    try (EventBridgeClient client = http.sync()) {
      eventId.accept(client.putEvents(request()).entries().get(0).eventId());
    }
  }

  private static void rawAsync(HttpClient http, Consumer<String> eventId) {
    try (EventBridgeAsyncClient client = http.async()) {
      eventId.accept(client.putEvents(request()).join().entries().get(0).eventId());
    }
  }

  private static PutEventsRequest request() {
    PutEventsRequestEntry entry =
        PutEventsRequestEntry.builder()
            .eventBusName("default")
            .source("benchmark")
            .detailType("cacheSet")
            .detail(
                "{\"cacheName\":\"my-cache\",\"key\":\"test-key\","
                    + "\"message\":\"hello world!\",\"ttl\":300}")
            .build();
    return PutEventsRequest.builder().entries(List.of(entry)).build();
  }

  private static void oursSync(HttpClient http, Consumer<String> eventId) {
    if (http.isDefault()) {
      try (MomentoEventPublisher publisher = MomentoEventPublisher.create()) {
        eventId.accept(publish(publisher));
      }
      return;
    }
    try (EventBridgeClient client = http.sync();
        MomentoEventPublisher publisher = MomentoEventPublisher.builder().client(client).build()) {
      eventId.accept(publish(publisher));
    }
  }

  private static String publish(MomentoEventPublisher publisher) {
    return publisher.cacheSet("my-cache", "test-key", "hello world!", Duration.ofMinutes(5));
  }

  private static void oursAsync(HttpClient http, Consumer<String> eventId) {
    if (http.isDefault()) {
      try (MomentoEventAsyncPublisher publisher = MomentoEventAsyncPublisher.create()) {
        eventId.accept(publish(publisher));
      }
      return;
    }
    try (EventBridgeAsyncClient client = http.async();
        MomentoEventAsyncPublisher publisher =
            MomentoEventAsyncPublisher.builder().client(client).build()) {
      eventId.accept(publish(publisher));
    }
  }

  private static String publish(MomentoEventAsyncPublisher publisher) {
    return publisher.cacheSet("my-cache", "test-key", "hello world!", Duration.ofMinutes(5)).join();
  }
}
