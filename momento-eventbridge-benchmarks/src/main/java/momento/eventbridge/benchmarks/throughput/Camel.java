package momento.eventbridge.benchmarks.throughput;

import java.util.List;
import java.util.Map;
import momento.eventbridge.benchmarks.throughput.Payload.Item;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.aws2.eventbridge.EventbridgeComponent;
import org.apache.camel.component.aws2.eventbridge.EventbridgeConstants;
import org.apache.camel.impl.DefaultCamelContext;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * Camel's component. It puts one event for each message, or passes a request on that somebody built
 * by hand.
 */
final class Camel extends Throughput {
  private static final Map<String, Object> HEADERS =
      Map.of(
          EventbridgeConstants.EVENT_SOURCE,
          "benchmark",
          EventbridgeConstants.EVENT_DETAIL_TYPE,
          "cacheSet",
          // Camel refuses a message without it.
          EventbridgeConstants.EVENT_RESOURCES_ARN,
          "benchmark");

  private final CamelContext camel = new DefaultCamelContext();
  private final EventBridgeClient client;
  private final Endpoint endpoint;
  private final ProducerTemplate template;
  private final List<Object> bodies;
  private final int entries;

  private Camel(
      EventBridgeClient client, List<Object> bodies, int entries, int threads, String options) {
    super(threads);
    this.client = client;
    this.bodies = bodies;
    this.entries = entries;
    EventbridgeComponent component = new EventbridgeComponent(camel);
    component.getConfiguration().setEventbridgeClient(client);
    camel.addComponent("aws2-eventbridge", component);
    camel.start();
    endpoint = camel.getEndpoint("aws2-eventbridge://default?operation=putEvent" + options);
    template = camel.createProducerTemplate();
  }

  static Camel eventByEvent(EventBridgeClient client, List<Item> items, int threads) {
    return new Camel(client, items.stream().<Object>map(Entries::detail).toList(), 1, threads, "");
  }

  static Camel withRequestsOfTen(EventBridgeClient client, List<Item> items, int threads) {
    return new Camel(
        client,
        Entries.groups(items, Entries.PER_REQUEST).stream().<Object>map(Entries::request).toList(),
        Entries.PER_REQUEST,
        threads,
        "&pojoRequest=true");
  }

  @Override
  long publishUntil(long nanoTime, int worker) {
    long sent = 0;
    for (int i = worker; System.nanoTime() - nanoTime < 0; i++) {
      template.sendBodyAndHeaders(endpoint, bodies.get(i % bodies.size()), HEADERS);
      sent += entries;
    }
    return sent;
  }

  @Override
  void settle() {
    // nothing is under way once a call has returned
  }

  @Override
  public void close() {
    super.close();
    camel.stop();
    client.close();
  }
}
