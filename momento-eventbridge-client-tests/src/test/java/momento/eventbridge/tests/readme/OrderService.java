package momento.eventbridge.tests.readme;

import java.time.Duration;
import momento.eventbridge.MomentoEventPublisher;

/** What the README's tests test. */
record OrderService(MomentoEventPublisher publisher) {
  void ship(String id) {
    publisher.cacheSet("my-cache", id, "shipped", Duration.ofMinutes(5));
  }
}
