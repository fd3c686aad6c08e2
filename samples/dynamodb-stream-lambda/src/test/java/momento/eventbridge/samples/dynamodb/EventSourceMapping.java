package momento.eventbridge.samples.dynamodb;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.util.ArrayList;
import java.util.List;

/**
 * Plays Lambda's part for one shard, by the rules of "Reporting batch item failures" for DynamoDB
 * streams: what stands before the first failure is done, from it on all is delivered again, in one
 * batch with what came meanwhile.
 */
final class EventSourceMapping {
  private final RequestHandler<DynamodbEvent, StreamsEventResponse> function;
  private final int batchSize;
  private final List<DynamodbStreamRecord> waiting = new ArrayList<>();

  int invocations;
  int invocationsWithFailures;
  int deliveries;
  int failures;

  EventSourceMapping(RequestHandler<DynamodbEvent, StreamsEventResponse> function, int batchSize) {
    this.function = function;
    this.batchSize = batchSize;
  }

  void add(List<DynamodbStreamRecord> records) {
    waiting.addAll(records);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Delivers one batch. */
  void invoke() {
    List<DynamodbStreamRecord> batch =
        List.copyOf(waiting.subList(0, Math.min(batchSize, waiting.size())));
    DynamodbEvent event = new DynamodbEvent();
    event.setRecords(batch);
    List<String> failed =
        function.handleRequest(event, FunctionContext.withTime()).getBatchItemFailures().stream()
            .map(BatchItemFailure::getItemIdentifier)
            .toList();
    List<String> numbers = batch.stream().map(r -> r.getDynamodb().getSequenceNumber()).toList();
    if (!numbers.containsAll(failed)) {
      throw new AssertionError("Lambda would deliver the whole batch again: " + failed);
    }
    int done = failed.stream().mapToInt(numbers::indexOf).min().orElse(batch.size());
    waiting.subList(0, done).clear();
    invocations++;
    deliveries += batch.size();
    failures += failed.size();
    invocationsWithFailures += failed.isEmpty() ? 0 : 1;
  }
}
