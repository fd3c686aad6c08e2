package momento.eventbridge.samples.testyourcode;

import java.time.Duration;
import java.util.List;
import momento.eventbridge.CacheSet;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.PublishFailedException;
import momento.eventbridge.TopicPublish;

/** Keeps the status of an order in the cache, and tells those who follow the order. */
final class OrderStatus {
  static final Duration KEPT_FOR = Duration.ofHours(1);

  private final MomentoEventPublisher publisher;
  private final String cache;

  /**
   * What to publish with comes from outside: production hands in a real publisher, a test its own.
   */
  OrderStatus(MomentoEventPublisher publisher, String cache) {
    this.publisher = publisher;
    this.cache = cache;
  }

  /**
   * Publishes the new status, both events in one request.
   *
   * @throws PublishFailedException if EventBridge did not accept both
   */
  void change(String orderId, String status) {
    publisher
        .publishAll(
            List.of(
                CacheSet.of(cache, orderId, status, KEPT_FOR),
                TopicPublish.of(cache, "order-" + orderId, status)))
        .orThrow();
  }
}
