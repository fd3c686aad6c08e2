package momento.eventbridge.samples.dynamodb;

import java.time.Duration;
import java.util.Map;
import momento.eventbridge.CacheDelete;
import org.jspecify.annotations.Nullable;

/**
 * What the function's environment says. A wrong value fails the start, not each record.
 *
 * @param eventBusName {@code EVENT_BUS_NAME}, else {@code default}
 * @param cacheName {@code MOMENTO_CACHE}, else {@code my-cache}
 * @param ttl {@code CACHE_TTL_SECONDS}, 60 to 86,400, else an hour
 */
record FunctionSettings(String eventBusName, String cacheName, Duration ttl) {

  static FunctionSettings from(Map<String, String> environment) {
    String cacheName = environment.getOrDefault("MOMENTO_CACHE", "my-cache");
    CacheDelete.of(cacheName, "any"); // throws if the name is none
    return new FunctionSettings(
        environment.getOrDefault("EVENT_BUS_NAME", "default"),
        cacheName,
        ttl(environment.get("CACHE_TTL_SECONDS")));
  }

  private static Duration ttl(@Nullable String text) {
    if (text == null) {
      return Duration.ofHours(1);
    }
    if (!text.matches("[1-9][0-9]{1,4}")
        || Integer.parseInt(text) < 60
        || Integer.parseInt(text) > 86_400) {
      throw new IllegalArgumentException(
          "CACHE_TTL_SECONDS is '" + text + "'; give whole seconds, 60 to 86400");
    }
    return Duration.ofSeconds(Integer.parseInt(text));
  }
}
