package momento.eventbridge.spring.readme;

import java.time.Duration;
import momento.eventbridge.MomentoEventPublisher;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class Checkout {
  private final MomentoEventPublisher publisher;

  Checkout(MomentoEventPublisher publisher) {
    this.publisher = publisher;
  }

  void run() {
    publisher.cacheSet("my-cache", "price", "12.50", Duration.ofMinutes(5));
  }
}
