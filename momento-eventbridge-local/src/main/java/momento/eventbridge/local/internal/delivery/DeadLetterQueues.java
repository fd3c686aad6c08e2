package momento.eventbridge.local.internal.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import momento.eventbridge.local.internal.template.Queue;

/** The dead-letter queues of a stack, which keep their messages until they are taken. */
public final class DeadLetterQueues {
  private final Map<String, Queue> queues;
  private final List<DeadLetterMessage> messages = new ArrayList<>();

  /** Makes the queues, empty. */
  public DeadLetterQueues(List<Queue> queues) {
    this.queues = queues.stream().collect(Collectors.toMap(Queue::arn, Function.identity()));
  }

  /** Sends a message, if there is such a queue and its policy lets the rule. */
  synchronized boolean send(String queueArn, String ruleArn, DeadLetterMessage message) {
    Queue queue = queues.get(queueArn);
    if (queue == null || !queue.sourceArnsAllowedToSend().contains(ruleArn)) {
      return false;
    }
    messages.add(message);
    return true;
  }

  /** What is in the queues, oldest first; it stays there. */
  public synchronized List<DeadLetterMessage> messages() {
    return List.copyOf(messages);
  }

  /** Takes out of the queues what can be read, oldest first; the rest stays there. */
  public synchronized <T> List<T> take(Function<DeadLetterMessage, Optional<T>> read) {
    List<T> taken = new ArrayList<>();
    List<DeadLetterMessage> left = new ArrayList<>();
    for (DeadLetterMessage message : messages) {
      read.apply(message).ifPresentOrElse(taken::add, () -> left.add(message));
    }
    // Only now, so that what reading throws leaves everything where it is.
    messages.clear();
    messages.addAll(left);
    return List.copyOf(taken);
  }

  /** Takes everything out of the queues, oldest first. */
  public synchronized List<DeadLetterMessage> take() {
    List<DeadLetterMessage> taken = List.copyOf(messages);
    messages.clear();
    return taken;
  }
}
