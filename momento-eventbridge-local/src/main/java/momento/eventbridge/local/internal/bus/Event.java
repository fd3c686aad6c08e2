package momento.eventbridge.local.internal.bus;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import momento.eventbridge.local.Hop;
import momento.eventbridge.local.internal.json.Json;

/**
 * An event on a bus.
 *
 * @param id what the sender got for it, and what the event says of itself
 * @param busArn the bus that took it
 * @param acceptedAt from when its age counts
 * @param envelope the event as rules and targets see it
 */
public record Event(String id, String busArn, Instant acceptedAt, JsonNode envelope) {

  /** The event's {@code detail-type}. */
  public String detailType() {
    return envelope.path("detail-type").asText();
  }

  /** The cache that the event is about, if it is one of Momento's. */
  public Optional<String> cacheName() {
    return Optional.ofNullable(envelope.path("detail").path("cacheName").textValue());
  }

  /** A step of this event's way. */
  public Hop hop(Hop.Step step, String note) {
    return new Hop(step, Optional.of(id), Optional.of(detailType()), cacheName(), note);
  }

  /** The event as JSON text, untransformed. */
  public String json() {
    return Json.write(envelope);
  }

  /** Without the envelope, which holds keys and messages. */
  @Override
  public String toString() {
    return "event "
        + id
        + " ("
        + detailType()
        + cacheName().map(name -> ", cache " + name).orElse("")
        + ")";
  }
}
