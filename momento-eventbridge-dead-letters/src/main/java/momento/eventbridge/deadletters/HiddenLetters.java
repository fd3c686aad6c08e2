package momento.eventbridge.deadletters;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import momento.eventbridge.deadletters.SqsQueue.CallFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The letters that one run hides from everybody, itself included, and gives back at its end. It
 * holds ids and receipt handles, about 1 KB a letter, and no letter.
 */
final class HiddenLetters {
  private final Logger logger = LoggerFactory.getLogger(DeadLetterQueue.class);
  private final SqsQueue queue;
  private final Map<String, Hidden> letters = new LinkedHashMap<>();

  private record Hidden(String receiptHandle, Instant until) {}

  HiddenLetters(SqsQueue queue) {
    this.queue = queue;
  }

  /**
   * Takes note of a letter.
   *
   * @return {@code false} if it is known already; then the newer receipt handle counts
   */
  boolean add(String messageId, String receiptHandle, Instant until) {
    return letters.put(messageId, new Hidden(receiptHandle, until)) == null;
  }

  /**
   * Forgets a letter, because it will not be given back.
   *
   * @return its receipt handle
   */
  String remove(String messageId) {
    String receiptHandle = receiptHandle(messageId);
    letters.remove(messageId);
    return receiptHandle;
  }

  String receiptHandle(String messageId) {
    return Objects.requireNonNull(letters.get(messageId)).receiptHandle();
  }

  int size() {
    return letters.size();
  }

  /**
   * Makes all visible again that are still hidden. Where SQS does not, the visibility timeout will:
   * so this throws nothing.
   */
  void giveBack() {
    int failed = 0;
    List<String> receiptHandles = new ArrayList<>();
    try {
      for (Hidden letter : letters.values()) {
        // One whose time is over may be in another consumer's hands by now.
        if (queue.now().isBefore(letter.until)) {
          receiptHandles.add(letter.receiptHandle);
        }
        if (receiptHandles.size() == SqsQueue.BATCH) {
          failed += queue.show(receiptHandles);
          receiptHandles.clear();
        }
      }
      if (!receiptHandles.isEmpty()) {
        failed += queue.show(receiptHandles);
      }
    } catch (CallFailedException e) {
      // The next call would fail alike, and each may take as long as the SDK's retries.
      logger.warn(
          "up to {} letters show again only when their visibility timeout of {} ends: {}",
          letters.size(),
          queue.visibilityTimeout(),
          e.getMessage());
    }
    if (failed > 0) {
      logger.warn(
          "{} letters show again only when their visibility timeout of {} ends",
          failed,
          queue.visibilityTimeout());
    }
    letters.clear();
  }
}
