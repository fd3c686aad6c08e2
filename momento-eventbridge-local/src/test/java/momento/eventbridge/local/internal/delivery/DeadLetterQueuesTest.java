package momento.eventbridge.local.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import momento.eventbridge.local.internal.delivery.DeadLetterQueues.Receipt;
import momento.eventbridge.local.internal.delivery.DeadLetterQueues.Received;
import momento.eventbridge.local.internal.template.Queue;
import org.junit.jupiter.api.Test;

class DeadLetterQueuesTest {
  private static final Duration HIDDEN = Duration.ofSeconds(30);
  private static final String RULE = "arn:rule";
  private static final Queue QUEUE = Samples.queue(RULE);

  private Instant now = Instant.EPOCH;
  private final DeadLetterQueues queues = new DeadLetterQueues(List.of(QUEUE), () -> now);

  @Test
  void aMessageShowsAgainWhenItsTimeIsOver() throws InterruptedException {
    queues.send(QUEUE.arn(), RULE, new DeadLetterMessage("body", Map.of()));
    Received first = receive().get(0);

    now = now.plus(HIDDEN).minusMillis(1);
    assertThat(receive()).isEmpty();

    now = now.plusMillis(1);
    Received again = receive().get(0);
    assertThat(again.messageId()).isEqualTo(first.messageId());
    assertThat(again.sentAt()).isEqualTo(Instant.EPOCH);
    assertThat(queues.delete(first.receiptHandle())).isEqualTo(Receipt.UNKNOWN);
    assertThat(queues.delete(again.receiptHandle())).isEqualTo(Receipt.DONE);
    assertThat(queues.messages()).isEmpty();
  }

  @Test
  void hidingCountsFromThen() throws InterruptedException {
    queues.send(QUEUE.arn(), RULE, new DeadLetterMessage("body", Map.of()));
    Received received = receive().get(0);

    now = now.plusSeconds(20);
    assertThat(queues.hide(received.receiptHandle(), HIDDEN)).isEqualTo(Receipt.DONE);

    now = now.plusSeconds(20);
    assertThat(receive()).isEmpty();
    now = now.plusSeconds(10);
    assertThat(queues.hide(received.receiptHandle(), HIDDEN)).isEqualTo(Receipt.NOT_IN_FLIGHT);
    assertThat(receive()).hasSize(1);
  }

  @Test
  void aMessageThatWasNeverReceivedHasNoHandle() {
    queues.send(QUEUE.arn(), RULE, new DeadLetterMessage("body", Map.of()));

    assertThat(queues.delete("")).isEqualTo(Receipt.UNKNOWN);
  }

  private List<Received> receive() throws InterruptedException {
    return queues.receive(10, HIDDEN, Duration.ZERO);
  }
}
