package momento.eventbridge.samples.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The screen of whoever waits for an order: it listens to the order's topic by Momento's HTTP API,
 * as a web page or a phone would. A request stays open until there is news (a long poll).
 */
final class OrderScreen {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI topic;
  private final String token;
  private final Duration patience;

  /**
   * A screen for one order.
   *
   * @param momento the base URL of Momento's HTTP API
   * @param token one that may subscribe to the topic
   * @param patience how long to wait for the next news
   */
  OrderScreen(URI momento, String token, String cacheName, String topicName, Duration patience) {
    this.topic = URI.create(momento + "/topics/" + cacheName + "/" + topicName);
    this.token = token;
    this.patience = patience;
  }

  /**
   * Shows the steps until the last one. A step that is overtaken by others waits for them, unless
   * there is no news for longer than the patience.
   *
   * @return whether the last step was shown
   */
  boolean follow(Consumer<Step> screen) throws IOException, InterruptedException {
    StepsInOrder steps = new StepsInOrder(screen);
    long sequenceNumber = 0;
    long sequencePage = 0;
    long lastNews = System.nanoTime();
    while (!steps.isComplete() && System.nanoTime() - lastNews < patience.toNanos()) {
      for (JsonNode entry : poll(sequenceNumber, sequencePage)) {
        JsonNode item = entry.path("item");
        JsonNode gap = entry.path("discontinuity");
        if (item.isObject()) {
          lastNews = System.nanoTime();
          sequenceNumber = item.path("topic_sequence_number").longValue() + 1;
          sequencePage = item.path("sequence_page").longValue();
          steps.add(Step.parse(text(item.path("value").path("text").textValue())));
        } else if (gap.isObject()) {
          sequenceNumber = gap.path("new_topic_sequence").longValue();
          sequencePage = gap.path("new_sequence_page").longValue();
        }
      }
    }
    steps.giveUpWaiting();
    return steps.isComplete();
  }

  private JsonNode poll(long sequenceNumber, long sequencePage)
      throws IOException, InterruptedException {
    URI next =
        URI.create(topic + "?sequence_number=" + sequenceNumber + "&sequence_page=" + sequencePage);
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(next)
                .header("Authorization", token)
                .timeout(Duration.ofMinutes(2))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("Momento answers " + answer.statusCode() + " to GET " + topic);
    }
    return JSON.readTree(answer.body()).path("items");
  }

  /** EventBridge may leave the quotes of JSON around a message (see the README at the top). */
  private static String text(String message) throws IOException {
    return message.startsWith("\"") ? JSON.readValue(message, String.class) : message;
  }
}
