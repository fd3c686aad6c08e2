package momento.eventbridge.tests.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import momento.eventbridge.*;
import momento.eventbridge.deadletters.*;
import momento.eventbridge.local.LocalMomentoStack;
import momento.eventbridge.local.LocalMomentoTest;
import momento.eventbridge.local.TopicSubscription;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.RestoreSystemProperties;
import org.junit.jupiter.api.util.SetSystemProperty;

/** As on AWS, by the SDK's own settings: only these say that the local stack is there instead. */
@LocalMomentoTest(caches = "my-cache")
@RestoreSystemProperties
@SetSystemProperty(key = "aws.region", value = "us-east-1")
@SetSystemProperty(key = "aws.accessKeyId", value = "any")
@SetSystemProperty(key = "aws.secretAccessKey", value = "any")
class PublishingTest {
  private final LocalMomentoStack stack;

  PublishingTest(LocalMomentoStack stack) {
    this.stack = stack;
  }

  @BeforeEach
  void settings() {
    System.setProperty("aws.endpointUrlEventBridge", stack.eventBridgeEndpoint().toString());
    System.setProperty("aws.endpointUrlSqs", stack.deadLetterQueueUrl().resolve("/").toString());
  }

  @Test
  void publishing() throws InterruptedException {
    try (TopicSubscription subscription = stack.subscribe("my-cache", "news")) {
      publish();
      stack.awaitIdle();

      assertThat(stack.get("my-cache", "test-key").orElseThrow().text()).isEqualTo("hello world!");
      assertThat(stack.counts().accepted()).isEqualTo(3);
      assertThat(subscription.poll().orElseThrow().text()).isEqualTo("hello subscribers");
    }
  }

  private static void publish() {
    try (MomentoEventPublisher publisher = MomentoEventPublisher.create()) {
      publisher.cacheSet("my-cache", "test-key", "hello world!", Duration.ofMinutes(5));

      List<MomentoEvent> events =
          List.of(
              CacheDelete.of("my-cache", "old-key"),
              TopicPublish.of("my-cache", "news", "hello subscribers"));
      PublishResult result = publisher.publishAll(events); // any Iterable, ten events in a request
      for (PublishOutcome.Rejected rejected : result.rejected()) {
        System.err.println(rejected.describe()); // names and sizes, never a key or a message
      }
    }
  }

  @Test
  void publishingInTheBackground() throws InterruptedException {
    PublishCounts counts =
        inTheBackground(List.of(new Order("7", "shipped"), new Order("8", "packed")));
    stack.awaitIdle();

    assertThat(counts.accepted()).isEqualTo(2);
    assertThat(stack.get("my-cache", "8").orElseThrow().text()).isEqualTo("packed");
  }

  private static PublishCounts inTheBackground(List<Order> orders) {
    try (MomentoEventAsyncPublisher publisher = MomentoEventAsyncPublisher.create()) {
      for (Order order : orders) {
        publisher
            .cacheSet("my-cache", order.id(), order.status(), Duration.ofMinutes(5))
            .exceptionally(failure -> report(order, failure));
      }
      // Waits until all of the above have their outcome, and counts those that had none yet.
      PublishCounts counts = publisher.flush().join();
      return counts;
    } // sends what is buffered, waits up to 10 s for outcomes, and fails what has none by then
  }

  private static String report(Order order, Throwable failure) {
    throw new AssertionError("order " + order.id(), failure);
  }

  @Test
  void bringingDeadLettersBack() throws InterruptedException {
    stack.momentoFaults().respondNext(404, 1);
    MomentoEventPublisher publisher = stack.publisher();
    new OrderService(publisher).ship("7");
    stack.awaitIdle();
    assertThat(stack.deadLetters()).hasSize(1);

    RedriveResult result = bringBack(publisher, stack.deadLetterQueueUrl().toString());
    stack.awaitIdle();

    assertThat(result.published()).isEqualTo(1);
    assertThat(stack.get("my-cache", "7").orElseThrow().text()).isEqualTo("shipped");
  }

  private static RedriveResult bringBack(MomentoEventPublisher publisher, String url) {
    try (DeadLetterQueue queue = DeadLetterQueue.builder().queueUrl(url).build()) {
      RedriveResult result = queue.redrive(publisher);
      return result;
    }
  }
}
