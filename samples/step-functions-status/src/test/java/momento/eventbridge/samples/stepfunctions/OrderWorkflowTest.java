package momento.eventbridge.samples.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.TopicPublish;
import org.junit.jupiter.api.Test;

/** What can be said of the definition without an engine. */
class OrderWorkflowTest {
  private static final Pattern FORMAT = Pattern.compile("States\\.Format\\('(.*?)',.*");
  private static final String DEFINITION =
      OrderWorkflow.definition("my-cache", "my-bus", "arn:activity");

  @Test
  void everyPlaceholderIsFilledIn() {
    assertThat(DEFINITION)
        .contains("\"my-cache\"", "\"my-bus\"", "\"arn:activity\"")
        .doesNotContain("${");
  }

  @Test
  void everyEventOfTheWorkflowIsAValidTopicPublishWithAStep() throws JsonProcessingException {
    List<String> messages = new ArrayList<>();
    for (JsonNode entry : new JsonMapper().readTree(DEFINITION).findValues("Entries")) {
      JsonNode event = entry.path(0);
      assertThat(event.path("EventBusName").textValue()).isEqualTo("my-bus");
      MomentoEvent parsed =
          MomentoEvent.parse(
              event.path("DetailType").textValue(), resolved(event.path("Detail")).toString());
      assertThat(parsed.cacheName()).isEqualTo("my-cache");
      messages.add(Step.parse(((TopicPublish) parsed).message()).message());
    }
    assertThat(messages)
        .containsExactly(
            "1/5 order x received", "5/5 order x shipped as x", "0/5 order x cancelled: x");
  }

  /** As the engine would: a field that ends in .$ is computed; every placeholder becomes an x. */
  private static ObjectNode resolved(JsonNode detail) {
    ObjectNode resolved = JsonNodeFactory.instance.objectNode();
    detail
        .properties()
        .forEach(
            field -> {
              Matcher format = FORMAT.matcher(field.getValue().textValue());
              resolved.put(
                  field.getKey().replace(".$", ""),
                  format.matches()
                      ? format.group(1).replace("{}", "x")
                      : field.getValue().textValue().replace("$.", ""));
            });
    return resolved;
  }
}
