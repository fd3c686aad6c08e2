package momento.eventbridge.samples.fanout;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The service over HTTP. */
@RestController
@RequestMapping("/orders")
class OrderController {
  private final OrderService orders;

  OrderController(OrderService orders) {
    this.orders = orders;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Order place(@RequestBody NewOrder order) {
    return orders.place(order.item(), order.quantity());
  }

  @PutMapping("/{id}/status")
  ResponseEntity<Order> changeStatus(@PathVariable String id, @RequestBody NewStatus status) {
    return ResponseEntity.of(orders.changeStatus(id, status.status()));
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Order> cancel(@PathVariable String id) {
    return ResponseEntity.of(orders.cancel(id));
  }

  record NewOrder(String item, int quantity) {}

  record NewStatus(String status) {}
}
