package momento.eventbridge.tests.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import momento.eventbridge.local.*;
import org.junit.jupiter.api.Test;

@LocalMomentoTest(caches = "my-cache") // JUnit 6; without JUnit: LocalMomentoStack.start()
class OrderServiceTest {
  @Test
  void putsTheOrderIntoTheCache(LocalMomentoStack stack) throws InterruptedException {
    stack.eventBridgeFaults().throttleNext(1);
    new OrderService(stack.publisher()).ship("order-7");
    stack.awaitIdle();
    assertEquals("shipped", stack.get("my-cache", "order-7").orElseThrow().text());
  }
}
