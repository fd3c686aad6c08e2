package momento.eventbridge;

import momento.eventbridge.internal.core.EventRules;
import momento.eventbridge.internal.core.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a message to a topic: {@code topicPublish {cacheName, topicName, message}}. EventBridge
 * delivers at least once, so a subscriber can get a message twice.
 *
 * @param cacheName the cache that the topic belongs to, which must exist: 1 to 512 characters of
 *     {@code A-Z a-z 0-9 - . _ ~ : @}, not {@code .} or {@code ..}
 * @param topicName the topic, which need not exist: characters as in a cache's name
 * @param message valid Unicode, at least one character. A publisher refuses more than 4,096 bytes
 *     of UTF-8 unless told otherwise; see {@link PublisherBuilder#maxTopicMessageBytes}
 */
public record TopicPublish(String cacheName, String topicName, String message)
    implements MomentoEvent {

  /**
   * Checks each field.
   *
   * @param cacheName the cache that the topic belongs to
   * @param topicName the topic
   * @param message the message
   * @throws EventValidationException if a field breaks its rule; it names the field and the rule
   */
  public TopicPublish {
    EventRules.requireName("cacheName", cacheName);
    EventRules.requireName("topicName", topicName);
    EventRules.requireText("message", message);
  }

  /**
   * A {@code topicPublish}.
   *
   * @param cacheName the cache that the topic belongs to
   * @param topicName the topic
   * @param message at least one character
   * @return the event
   * @throws EventValidationException if a field breaks its rule; it names the field and the rule
   */
  public static TopicPublish of(String cacheName, String topicName, String message) {
    return new TopicPublish(cacheName, topicName, message);
  }

  /**
   * A builder with the payload's own field names.
   *
   * @return a new builder; not safe for use by several threads
   */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public DetailType detailType() {
    return DetailType.TOPIC_PUBLISH;
  }

  /**
   * The event's names and sizes.
   *
   * @return never the message's content
   */
  @Override
  public String toString() {
    return "TopicPublish[cacheName="
        + cacheName
        + ", topicName="
        + topicName
        + ", message="
        + Utf8.length(message)
        + " bytes]";
  }

  /** Builds a {@link TopicPublish} field by field. */
  public static final class Builder {
    private @Nullable String cacheName;
    private @Nullable String topicName;
    private @Nullable String message;

    private Builder() {}

    /**
     * The cache that the topic belongs to, which must exist.
     *
     * @param cacheName 1 to 512 characters of {@code A-Z a-z 0-9 - . _ ~ : @}
     * @return this builder
     */
    public Builder cacheName(String cacheName) {
      this.cacheName = cacheName;
      return this;
    }

    /**
     * The topic.
     *
     * @param topicName 1 to 512 characters of {@code A-Z a-z 0-9 - . _ ~ : @}
     * @return this builder
     */
    public Builder topicName(String topicName) {
      this.topicName = topicName;
      return this;
    }

    /**
     * The message.
     *
     * @param message valid Unicode, at least one character
     * @return this builder
     */
    public Builder message(String message) {
      this.message = message;
      return this;
    }

    /**
     * Builds the event.
     *
     * @return the event
     * @throws EventValidationException if a field is missing or breaks its rule; it names the field
     */
    @CheckReturnValue
    public TopicPublish build() {
      return new TopicPublish(
          EventRules.require("cacheName", cacheName),
          EventRules.require("topicName", topicName),
          EventRules.require("message", message));
    }
  }
}
