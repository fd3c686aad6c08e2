package momento.eventbridge.samples.testyourcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import momento.eventbridge.CacheSet;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.PublishFailedException;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.TopicPublish;
import momento.eventbridge.local.RecordingMomentoEventPublisher;
import org.junit.jupiter.api.Test;

/** What does the service publish? In memory, no network: for every other test of yours, too. */
class OrderStatusUnitTest {
  private final RecordingMomentoEventPublisher recorder = new RecordingMomentoEventPublisher();
  private final OrderStatus orders = new OrderStatus(recorder.sync(), "orders");

  @Test
  void aChangeIsStoredAndTold() {
    orders.change("7", "shipped");

    assertThat(recorder.published())
        .containsExactly(
            CacheSet.of("orders", "7", "shipped", OrderStatus.KEPT_FOR),
            TopicPublish.of("orders", "order-7", "shipped"));
  }

  @Test
  void aRefusalIsNotOverlooked() {
    recorder.rejectNext(1, ErrorCode.ACCESS_DENIED);

    assertThatExceptionOfType(PublishFailedException.class)
        .isThrownBy(() -> orders.change("7", "shipped"))
        .satisfies(
            failure ->
                assertThat(failure.result().rejected())
                    .extracting(PublishOutcome.Rejected::code)
                    .containsExactly(ErrorCode.ACCESS_DENIED));

    // Each event has its own outcome: the other one was accepted.
    assertThat(recorder.published())
        .containsExactly(TopicPublish.of("orders", "order-7", "shipped"));
  }

  @Test
  void anOrderIdThatCanBeNoTopicNameIsRefusedBeforeSending() {
    assertThatExceptionOfType(EventValidationException.class)
        .isThrownBy(() -> orders.change("7/8", "shipped"));

    assertThat(recorder.published()).isEmpty();
  }
}
