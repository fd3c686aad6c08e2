package momento.eventbridge.samples.fanout;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Takes orders over HTTP. Where its events go is a matter of configuration alone. */
@SpringBootApplication
@EnableConfigurationProperties(FanOutProperties.class)
public class OrderApplication {
  /**
   * Runs until it is stopped.
   *
   * @param arguments Spring Boot's
   */
  public static void main(String[] arguments) {
    SpringApplication.run(OrderApplication.class, arguments);
  }
}
