package momento.eventbridge.spring;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import momento.eventbridge.BufferReport;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheSet;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.MomentoEventException;
import momento.eventbridge.PublishCounts;
import momento.eventbridge.TopicPublish;

/** Sends the publishing thread's trace along. */
record TracedEventAsyncPublisher(MomentoEventAsyncPublisher publisher, TraceHeaders headers)
    implements MomentoEventAsyncPublisher {

  @Override
  public CompletableFuture<String> cacheSet(
      String cacheName, String key, String message, Duration ttl) {
    return publish(() -> CacheSet.of(cacheName, key, message, ttl), EventAttributes.none());
  }

  @Override
  public CompletableFuture<String> cacheDelete(String cacheName, String key) {
    return publish(() -> CacheDelete.of(cacheName, key), EventAttributes.none());
  }

  @Override
  public CompletableFuture<String> topicPublish(
      String cacheName, String topicName, String message) {
    return publish(() -> TopicPublish.of(cacheName, topicName, message), EventAttributes.none());
  }

  @Override
  public CompletableFuture<String> publish(MomentoEvent event) {
    return publish(event, EventAttributes.none());
  }

  @Override
  public CompletableFuture<String> publish(MomentoEvent event, EventAttributes attributes) {
    return publish(() -> event, attributes);
  }

  /** What is invalid fails the future here too. */
  private CompletableFuture<String> publish(
      Supplier<? extends MomentoEvent> event, EventAttributes attributes) {
    try {
      return publisher.publish(event.get(), headers.addTo(attributes));
    } catch (MomentoEventException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public CompletableFuture<PublishCounts> flush() {
    return publisher.flush();
  }

  @Override
  public void verifyEventBus() {
    publisher.verifyEventBus();
  }

  @Override
  public BufferReport buffered() {
    return publisher.buffered();
  }

  @Override
  public void close() {
    publisher.close();
  }
}
