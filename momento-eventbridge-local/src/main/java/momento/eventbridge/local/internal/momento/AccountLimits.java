package momento.eventbridge.local.internal.momento;

import java.time.Duration;

/**
 * What differs from one Momento account to another.
 *
 * @param maxTtl the longest time to live of an item, at least 1 second
 * @param maxTopicMessageBytes the largest message of a topic, 1 to 1,048,576 bytes
 */
public record AccountLimits(Duration maxTtl, int maxTopicMessageBytes) {
  /** Of an account that pays on demand; Momento writes 24 hours and 4 KB. */
  public static final AccountLimits ON_DEMAND = new AccountLimits(Duration.ofHours(24), 4_096);
}
