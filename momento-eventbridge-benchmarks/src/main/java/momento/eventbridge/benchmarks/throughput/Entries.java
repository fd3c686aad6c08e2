package momento.eventbridge.benchmarks.throughput;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.ArrayList;
import java.util.List;
import momento.eventbridge.benchmarks.throughput.Payload.Item;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** Requests as a user of the SDK writes them by hand, with Jackson for the details. */
final class Entries {
  static final String CACHE = "my-cache";
  static final long TTL_SECONDS = 300;

  /** The most that fits: ten entries of 16 KB, escaped, are far below the limit of a request. */
  static final int PER_REQUEST = 10;

  private static final ObjectWriter JSON = new ObjectMapper().writerFor(Detail.class);

  private Entries() {}

  private record Detail(String cacheName, String key, String message, long ttl) {}

  static String detail(Item item) {
    try {
      return JSON.writeValueAsString(new Detail(CACHE, item.key(), item.message(), TTL_SECONDS));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static PutEventsRequestEntry entry(Item item) {
    return PutEventsRequestEntry.builder()
        .eventBusName("default")
        .source("benchmark")
        .detailType("cacheSet")
        .detail(detail(item))
        .build();
  }

  /** The request that carries these items. */
  static PutEventsRequest request(List<Item> items) {
    List<PutEventsRequestEntry> entries = new ArrayList<>(items.size());
    for (Item item : items) {
      entries.add(entry(item));
    }
    return PutEventsRequest.builder().entries(entries).build();
  }

  /** The items in groups of that size. */
  static List<List<Item>> groups(List<Item> items, int size) {
    List<List<Item>> groups = new ArrayList<>();
    for (int from = 0; from + size <= items.size(); from += size) {
      groups.add(List.copyOf(items.subList(from, from + size)));
    }
    return groups;
  }
}
