package momento.eventbridge.local.internal.delivery;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message of a dead-letter queue.
 *
 * @param body the original event, untransformed
 * @param attributes what EventBridge says of the failure; all of SQS's type String
 */
public record DeadLetterMessage(String body, Map<String, String> attributes) {
  public DeadLetterMessage {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** Without the body, which holds keys and messages. */
  @Override
  public String toString() {
    return "DeadLetterMessage" + attributes;
  }
}
