package momento.eventbridge.samples.quickstart;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import momento.eventbridge.CacheKey;
import momento.eventbridge.CacheSet;
import momento.eventbridge.DeadLetter;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublishResult;
import momento.eventbridge.local.CachedItem;
import momento.eventbridge.local.Hop;
import momento.eventbridge.local.LocalMomentoStack;
import momento.eventbridge.local.StackCounts;
import momento.eventbridge.local.TopicMessage;
import momento.eventbridge.local.TopicSubscription;

/** The five steps on a local stack, each looked at from both ends. */
final class OnLocalStack implements AutoCloseable {
  private static final String CACHE = "my-cache";

  private final Report report;
  private final LocalMomentoStack stack;
  private final MomentoEventPublisher publisher;
  private volatile boolean showingHops = true;
  private StackCounts before;

  private OnLocalStack(PrintStream out) {
    report = new Report(out);
    stack = LocalMomentoStack.builder().caches(CACHE).hopListener(this::show).start();
    publisher = stack.publisherBuilder().source("demo").build();
    before = stack.counts();
    out.println("EventBridge listens on " + stack.eventBridgeEndpoint() + " (a local stand-in),");
    out.println(
        "Momento's HTTP API on  " + stack.momentoEndpoint() + " (likewise). In between lies");
    out.println(
        "what cloudformation/momento-eventbridge.yaml deploys: rules, API destinations, a token,");
    out.println("a dead-letter queue.");
  }

  static boolean run(PrintStream out) {
    try (OnLocalStack quickstart = new OnLocalStack(out)) {
      quickstart.referenceExample();
      quickstart.currencies();
      quickstart.topicAndDelete();
      quickstart.deadLetterAndBack();
      quickstart.throttled();
      return quickstart.report.end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void referenceExample() throws InterruptedException {
    report.title("1. The reference example: set one item for five minutes");
    report.hop("publisher", "cacheSet(\"my-cache\", \"test-key\", \"hello world!\", 5 minutes)");
    publisher.cacheSet(CACHE, "test-key", "hello world!", Duration.ofMinutes(5));
    stack.awaitIdle();
    Optional<CachedItem> item = stack.get(CACHE, "test-key");
    report.check(
        item.map(CachedItem::text).equals(Optional.of("hello world!")),
        "cache",
        "my-cache holds under test-key: "
            + item.map(i -> i.text() + " (for another " + seconds(i.remainingTtl()) + ")")
                .orElse("nothing"));
    Duration left = item.map(CachedItem::remainingTtl).orElse(Duration.ZERO);
    report.check(
        left.compareTo(Duration.ofMinutes(5)) <= 0 && left.compareTo(Duration.ofMinutes(4)) > 0,
        "cache",
        "will drop it after five minutes in all");
    count("reference example", 1, 1, 0, 1);
  }

  private void currencies() throws InterruptedException {
    List<CacheSet> items = Currencies.asCacheItems(CACHE);
    report.title("2. Real input: the " + items.size() + " ISO 4217 currencies that this JDK knows");
    report.hop("publisher", "publishAll(...), ten events in a request");
    showingHops = false;
    PublishResult result = publisher.publishAll(items);
    stack.awaitIdle();
    showingHops = true;
    report.check(result.allAccepted(), "EventBridge", "accepted " + result);
    long equal = items.stream().filter(this::isInCache).count();
    report.check(
        equal == items.size() && items.size() > 200,
        "cache",
        "holds " + equal + " of " + items.size() + " with the value that was published");
    report.hop(
        "EventBridge",
        "got them in " + (stack.counts().requests() - before.requests()) + " requests");
    count("currencies", items.size(), items.size(), 0, (items.size() + 9) / 10);
  }

  private boolean isInCache(CacheSet set) {
    return stack
        .get(set.cacheName(), set.key().toBytes())
        .map(CachedItem::text)
        .equals(Optional.of(set.message()));
  }

  private void topicAndDelete() throws InterruptedException {
    report.title("3. A message to a topic, and the item of step 1 deleted");
    try (TopicSubscription subscription = stack.subscribe(CACHE, "news")) {
      report.hop("publisher", "topicPublish(\"my-cache\", \"news\", \"hello subscribers\")");
      publisher.topicPublish(CACHE, "news", "hello subscribers");
      stack.awaitIdle();
      Optional<TopicMessage> message = subscription.poll();
      report.check(
          message.map(TopicMessage::text).equals(Optional.of("hello subscribers")),
          "subscriber",
          "received: " + message.map(TopicMessage::text).orElse("nothing"));
    }
    report.hop("publisher", "cacheDelete(\"my-cache\", \"test-key\")");
    publisher.cacheDelete(CACHE, "test-key");
    stack.awaitIdle();
    report.check(
        stack.get(CACHE, "test-key").isEmpty(), "cache", "my-cache holds nothing under test-key");
    count("topic and delete", 2, 2, 0, 2);
  }

  private void deadLetterAndBack() throws InterruptedException {
    report.title("4. An event for a cache that does not exist, and its way back");
    report.hop(
        "publisher", "cacheSet(\"my-cash\", ...): a typing error that EventBridge cannot see");
    publisher.cacheSet("my-cash", "order-7", "shipped", Duration.ofMinutes(5));
    stack.awaitIdle();
    List<DeadLetter> letters = stack.takeDeadLetters();
    report.check(letters.size() == 1, "dead letters", "hold " + letters.size() + " event");
    for (DeadLetter letter : letters) {
      report.check(
          letter.errorMessage().orElse("").contains("404")
              && letter.attempts().equals(Optional.of(1)),
          "dead letters",
          letter.detailType()
              + " "
              + letter.eventId()
              + ", "
              + letter.errorCode().orElse("no code")
              + ": "
              + letter.errorMessage().orElse("no message"));
      CacheSet lost = (CacheSet) letter.event();
      report.hop("publisher", "the same event again, for my-cache");
      publisher.publish(new CacheSet(CACHE, lost.key(), lost.message(), lost.ttl()));
    }
    stack.awaitIdle();
    report.check(
        stack.get(CACHE, "order-7").map(CachedItem::text).equals(Optional.of("shipped")),
        "cache",
        "my-cache holds what was lost");
    count("dead letter and back", 2, 1, 1, 2);
  }

  private void throttled() throws InterruptedException {
    report.title("5. Three entries that EventBridge throttles at first");
    stack
        .eventBridgeFaults()
        .failEntriesOfNextRequest("ThrottlingException", "Rate exceeded", 0, 1, 2);
    List<MomentoEvent> events = List.of(item("a"), item("b"), item("c"), item("d"), item("e"));
    PublishResult result = publisher.publishAll(events);
    stack.awaitIdle();
    for (PublishOutcome outcome : result.outcomes()) {
      boolean first = result.outcomes().indexOf(outcome) < 3;
      report.check(
          outcome instanceof PublishOutcome.Accepted && outcome.attempts() == (first ? 2 : 1),
          "outcome",
          (outcome instanceof PublishOutcome.Accepted ? "accepted" : "rejected")
              + " after "
              + outcome.attempts()
              + (outcome.attempts() == 1 ? " attempt" : " attempts"));
    }
    count("throttled at first", 5, 5, 0, 2);
  }

  private static CacheSet item(String key) {
    return new CacheSet(CACHE, CacheKey.of(key), "value of " + key, Duration.ofMinutes(5));
  }

  /** One line for each step of each event; the many of the currencies are only counted. */
  private void show(Hop hop) {
    if (!showingHops) {
      return;
    }
    String event = hop.detailType().orElse("") + hop.eventId().map(id -> " " + id).orElse("");
    switch (hop.step()) {
      case ACCEPTED -> report.hop("EventBridge", "accepted " + event);
      case REFUSED -> report.hop("EventBridge", "refused " + event + ": " + hop.note());
      case DELIVERED ->
          report.hop(
              "Momento", "answered " + hop.note() + " to the API destination's call for " + event);
      case RETRYING ->
          report.hop("Momento", "will be called again for " + event + ": " + hop.note());
      case DEAD_LETTERED ->
          report.hop("Momento", "could not be given " + event + ": " + hop.note());
      case DROPPED, UNMATCHED, LOST -> report.hop("nowhere", event + ": " + hop.note());
    }
  }

  /** A row of the table, compared with what it has to be; everything sent has to be accepted. */
  private void count(String step, long sent, long applied, long deadLettered, long requests) {
    StackCounts now = stack.counts();
    Report.Row row =
        new Report.Row(
            step,
            sent,
            now.accepted() - before.accepted(),
            now.delivered() - before.delivered(),
            now.deadLettered() - before.deadLettered(),
            now.requests() - before.requests());
    report.count(row, new Report.Row(step, sent, sent, applied, deadLettered, requests));
    before = now;
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
  }

  @Override
  public void close() {
    publisher.close();
    stack.close();
  }
}
