package momento.eventbridge.samples.fanout;

/** An order as the service keeps it and shows it. */
record Order(String id, String item, int quantity, String status) {
  Order with(String newStatus) {
    return new Order(id, item, quantity, newStatus);
  }
}
