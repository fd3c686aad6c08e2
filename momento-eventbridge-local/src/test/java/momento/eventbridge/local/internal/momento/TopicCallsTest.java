package momento.eventbridge.local.internal.momento;

import static java.nio.charset.StandardCharsets.UTF_8;
import static momento.eventbridge.local.internal.momento.MomentoHttp.error;
import static momento.eventbridge.local.internal.momento.MomentoHttp.json;
import static momento.eventbridge.local.internal.momento.MomentoHttp.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import momento.eventbridge.local.LocalClock;
import momento.eventbridge.local.TopicMessage;
import momento.eventbridge.local.TopicSubscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicCallsTest {
  /** The clock's time, which is the page of topics created at that time. */
  private static final long PAGE = 1_795_478_400L;

  private final MomentoServer server = start(Duration.ZERO);
  private final MomentoHttp http = new MomentoHttp(server.endpoint());

  private static MomentoServer start(Duration longPoll) {
    return MomentoServer.builder()
        .token(MomentoHttp.TOKEN)
        .caches(List.of("my-cache"))
        .clock(LocalClock.movedByHand(Instant.ofEpochSecond(PAGE)))
        .longPoll(longPoll)
        .start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void whatIsPublishedIsReadInTheDocumentedForm() {
    HttpResponse<byte[]> publish = http.publish("/topics/my-cache/news", "hello world");
    assertThat(publish.statusCode()).isEqualTo(204);
    assertThat(publish.body()).isEmpty();

    HttpResponse<byte[]> read = http.get("/topics/my-cache/news?sequence_number=0&sequence_page=0");
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(read.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(text(read))
        .isEqualTo(
            "{\"items\":[{\"item\":{\"sequence_page\":%d,\"topic_sequence_number\":0,\"value\":{\"text\":\"hello"
                    .formatted(PAGE)
                + " world\"}}}]}");
  }

  @Test
  void aReaderGoesOnFromWhereItWas() {
    publish("a", "b", "c");

    assertThat(read("")).containsExactly("0 a", "1 b", "2 c");
    assertThat(read("?sequence_number=1&sequence_page=" + PAGE)).containsExactly("1 b", "2 c");
    assertThat(read("?sequence_number=2")).containsExactly("2 c");
    assertThat(read("?sequence_number=3&sequence_page=" + PAGE)).isEmpty();
  }

  @Test
  void withoutAMessageTheAnswerIsAnEmptyList() {
    assertThat(text(http.get("/topics/my-cache/quiet"))).isEqualTo("{\"items\":[]}");
  }

  @Test
  void aReaderThatFellBehindIsToldOfTheGap() {
    publish(
        IntStream.range(0, Topic.HISTORY + 5).mapToObj(Integer::toString).toArray(String[]::new));

    JsonNode items = json(http.get("/topics/my-cache/news?sequence_number=2")).get("items");
    assertThat(items).hasSize(1 + Topic.HISTORY);
    assertThat(items.get(0))
        .hasToString(
            "{\"discontinuity\":{\"last_topic_sequence\":2,\"new_topic_sequence\":5,\"new_sequence_page\":%d}}",
            PAGE);
    assertThat(items.get(1).get("item").get("topic_sequence_number").intValue()).isEqualTo(5);
    assertThat(read("")).hasSize(Topic.HISTORY).startsWith("5 5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?sequence_number=1&sequence_page=7", "?sequence_number=9"})
  void aReaderOfAnotherPageOrPlaceStartsAgain(String position) {
    publish("a", "b");

    JsonNode items = json(http.get("/topics/my-cache/news" + position)).get("items");
    assertThat(items).hasSize(3);
    assertThat(items.get(0).get("discontinuity").get("new_topic_sequence").intValue()).isZero();
  }

  @Test
  void bytesAreReadAsBase64() {
    byte[] bytes = {-1, 0, 1};
    http.post("/topics/my-cache/news", "application/octet-stream", bytes);

    assertThat(text(http.get("/topics/my-cache/news"))).contains("\"value\":{\"binary\":\"/wAB\"}");
  }

  @Test
  void aWaitingReaderIsWokenByTheMessage() {
    try (MomentoServer patient = start(Duration.ofHours(1))) {
      MomentoHttp client = new MomentoHttp(patient.endpoint());
      List<CompletableFuture<HttpResponse<byte[]>>> readers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        readers.add(client.sendAsync(client.request("/topics/my-cache/news")));
      }

      client.publish("/topics/my-cache/news", "now");

      assertThat(readers)
          .allSatisfy(reader -> assertThat(text(reader.join())).contains("\"text\":\"now\""));
    }
  }

  @Test
  void severalSubscribersSeeEveryMessageInOrder() throws InterruptedException {
    try (TopicSubscription one = server.subscribe("my-cache", "news");
        TopicSubscription two = server.subscribe("my-cache", "news")) {
      publish("a", "b");

      TopicMessage first = one.next();
      assertThat(first.text()).isEqualTo("a");
      assertThat(first.value()).isEqualTo("a".getBytes(UTF_8));
      assertThat(first.sequenceNumber()).isZero();
      assertThat(first.isBinary()).isFalse();
      assertThat(first).hasToString("TopicMessage[0, 1 bytes]");
      assertThat(one.poll()).map(TopicMessage::text).contains("b");
      assertThat(one.poll()).isEmpty();
      assertThat(one.poll(Duration.ZERO)).isEmpty();
      assertThat(two.poll(Duration.ofHours(1))).map(TopicMessage::text).contains("a");
      assertThat(two.next().text()).isEqualTo("b");
    }
  }

  @Test
  void aSubscriptionBeginsWithWhatComesAfterIt() throws InterruptedException {
    publish("before");
    try (TopicSubscription subscription = server.subscribe("my-cache", "news")) {
      publish("after");

      assertThat(subscription.next().text()).isEqualTo("after");
    }
  }

  @Test
  void aWaitingSubscriberIsWokenByTheMessage() {
    TopicSubscription subscription = server.subscribe("my-cache", "news");
    CompletableFuture<TopicMessage> waiting = inBackground(subscription::next);

    publish("now");

    assertThat(waiting.join().text()).isEqualTo("now");
  }

  @Test
  void aClosedSubscriptionKeepsWhatItHasAndTakesNothingMore() throws InterruptedException {
    TopicSubscription subscription = server.subscribe("my-cache", "news");
    publish("a");
    subscription.close();
    subscription.close();
    publish("b");

    assertThat(subscription.next().text()).isEqualTo("a");
    assertThat(subscription.poll(Duration.ofHours(1))).isEmpty();
    assertThatThrownBy(subscription::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("subscribe again");
  }

  @Test
  void subscribingToAClosedServerGivesAClosedSubscription() {
    publish("a");
    server.close();

    assertThatThrownBy(() -> server.subscribe("my-cache", "news").next())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void topicsAreApart() {
    publish("a");

    assertThat(text(http.get("/topics/my-cache/other"))).isEqualTo("{\"items\":[]}");
  }

  @Test
  void messagesOfManyPublishersAreNumberedWithoutGaps() throws InterruptedException {
    int messages = 300;
    try (TopicSubscription subscription = server.subscribe("my-cache", "news")) {
      List<CompletableFuture<Integer>> publishers = new ArrayList<>();
      for (int i = 0; i < messages; i++) {
        String message = Integer.toString(i);
        publishers.add(
            inBackground(() -> http.publish("/topics/my-cache/news", message).statusCode()));
      }

      assertThat(publishers).allSatisfy(publisher -> assertThat(publisher.join()).isEqualTo(204));
      for (int i = 0; i < messages; i++) {
        assertThat(subscription.next().sequenceNumber()).isEqualTo(i);
      }
      assertThat(subscription.poll()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/topics/none/news | text/plain | 404 404 Not Found: Cache not found",
        "/topics/my-cache/news | application/json | 400 400 Unsupported Content Type: Content-Type"
            + " must be text/plain or application/octet-stream",
        "/topics/my-cache/ | text/plain | 404 404 Not Found: The path must be /cache/{cacheName} or"
            + " /topics/{cacheName}/{topicName}",
        "/topic/my-cache/news | text/plain | 404 404 Not Found: The path must be /cache/{cacheName}"
            + " or /topics/{cacheName}/{topicName}"
      })
  void aBadPublishIsRefused(String path, String contentType, String error) {
    assertThat(error(http.post(path, contentType, new byte[] {'a'}))).isEqualTo(error);
    assertThat(read("")).isEmpty();
  }

  @Test
  void aPublishWithoutContentTypeIsRefused() {
    assertThat(
            error(
                http.send(
                    http.request("/topics/my-cache/news").POST(BodyPublishers.ofString("a")))))
        .startsWith("400 400 Unsupported Content Type");
  }

  @Test
  void theContentTypeMayNameItsCharset() {
    assertThat(
            http.post("/topics/my-cache/news", "Text/Plain; charset=utf-8", "ü".getBytes(UTF_8))
                .statusCode())
        .isEqualTo(204);
    assertThat(read("")).containsExactly("0 ü");
  }

  @Test
  void textHasToBeUtf8() {
    assertThat(error(http.post("/topics/my-cache/news", "text/plain", new byte[] {-1})))
        .isEqualTo("400 400 Invalid Text: A message of type text/plain must be UTF-8");
  }

  @Test
  void aMessageMayHaveFourKilobytes() {
    String largest = "ü".repeat(2048);

    assertThat(http.publish("/topics/my-cache/news", largest).statusCode()).isEqualTo(204);
    assertThat(error(http.publish("/topics/my-cache/news", largest + "a")))
        .isEqualTo(
            "400 400 Message Too Large: The message has 4097 bytes, but at most 4096 are"
                + " allowed (maxTopicMessageBytes)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/topics/none/news | 404 404 Not Found: Cache not found",
        "/topics/my-cache/news?sequence_number=-1 | 400 400 Invalid Sequence: sequence_number must"
            + " be a whole number from 0",
        "/topics/my-cache/news?sequence_page=one | 400 400 Invalid Sequence: sequence_page must be"
            + " a whole number from 0"
      })
  void aBadReadIsRefused(String pathAndQuery, String error) {
    assertThat(error(http.get(pathAndQuery))).isEqualTo(error);
  }

  @Test
  void aTopicCannotBeDeleted() {
    assertThat(error(http.delete("/topics/my-cache/news")))
        .isEqualTo("405 405 Method Not Allowed: There is no DELETE here; use GET or POST");
  }

  private void publish(String... messages) {
    for (String message : messages) {
      http.publish("/topics/my-cache/news", message);
    }
  }

  private List<String> read(String position) {
    List<String> messages = new ArrayList<>();
    for (JsonNode each : json(http.get("/topics/my-cache/news" + position)).get("items")) {
      JsonNode item = each.get("item");
      messages.add(
          item.get("topic_sequence_number").asText()
              + " "
              + item.get("value").get("text").asText());
    }
    return messages;
  }

  private static <T> CompletableFuture<T> inBackground(Callable<T> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(task.call());
              } catch (Exception e) {
                result.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return result;
  }
}
