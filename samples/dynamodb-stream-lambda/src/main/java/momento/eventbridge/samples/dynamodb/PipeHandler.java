package momento.eventbridge.samples.dynamodb;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import momento.eventbridge.MomentoEvent;

/**
 * The enrichment of an EventBridge pipe from the stream to the event bus: gets records, returns
 * events, which the pipe publishes. Only the last change of each item comes back, so there can be
 * fewer.
 *
 * <p>Lambda's runtime reads {@code DynamodbEvent} but not the bare array of records that a pipe
 * sends; therefore the maps.
 */
public final class PipeHandler
    implements RequestHandler<List<Map<String, Object>>, List<Map<String, Object>>> {
  private static final JsonFactory JSON = new JsonFactory();

  private final TableChanges changes;

  /** The one that Lambda makes, once for each instance. */
  public PipeHandler() {
    this(FunctionSettings.from(System.getenv()));
  }

  private PipeHandler(FunctionSettings settings) {
    this(new TableChanges(settings.cacheName(), settings.ttl()));
  }

  PipeHandler(TableChanges changes) {
    this.changes = changes;
  }

  /**
   * Turns records into events.
   *
   * @param records of one shard, oldest first
   * @param context not used
   * @return for each event {@code detailType} and {@code detail}
   */
  @Override
  public List<Map<String, Object>> handleRequest(
      List<Map<String, Object>> records, Context context) {
    return changes.lastOf(records.stream().map(PipeRecord::read).toList()).stream()
        .map(change -> entry(change.event()))
        .toList();
  }

  private static Map<String, Object> entry(MomentoEvent event) {
    return Map.of("detailType", event.detailType().value(), "detail", detail(event));
  }

  /** As an object, because Lambda would send the text of one with quotes around it. */
  private static Map<String, Object> detail(MomentoEvent event) {
    Map<String, Object> detail = new LinkedHashMap<>();
    try (JsonParser parser = JSON.createParser(event.toDetail())) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        detail.put(
            field,
            parser.nextToken() == JsonToken.VALUE_NUMBER_INT
                ? (Object) parser.getLongValue()
                : parser.getText());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return detail;
  }
}
