package momento.eventbridge.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheKey;
import momento.eventbridge.CacheSet;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.TopicPublish;
import momento.eventbridge.local.CachedItem;
import momento.eventbridge.local.LocalClock;
import momento.eventbridge.local.LocalMomentoStack;
import momento.eventbridge.local.TopicMessage;
import momento.eventbridge.local.TopicSubscription;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * The whole path with an EventBridge that is not ours: our publisher, MiniStack, and the embedded
 * Momento, which takes the requests as they come.
 *
 * <p>MiniStack sends a message as JSON text, with quotes, as AWS is believed to. Nothing on the way
 * takes them off, so what is stored is that text; the tests read it back as JSON. That is what a
 * reader would have to do if AWS sends quotes.
 */
@RunsAgainst(Counterpart.MINISTACK)
class MiniStackToMomentoIT {
  private static final Duration TTL = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RunningCounterpart miniStack = RunningCounterpart.of(Counterpart.MINISTACK);
  private final EventBridgeClient eventBridge = miniStack.eventBridge();
  private final LocalClock clock = LocalClock.movedByHand(Instant.EPOCH);
  private final LocalMomentoStack momento =
      LocalMomentoStack.builder().caches("my-cache").clock(clock).start();
  private final MomentoEventPublisher publisher =
      MomentoEventPublisher.builder()
          .client(eventBridge)
          .eventBusName(
              ApiRoutes.create(
                  eventBridge, miniStack.reachable(momento.momentoEndpoint()), momento.token()))
          .build();

  @AfterEach
  void close() {
    publisher.close();
    eventBridge.close();
    momento.close();
  }

  @Test
  void whatIsSetIsReadBackUntilItExpiresOrIsDeleted() {
    publisher.cacheSet("my-cache", "test-key", "hello world!", TTL);
    publisher.cacheSet("my-cache", "other-key", "hello other!", TTL);
    CachedItem item = eventually(() -> momento.get("my-cache", "test-key"));
    eventually(() -> momento.get("my-cache", "other-key"));

    assertThat(item.text()).isEqualTo("\"hello world!\"");
    assertThat(message(item)).isEqualTo("hello world!");
    // The clock stands still, so the time to live is the one that was published.
    assertThat(item.remainingTtl()).isEqualTo(TTL);

    publisher.cacheDelete("my-cache", "test-key");

    Awaitility.await("the item is gone")
        .atMost(PATIENCE)
        .until(() -> momento.get("my-cache", "test-key").isEmpty());
    assertThat(momento.get("my-cache", "other-key")).isPresent();
    clock.advance(TTL);
    assertThat(momento.get("my-cache", "other-key")).isEmpty();
  }

  @Test
  void everyKeyHoldsTheMessageThatWasPublishedForIt() {
    List<String> keys = AwkwardTexts.keys();
    List<MomentoEvent> events = new ArrayList<>();
    for (String key : keys) {
      // Nobody may be right by luck: each message says which key it is for.
      events.add(CacheSet.of("my-cache", key, "for " + key, TTL));
    }

    assertThat(publisher.publishAll(events).allAccepted()).isTrue();

    awaitSize(keys.size());
    for (String key : keys) {
      assertThat(momento.get("my-cache", key).map(MiniStackToMomentoIT::message))
          .hasValue("for " + key);
    }

    List<MomentoEvent> deletes = new ArrayList<>();
    keys.forEach(key -> deletes.add(CacheDelete.of("my-cache", key)));
    assertThat(publisher.publishAll(deletes).allAccepted()).isTrue();
    awaitSize(0);
  }

  @Test
  void everyMessageIsReadBackAsItWasPublished() {
    List<String> messages = AwkwardTexts.messages();
    List<MomentoEvent> events = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      events.add(CacheSet.of("my-cache", "k" + i, messages.get(i), TTL));
    }

    assertThat(publisher.publishAll(events).allAccepted()).isTrue();

    awaitSize(messages.size());
    for (int i = 0; i < messages.size(); i++) {
      assertThat(momento.get("my-cache", "k" + i).map(MiniStackToMomentoIT::message))
          .hasValue(messages.get(i));
    }
  }

  @Test
  void aKeyOfBytesIsFoundByItsBytes() {
    byte[] key = {0, -1, '/', '+', ' ', -128};

    publisher.publish(new CacheSet("my-cache", CacheKey.ofBytes(key), "hello", TTL));

    assertThat(message(eventually(() -> momento.get("my-cache", key)))).isEqualTo("hello");
  }

  @Test
  void aSubscriberHearsEveryMessageOnce() throws InterruptedException {
    List<String> messages = AwkwardTexts.messages();
    List<MomentoEvent> events = new ArrayList<>();
    messages.forEach(message -> events.add(TopicPublish.of("my-cache", "news", message)));

    try (TopicSubscription news = momento.subscribe("my-cache", "news");
        TopicSubscription other = momento.subscribe("my-cache", "other")) {
      assertThat(publisher.publishAll(events).allAccepted()).isTrue();

      // EventBridge keeps no order, so neither does the test.
      Set<String> heard = new HashSet<>();
      for (int i = 0; i < messages.size(); i++) {
        TopicMessage message = news.poll(PATIENCE).orElseThrow();
        assertThat(message.isBinary()).isFalse();
        heard.add(Json.read(message.text()).textValue());
      }
      assertThat(heard).containsExactlyInAnyOrderElementsOf(messages);
      assertThat(news.poll()).isEmpty();
      assertThat(other.poll()).isEmpty();
    }
  }

  private void awaitSize(int size) {
    Awaitility.await(size + " items in the cache")
        .atMost(PATIENCE)
        .until(() -> momento.size("my-cache") == size);
  }

  private static CachedItem eventually(Callable<Optional<CachedItem>> item) {
    return Awaitility.await("the item is there")
        .atMost(PATIENCE)
        .until(item, Optional::isPresent)
        .orElseThrow();
  }

  private static String message(CachedItem item) {
    return Json.read(new String(item.value(), UTF_8)).textValue();
  }
}
