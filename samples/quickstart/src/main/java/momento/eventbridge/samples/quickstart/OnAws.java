package momento.eventbridge.samples.quickstart;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import momento.eventbridge.CacheSet;
import momento.eventbridge.MomentoEventException;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.PublishResult;

/**
 * The first three steps on the account and bus of the environment. What comes after EventBridge
 * cannot be seen from here: look into the cache. The steps with failures stay at home, because they
 * would leave a dead letter and an alarm in the account.
 */
final class OnAws {
  private OnAws() {}

  static boolean run(PrintStream out) {
    Map<String, String> environment = System.getenv();
    String bus = environment.getOrDefault("EVENT_BUS_NAME", "default");
    String cache = environment.getOrDefault("MOMENTO_CACHE", "my-cache");
    try (MomentoEventPublisher publisher =
        MomentoEventPublisher.builder().eventBusName(bus).source("demo").build()) {
      return publish(out, publisher, cache);
    } catch (MomentoEventException e) {
      out.println(e.getMessage());
      return false;
    }
  }

  static boolean publish(PrintStream out, MomentoEventPublisher publisher, String cache) {
    publisher.verifyEventBus();
    out.println("The event bus exists. Accepted by EventBridge means on its way to the cache.");
    String id = publisher.cacheSet(cache, "test-key", "hello world!", Duration.ofMinutes(5));
    out.println("1. The reference example: accepted as " + id);
    List<CacheSet> items = Currencies.asCacheItems(cache);
    PublishResult result = publisher.publishAll(items);
    out.println("2. The currencies that this JDK knows: " + result);
    out.println("3. A message to a topic: " + publisher.topicPublish(cache, "news", "hello"));
    out.println("   An item deleted: " + publisher.cacheDelete(cache, "test-key"));
    result.rejected().forEach(rejected -> out.println(rejected.describe()));
    return result.allAccepted();
  }
}
