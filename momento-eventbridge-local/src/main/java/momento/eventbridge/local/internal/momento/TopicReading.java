package momento.eventbridge.local.internal.momento;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import momento.eventbridge.local.TopicMessage;

/**
 * What a reader of a topic is told at once.
 *
 * @param page the topic's page
 * @param lostAt the number that the reader asked for, if the topic cannot go on from there
 * @param resumedAt the number from which it goes on
 * @param messages in order, possibly none
 */
record TopicReading(long page, Optional<Long> lostAt, long resumedAt, List<TopicMessage> messages) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  JsonNode json() {
    ArrayNode items = JSON.arrayNode();
    lostAt.ifPresent(
        number ->
            items
                .addObject()
                .putObject("discontinuity")
                // Momento's documentation shows the number that was asked for here.
                .put("last_topic_sequence", number)
                .put("new_topic_sequence", resumedAt)
                .put("new_sequence_page", page));
    for (TopicMessage message : messages) {
      items
          .addObject()
          .putObject("item")
          .put("sequence_page", page)
          .put("topic_sequence_number", message.sequenceNumber())
          .set("value", value(message));
    }
    return JSON.objectNode().set("items", items);
  }

  private static ObjectNode value(TopicMessage message) {
    ObjectNode value = JSON.objectNode();
    if (message.isBinary()) {
      // Not documented; the SDKs' protocol has a field binary, whose JSON form is base64.
      return value.put("binary", message.value());
    }
    return value.put("text", new String(message.value(), UTF_8));
  }
}
