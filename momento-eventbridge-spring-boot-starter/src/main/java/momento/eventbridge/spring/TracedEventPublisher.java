package momento.eventbridge.spring;

import java.time.Duration;
import java.util.function.Consumer;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheSet;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.PublishCounts;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublishResult;
import momento.eventbridge.TopicPublish;

/** Sends the publishing thread's trace along. */
record TracedEventPublisher(MomentoEventPublisher publisher, TraceHeaders headers)
    implements MomentoEventPublisher {

  @Override
  public String cacheSet(String cacheName, String key, String message, Duration ttl) {
    return publish(CacheSet.of(cacheName, key, message, ttl));
  }

  @Override
  public String cacheDelete(String cacheName, String key) {
    return publish(CacheDelete.of(cacheName, key));
  }

  @Override
  public String topicPublish(String cacheName, String topicName, String message) {
    return publish(TopicPublish.of(cacheName, topicName, message));
  }

  @Override
  public String publish(MomentoEvent event) {
    return publish(event, EventAttributes.none());
  }

  @Override
  public String publish(MomentoEvent event, EventAttributes attributes) {
    return publisher.publish(event, headers.addTo(attributes));
  }

  @Override
  public PublishResult publishAll(Iterable<? extends MomentoEvent> events) {
    return publishAll(events, EventAttributes.none());
  }

  @Override
  public PublishResult publishAll(
      Iterable<? extends MomentoEvent> events, EventAttributes attributes) {
    return publisher.publishAll(events, headers.addTo(attributes));
  }

  @Override
  public PublishCounts publishAll(
      Iterable<? extends MomentoEvent> events, Consumer<? super PublishOutcome> onOutcome) {
    return publishAll(events, EventAttributes.none(), onOutcome);
  }

  @Override
  public PublishCounts publishAll(
      Iterable<? extends MomentoEvent> events,
      EventAttributes attributes,
      Consumer<? super PublishOutcome> onOutcome) {
    return publisher.publishAll(events, headers.addTo(attributes), onOutcome);
  }

  @Override
  public void verifyEventBus() {
    publisher.verifyEventBus();
  }

  @Override
  public void close() {
    publisher.close();
  }
}
