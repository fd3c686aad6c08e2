package momento.eventbridge.samples.fanout;

/** The service's own domain events. They know nothing of caches, topics or EventBridge. */
sealed interface OrderEvent {
  Order order();

  record Placed(Order order) implements OrderEvent {}

  record StatusChanged(Order order) implements OrderEvent {}

  record Cancelled(Order order) implements OrderEvent {}
}
