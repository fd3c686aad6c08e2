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
 * The same events to the account and bus of the environment. What comes after EventBridge cannot be
 * seen from here: look into the cache, and into the stack's dead-letter queue.
 */
final class OnAws {
  private OnAws() {}

  static boolean run(PrintStream out) {
    Map<String, String> environment = System.getenv();
    String bus = environment.getOrDefault("EVENT_BUS_NAME", "default");
    String cache = environment.getOrDefault("MOMENTO_CACHE", "my-cache");
    Report report = new Report(out);
    try (MomentoEventPublisher publisher =
        MomentoEventPublisher.builder().eventBusName(bus).source("demo").build()) {
      publisher.verifyEventBus();
      report.hop("EventBridge", "has the bus " + bus);

      report.title("1. The reference example: set one item for five minutes");
      String id = publisher.cacheSet(cache, "test-key", "hello world!", Duration.ofMinutes(5));
      report.hop("EventBridge", "accepted " + id);
      report.count("reference example", 1, 1, 0, 0, 1);

      List<CacheSet> items = Currencies.asCacheItems(cache);
      report.title("2. Real input: the " + items.size() + " ISO 4217 currencies of this JDK");
      PublishResult result = publisher.publishAll(items);
      report.check(result.allAccepted(), "EventBridge", "accepted " + result);
      long accepted = (long) items.size() - result.rejected().size();
      report.count("currencies", items.size(), accepted, 0, 0, (items.size() + 9) / 10);

      report.title("3. A message to a topic, and an item deleted");
      report.hop("EventBridge", "accepted " + publisher.topicPublish(cache, "news", "hello"));
      report.hop("EventBridge", "accepted " + publisher.cacheDelete(cache, "test-key"));
      report.count("topic and delete", 2, 2, 0, 0, 2);

      report.title("4. An event for a cache that does not exist");
      report.hop(
          "EventBridge",
          "accepted "
              + publisher.cacheSet("no-such-cache", "order-7", "shipped", Duration.ofMinutes(5))
              + "; it comes to the stack's dead-letter queue");
      report.count("dead letter", 1, 1, 0, 0, 1);
      out.println("\nApplied and dead-lettered cannot be seen from here.");
      return report.end();
    } catch (MomentoEventException e) {
      out.println(e.getMessage());
      return false;
    }
  }
}
