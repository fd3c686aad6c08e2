package momento.eventbridge.local.internal.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import momento.eventbridge.local.internal.template.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The dead-letter queues of a stack, which keep their messages until they are taken or deleted.
 *
 * <p>Visibility goes by the computer's clock, whatever the stack's own says: those who receive
 * messages live by it.
 */
public final class DeadLetterQueues {
  private final Map<String, Queue> queues;
  private final InstantSource clock;
  private final List<Stored> messages = new ArrayList<>();

  /** A message and who has it. */
  private static final class Stored {
    private final DeadLetterMessage message;
    private final String id = UUID.randomUUID().toString();
    private final Instant sentAt;
    private Instant visibleFrom;
    private String receiptHandle = "";

    private Stored(DeadLetterMessage message, Instant sentAt) {
      this.message = message;
      this.sentAt = sentAt;
      this.visibleFrom = sentAt;
    }
  }

  /**
   * A message that is hidden from others now.
   *
   * @param receiptHandle names this receipt of the message
   */
  public record Received(
      DeadLetterMessage message, String messageId, Instant sentAt, String receiptHandle) {}

  /** What can be wrong with a receipt handle. */
  public enum Receipt {
    /** It was good. */
    DONE,
    /** There is no such message, or it was received again since. */
    UNKNOWN,
    /** The message is visible. */
    NOT_IN_FLIGHT
  }

  /** Makes the queues, empty. */
  public DeadLetterQueues(List<Queue> queues) {
    this(queues, InstantSource.system());
  }

  DeadLetterQueues(List<Queue> queues, InstantSource clock) {
    this.queues = queues.stream().collect(Collectors.toMap(Queue::arn, Function.identity()));
    this.clock = clock;
  }

  /** Sends a message, if there is such a queue and its policy lets the rule. */
  synchronized boolean send(String queueArn, String ruleArn, DeadLetterMessage message) {
    Queue queue = queues.get(queueArn);
    if (queue == null || !queue.sourceArnsAllowedToSend().contains(ruleArn)) {
      return false;
    }
    messages.add(new Stored(message, clock.instant()));
    notifyAll();
    return true;
  }

  /** What is in the queues, hidden or not, oldest first; it stays there. */
  public synchronized List<DeadLetterMessage> messages() {
    return messages.stream().map(stored -> stored.message).toList();
  }

  /** Takes out of the queues what can be read, oldest first; the rest stays there. */
  public synchronized <T> List<T> take(Function<DeadLetterMessage, Optional<T>> read) {
    List<T> taken = new ArrayList<>();
    List<Stored> left = new ArrayList<>();
    for (Stored stored : messages) {
      read.apply(stored.message).ifPresentOrElse(taken::add, () -> left.add(stored));
    }
    // Only now, so that what reading throws leaves everything where it is.
    messages.clear();
    messages.addAll(left);
    return List.copyOf(taken);
  }

  /** Takes everything out of the queues, oldest first. */
  public synchronized List<DeadLetterMessage> take() {
    List<DeadLetterMessage> taken = messages();
    messages.clear();
    return taken;
  }

  /**
   * Receives messages that are visible, oldest first, and hides them.
   *
   * @param max how many at most
   * @param hiddenFor how long they stay hidden
   * @param wait how long to wait if there is none
   */
  public synchronized List<Received> receive(int max, Duration hiddenFor, Duration wait)
      throws InterruptedException {
    Instant end = clock.instant().plus(wait);
    List<Received> received = receive(max, hiddenFor);
    while (received.isEmpty() && clock.instant().isBefore(end)) {
      wait(Math.max(1, Duration.between(clock.instant(), nextChange(end)).toMillis()));
      received = receive(max, hiddenFor);
    }
    return received;
  }

  private List<Received> receive(int max, Duration hiddenFor) {
    Instant now = clock.instant();
    List<Received> received = new ArrayList<>();
    for (Stored stored : messages) {
      if (received.size() < max && !stored.visibleFrom.isAfter(now)) {
        stored.visibleFrom = now.plus(hiddenFor);
        stored.receiptHandle = UUID.randomUUID().toString();
        received.add(new Received(stored.message, stored.id, stored.sentAt, stored.receiptHandle));
      }
    }
    return received;
  }

  /** When a hidden message shows, but not later than the end. */
  private Instant nextChange(Instant end) {
    return messages.stream()
        .map(stored -> stored.visibleFrom)
        .filter(end::isAfter)
        .min(Instant::compareTo)
        .orElse(end);
  }

  /** Deletes a message that was received. */
  public synchronized Receipt delete(String receiptHandle) {
    Stored stored = find(receiptHandle);
    if (stored == null) {
      return Receipt.UNKNOWN;
    }
    messages.remove(stored);
    return Receipt.DONE;
  }

  /** Hides a message that was received for as long from now; zero shows it at once. */
  public synchronized Receipt hide(String receiptHandle, Duration hiddenFor) {
    Stored stored = find(receiptHandle);
    if (stored == null) {
      return Receipt.UNKNOWN;
    }
    Instant now = clock.instant();
    if (!stored.visibleFrom.isAfter(now)) {
      return Receipt.NOT_IN_FLIGHT;
    }
    stored.visibleFrom = now.plus(hiddenFor);
    notifyAll();
    return Receipt.DONE;
  }

  private @Nullable Stored find(String receiptHandle) {
    for (Stored stored : messages) {
      if (!receiptHandle.isEmpty() && stored.receiptHandle.equals(receiptHandle)) {
        return stored;
      }
    }
    return null;
  }
}
