package momento.eventbridge;

import java.util.Optional;

/**
 * The detail types that the rules of Momento's stack match. A new call of Momento's HTTP API
 * becomes a new constant here, in a minor version: give a {@code switch} over it a default branch.
 */
public enum DetailType {
  /** Sets a cache item; see {@link CacheSet}. */
  CACHE_SET("cacheSet"),
  /** Deletes a cache item; see {@link CacheDelete}. */
  CACHE_DELETE("cacheDelete"),
  /** Publishes a message to a topic; see {@link TopicPublish}. */
  TOPIC_PUBLISH("topicPublish");

  private final String value;

  DetailType(String value) {
    this.value = value;
  }

  /**
   * The text that EventBridge carries as {@code DetailType} and the rules match.
   *
   * @return for example {@code cacheSet}
   */
  public String value() {
    return value;
  }

  /**
   * Finds the constant for EventBridge's text; upper and lower case differ, as in a rule.
   *
   * @param value for example {@code cacheSet}
   * @return the constant, or empty if no rule of Momento's stack matches that text
   */
  public static Optional<DetailType> of(String value) {
    for (DetailType type : values()) {
      if (type.value.equals(value)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /**
   * The text that EventBridge carries.
   *
   * @return the same as {@link #value()}
   */
  @Override
  public String toString() {
    return value;
  }
}
