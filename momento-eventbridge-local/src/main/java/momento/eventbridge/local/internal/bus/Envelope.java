package momento.eventbridge.local.internal.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import momento.eventbridge.local.internal.json.Json;

/** Turns an entry that passed the rules into the event that rules and targets see. */
final class Envelope {
  private Envelope() {}

  static ObjectNode of(Entry entry, String id, Account account, Instant now) {
    ObjectNode envelope = Json.object();
    envelope.put("version", "0");
    envelope.put("id", id);
    envelope.put("detail-type", entry.detailType());
    envelope.put("source", entry.source());
    envelope.put("account", account.id());
    // The service takes milliseconds and delivers whole seconds.
    Instant time = Objects.requireNonNullElse(entry.time(), now);
    envelope.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
    envelope.put("region", account.region());
    ArrayNode resources = envelope.putArray("resources");
    Objects.requireNonNullElse(entry.resources(), List.<String>of()).forEach(resources::add);
    try {
      envelope.set("detail", Json.read(Objects.requireNonNull(entry.detail())));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a detail passed the rules and is no JSON", e);
    }
    return envelope;
  }
}
