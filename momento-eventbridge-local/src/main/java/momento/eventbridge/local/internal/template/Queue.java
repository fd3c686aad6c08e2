package momento.eventbridge.local.internal.template;

import java.time.Duration;
import java.util.Set;

/**
 * A queue for dead letters.
 *
 * @param name the queue's name
 * @param arn the queue's ARN
 * @param url the queue's URL
 * @param retention how long a message is kept
 * @param sourceArnsAllowedToSend the rules of the stack whose dead letters the queue's policy lets
 *     in; AWS loses those of all other rules without a sign
 */
public record Queue(
    String name, String arn, String url, Duration retention, Set<String> sourceArnsAllowedToSend) {
  public Queue {
    sourceArnsAllowedToSend = Set.copyOf(sourceArnsAllowedToSend);
  }
}
