package momento.eventbridge.deadletters;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import momento.eventbridge.MomentoEventException;
import momento.eventbridge.deadletters.SqsQueue.CallFailedException;
import momento.eventbridge.deadletters.SqsQueue.Received;
import software.amazon.awssdk.services.sqs.model.Message;

/** One call of {@code peek}: receives letters and gives them all back. */
final class PeekRun {
  private final SqsQueue queue;
  private final BooleanSupplier queueClosed;
  private final HiddenLetters hidden;
  private final List<QueuedLetter> letters = new ArrayList<>();
  private boolean interrupted;

  PeekRun(SqsQueue queue, BooleanSupplier queueClosed) {
    this.queue = queue;
    this.queueClosed = queueClosed;
    hidden = new HiddenLetters(queue);
  }

  List<QueuedLetter> run(int max) {
    try {
      boolean more = true;
      while (more && letters.size() < max && mayGoOn()) {
        more = receive(max - letters.size());
      }
    } catch (CallFailedException e) {
      if (mayGoOn()) {
        throw new MomentoEventException(String.valueOf(e.getMessage()));
      }
    } finally {
      mayGoOn();
      hidden.giveBack();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return List.copyOf(letters);
  }

  /** Returns whether there was a letter that is not known yet. */
  private boolean receive(int max) {
    Received received = queue.receive(max);
    int before = letters.size();
    for (Message message : received.messages()) {
      if (hidden.add(message.messageId(), message.receiptHandle(), received.hiddenUntil())) {
        letters.add(new QueuedLetter(message));
      }
    }
    return letters.size() > before;
  }

  /** Takes the interrupt flag away, because the SDK makes no call while it is set. */
  private boolean mayGoOn() {
    interrupted |= Thread.interrupted();
    return !interrupted && !queueClosed.getAsBoolean();
  }
}
