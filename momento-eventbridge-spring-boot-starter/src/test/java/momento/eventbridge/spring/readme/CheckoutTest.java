package momento.eventbridge.spring.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import momento.eventbridge.local.LocalMomentoStack;
import momento.eventbridge.spring.test.AutoConfigureLocalMomento;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
@AutoConfigureLocalMomento(caches = "my-cache")
class CheckoutTest {
  @Test
  void storesThePrice(@Autowired Checkout checkout, @Autowired LocalMomentoStack stack)
      throws Exception {
    checkout.run();
    stack.awaitIdle();
    assertEquals("12.50", stack.get("my-cache", "price").orElseThrow().text());
  }
}
