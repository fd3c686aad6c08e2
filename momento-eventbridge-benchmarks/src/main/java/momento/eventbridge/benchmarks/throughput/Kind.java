package momento.eventbridge.benchmarks.throughput;

import java.time.Duration;
import java.util.List;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.benchmarks.throughput.Payload.Item;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** The contenders. */
public enum Kind {
  /** The SDK's synchronous client, one event a call. */
  RAW_SYNC("SDK sync, one event a call"),
  /** The SDK's synchronous client, hand-written batches: the limit. */
  RAW_SYNC_BATCHES("SDK sync, pre-built batches of ten"),
  /** Our {@code publish}. */
  PUBLISH("our publish"),
  /** Our {@code publishAll}. */
  PUBLISH_ALL("our publishAll"),
  /** The SDK's asynchronous client, one event a call. */
  RAW_ASYNC("SDK async, one event a call"),
  /** The SDK's asynchronous client, hand-written batches: the limit. */
  RAW_ASYNC_BATCHES("SDK async, pre-built batches of ten"),
  /** The same with few requests under way. */
  RAW_ASYNC_BATCHES_NARROW("SDK async, pre-built batches of ten, 8 under way"),
  /** The same, encoding what it sends with Jackson. */
  RAW_ASYNC_JACKSON("SDK async, batches of ten encoded with Jackson"),
  /** Our asynchronous {@code publish}, one event at a time. */
  PUBLISH_ASYNC("our async publish"),
  /** The same with room for a hundred events. */
  BUFFER_OF_100("our async publish, buffer of 100"),
  /** The same with room for ten thousand events, which is the default. */
  BUFFER_OF_10_000("our async publish, buffer of 10,000"),
  /** The same with room for a million events. */
  BUFFER_OF_1_000_000("our async publish, buffer of 1,000,000"),
  /** The latency of a lone event, the SDK's way. */
  RAW_ASYNC_LONE("SDK async, a lone event"),
  /** The latency of a lone event, our way. */
  PUBLISH_ASYNC_LONE("our async publish, a lone event"),
  /** Camel, an event for each message. */
  CAMEL("Camel, one event a message"),
  /** Camel with requests that the user builds. */
  CAMEL_BATCHES("Camel, pre-built requests of ten");

  /** Our publisher's default; the raw contenders have the same. */
  private static final int IN_FLIGHT = 48;

  private static final int FEW_IN_FLIGHT = 8;

  /** Only the number of events is to bound a buffer, whatever their size. */
  private static final long BUFFER_BYTES = 512L * 1_024 * 1_024;

  private final String title;

  Kind(String title) {
    this.title = title;
  }

  /** As it is written in tables. */
  public String title() {
    return title;
  }

  /** Whether its figure is a latency in microseconds, and not events a second. */
  public boolean isLatency() {
    return this == RAW_ASYNC_LONE || this == PUBLISH_ASYNC_LONE;
  }

  /** Whether each event has a request of its own. */
  public boolean isOneEventACall() {
    return switch (this) {
      case RAW_SYNC, PUBLISH, RAW_ASYNC, RAW_ASYNC_LONE, PUBLISH_ASYNC_LONE, CAMEL -> true;
      case RAW_SYNC_BATCHES,
          PUBLISH_ALL,
          RAW_ASYNC_BATCHES,
          RAW_ASYNC_BATCHES_NARROW,
          RAW_ASYNC_JACKSON,
          PUBLISH_ASYNC,
          BUFFER_OF_100,
          BUFFER_OF_10_000,
          BUFFER_OF_1_000_000,
          CAMEL_BATCHES ->
          false;
    };
  }

  Contender open(HttpClient http, Payload payload, int threads) {
    List<Item> items = payload.items();
    return switch (this) {
      case RAW_SYNC -> new RawSync(http.sync(), items, 1, threads);
      case RAW_SYNC_BATCHES -> new RawSync(http.sync(), items, Entries.PER_REQUEST, threads);
      case PUBLISH -> {
        Owned<MomentoEventPublisher> ours = publisher(http);
        yield new OurPublish(ours.publisher, ours.closeClient, items, threads);
      }
      case PUBLISH_ALL -> {
        Owned<MomentoEventPublisher> ours = publisher(http);
        yield new OurPublishAll(ours.publisher, ours.closeClient, items, threads);
      }
      case RAW_ASYNC -> RawAsync.prebuilt(http.async(), items, 1, threads, IN_FLIGHT);
      case RAW_ASYNC_BATCHES ->
          RawAsync.prebuilt(http.async(), items, Entries.PER_REQUEST, threads, IN_FLIGHT);
      case RAW_ASYNC_BATCHES_NARROW ->
          RawAsync.prebuilt(http.async(), items, Entries.PER_REQUEST, threads, FEW_IN_FLIGHT);
      case RAW_ASYNC_JACKSON ->
          RawAsync.encoding(http.async(), items, Entries.PER_REQUEST, threads, IN_FLIGHT);
      case PUBLISH_ASYNC, BUFFER_OF_10_000 -> ourAsync(http, items, threads, 10_000);
      case BUFFER_OF_100 -> ourAsync(http, items, threads, 100);
      case BUFFER_OF_1_000_000 -> ourAsync(http, items, threads, 1_000_000);
      case RAW_ASYNC_LONE -> rawLone(http.async(), items);
      case PUBLISH_ASYNC_LONE -> ourLone(asyncPublisher(http, 10_000), items);
      case CAMEL -> Camel.eventByEvent(http.sync(), items, threads);
      case CAMEL_BATCHES -> Camel.withRequestsOfTen(http.sync(), items, threads);
    };
  }

  /** A publisher, and what closes the client under it if that is not the publisher's own. */
  private record Owned<T>(T publisher, Runnable closeClient) {}

  private static Owned<MomentoEventPublisher> publisher(HttpClient http) {
    if (http.isDefault()) {
      return new Owned<>(MomentoEventPublisher.create(), () -> {});
    }
    EventBridgeClient client = http.sync();
    return new Owned<>(MomentoEventPublisher.builder().client(client).build(), client::close);
  }

  private static Owned<MomentoEventAsyncPublisher> asyncPublisher(
      HttpClient http, int bufferedEvents) {
    MomentoEventAsyncPublisher.Builder builder =
        MomentoEventAsyncPublisher.builder()
            .maxBufferedEvents(bufferedEvents)
            .maxBufferedBytes(BUFFER_BYTES)
            .blockWhenFull(Duration.ofMinutes(1));
    if (http.isDefault()) {
      return new Owned<>(builder.build(), () -> {});
    }
    EventBridgeAsyncClient client = http.async();
    return new Owned<>(builder.client(client).build(), client::close);
  }

  private static Contender ourAsync(
      HttpClient http, List<Item> items, int threads, int bufferedEvents) {
    Owned<MomentoEventAsyncPublisher> ours = asyncPublisher(http, bufferedEvents);
    return new OurAsync(ours.publisher, ours.closeClient, items, threads);
  }

  private static Contender rawLone(EventBridgeAsyncClient client, List<Item> items) {
    return new LoneEvents(
        item -> client.putEvents(Entries.request(List.of(item))), client::close, items);
  }

  private static Contender ourLone(Owned<MomentoEventAsyncPublisher> ours, List<Item> items) {
    return new LoneEvents(
        item ->
            ours.publisher.cacheSet(
                Entries.CACHE, item.key(), item.message(), Duration.ofSeconds(Entries.TTL_SECONDS)),
        () -> {
          ours.publisher.close();
          ours.closeClient.run();
        },
        items);
  }
}
