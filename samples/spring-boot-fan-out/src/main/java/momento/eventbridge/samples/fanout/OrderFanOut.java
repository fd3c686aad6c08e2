package momento.eventbridge.samples.fanout;

import java.util.concurrent.CompletableFuture;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheSet;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.TopicPublish;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns domain events into cache updates and topic messages, in the background: an order does not
 * wait for EventBridge, nor fail with it. With a database, make it a
 * {@code @TransactionalEventListener}, so that only what was committed goes out.
 */
@Component
class OrderFanOut {
  private static final Logger LOG = LoggerFactory.getLogger(OrderFanOut.class);

  private final MomentoEventAsyncPublisher publisher;
  private final FanOutProperties properties;
  private final JsonMapper json;

  OrderFanOut(MomentoEventAsyncPublisher publisher, FanOutProperties properties, JsonMapper json) {
    this.publisher = publisher;
    this.properties = properties;
    this.json = json;
  }

  @EventListener
  void on(OrderEvent event) {
    Order order = event.order();
    String key = "order:" + order.id();
    MomentoEvent update =
        event instanceof OrderEvent.Cancelled
            ? CacheDelete.of(properties.cache(), key)
            : CacheSet.of(
                properties.cache(), key, json.writeValueAsString(order), properties.ttl());
    publish(update);
    publish(
        TopicPublish.of(
            properties.cache(), properties.topic(), "%s %s".formatted(order.id(), order.status())));
  }

  private void publish(MomentoEvent event) {
    CompletableFuture<String> accepted = publisher.publish(event);
    // The metrics count what EventBridge did not take, and what found the buffer full. What breaks
    // a rule is never sent, and shows here only. The text holds no key and no message.
    accepted.exceptionally(
        failure -> {
          LOG.warn("{}", failure.getMessage());
          return "";
        });
  }
}
