package momento.eventbridge.samples.fanout;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Keeps orders, and says what happens to them. */
@Service
class OrderService {
  private final Map<String, Order> orders = new ConcurrentHashMap<>();
  private final ApplicationEventPublisher events;

  OrderService(ApplicationEventPublisher events) {
    this.events = events;
  }

  Order place(String item, int quantity) {
    Order order = new Order(UUID.randomUUID().toString(), item, quantity, "placed");
    orders.put(order.id(), order);
    events.publishEvent(new OrderEvent.Placed(order));
    return order;
  }

  Optional<Order> changeStatus(String id, String status) {
    Optional<Order> changed =
        Optional.ofNullable(orders.computeIfPresent(id, (key, order) -> order.with(status)));
    changed.ifPresent(order -> events.publishEvent(new OrderEvent.StatusChanged(order)));
    return changed;
  }

  Optional<Order> cancel(String id) {
    Optional<Order> cancelled =
        Optional.ofNullable(orders.remove(id)).map(order -> order.with("cancelled"));
    cancelled.ifPresent(order -> events.publishEvent(new OrderEvent.Cancelled(order)));
    return cancelled;
  }
}
