package momento.eventbridge.spring.health;

import momento.eventbridge.MomentoEventPublisher;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Up if EventBridge knows the bus; a misspelt one would take events and drop them. */
final class EventBusHealthIndicator extends AbstractHealthIndicator {
  private final MomentoEventPublisher publisher;

  EventBusHealthIndicator(MomentoEventPublisher publisher) {
    super("the event bus is not there, or could not be asked for");
    this.publisher = publisher;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    publisher.verifyEventBus();
    builder.up();
  }
}
