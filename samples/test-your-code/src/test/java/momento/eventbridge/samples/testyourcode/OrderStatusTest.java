package momento.eventbridge.samples.testyourcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import momento.eventbridge.DeadLetter;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.PublishFailedException;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.local.CachedItem;
import momento.eventbridge.local.LocalMomentoStack;
import momento.eventbridge.local.LocalMomentoTest;
import momento.eventbridge.local.MessageBody;
import momento.eventbridge.local.TopicMessage;
import momento.eventbridge.local.TopicSubscription;
import org.junit.jupiter.api.Test;

/**
 * What do readers of the cache and of the topic get? The whole path on this machine: PutEvents over
 * HTTP, the rules of the CloudFormation file, Momento, and what can go wrong at each.
 */
@LocalMomentoTest(caches = "orders")
class OrderStatusTest {
  private final LocalMomentoStack stack;
  private final OrderStatus orders;

  OrderStatusTest(LocalMomentoStack stack) {
    this.stack = stack;
    this.orders = new OrderStatus(stack.publisher(), "orders");
  }

  @Test
  void readersGetTheStatus() throws InterruptedException {
    try (TopicSubscription follower = stack.subscribe("orders", "order-7")) {
      orders.change("7", "shipped");
      stack.awaitIdle();

      CachedItem item = stack.get("orders", "7").orElseThrow();
      assertThat(item.text()).isEqualTo("shipped");
      assertThat(item.remainingTtl()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
      assertThat(follower.poll().map(TopicMessage::text)).hasValue("shipped");
    }
  }

  @Test
  void throttlingDelaysAndLosesNothing() throws InterruptedException {
    stack.eventBridgeFaults().throttleNext(2);

    orders.change("7", "shipped");
    stack.awaitIdle();

    assertThat(status("7")).isEqualTo("shipped");
    assertThat(stack.counts().requests()).isEqualTo(3);
  }

  @Test
  void anAnswerThatIsLostMeansTwiceTheSameAndNoHarm() throws InterruptedException {
    stack.eventBridgeFaults().dropAnswerNext(1);

    orders.change("7", "shipped");
    stack.awaitIdle();

    assertThat(status("7")).isEqualTo("shipped");
    assertThat(stack.counts().accepted()).isEqualTo(4);
  }

  @Test
  void anOutageOfMomentoIsWaitedForByEventBridge() throws InterruptedException {
    stack.momentoFaults().respondNext(500, 6);

    orders.change("7", "shipped"); // does not notice
    stack.awaitIdle(); // the stack's clock skips the waits of EventBridge's retries

    assertThat(status("7")).isEqualTo("shipped");
    assertThat(stack.counts().retries()).isEqualTo(6);
    assertThat(stack.deadLetters()).isEmpty();
  }

  @Test
  void whatMomentoRefusesIsInTheDeadLetterQueue() throws InterruptedException {
    new OrderStatus(stack.publisher(), "no-such-cache").change("7", "shipped");
    stack.awaitIdle();

    List<DeadLetter> letters = stack.takeDeadLetters();
    assertThat(letters).hasSize(2);
    assertThat(letters)
        .allSatisfy(letter -> assertThat(letter.errorMessage().orElseThrow()).contains("404"));
  }

  @Test
  void aMissingRightIsToldToTheCallerAtOnce() {
    stack.eventBridgeFaults().respondNext(400, "AccessDeniedException", "no events:PutEvents", 1);

    assertThatExceptionOfType(PublishFailedException.class)
        .isThrownBy(() -> orders.change("7", "shipped"))
        .satisfies(
            failure ->
                assertThat(failure.result().rejected())
                    .hasSize(2)
                    .extracting(PublishOutcome.Rejected::code)
                    .containsOnly(ErrorCode.ACCESS_DENIED));
    assertThat(stack.get("orders", "7")).isEmpty();
  }

  @Test
  void anOutageOfEventBridgeIsGivenUpAfterTheDeliveryTimeout() {
    stack.eventBridgeFaults().failEntriesWhere("InternalFailure", "out of order", entry -> true);
    try (MomentoEventPublisher impatient =
        stack.publisherBuilder().deliveryTimeout(Duration.ofSeconds(1)).build()) {

      assertThatExceptionOfType(PublishFailedException.class)
          .isThrownBy(() -> new OrderStatus(impatient, "orders").change("7", "shipped"));
    }
    assertThat(stack.get("orders", "7")).isEmpty();
  }

  /** Should AWS send a message with the quotes of JSON, readers get them. Yours can be tried. */
  @Test
  void theQuotesThatReadersMayGet() throws InterruptedException {
    try (LocalMomentoStack quoting =
        LocalMomentoStack.builder().caches("orders").messageBody(MessageBody.JSON).start()) {
      new OrderStatus(quoting.publisher(), "orders").change("7", "shipped");
      quoting.awaitIdle();

      assertThat(quoting.get("orders", "7").map(CachedItem::text)).hasValue("\"shipped\"");
    }
  }

  private String status(String orderId) {
    return stack.get("orders", orderId).orElseThrow().text();
  }
}
