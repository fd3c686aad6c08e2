package momento.eventbridge.samples.dynamodb;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.PublishOutcome.Rejected;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a batch of a DynamoDB stream: what was inserted or modified is set in the cache, what
 * was removed is deleted from it.
 *
 * <p>Lambda delivers again from the first record on that is reported as failed, and all that come
 * after it. So only those are reported whose event was not accepted; of an item that changed
 * several times in the batch only its last record can be; and what is delivered again although it
 * was accepted is passed over, as far as this instance remembers.
 *
 * <p>An item that is too large for an event is deleted from the cache instead: it can never be
 * accepted, and would hold up its shard. All else that EventBridge does not accept is reported, a
 * missing right too: the event source mapping decides for how long it is tried.
 */
public final class StreamHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
  static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(10);

  /** What is taken with less time left might not have its outcome before Lambda ends the call. */
  private static final Duration RESERVE = DELIVERY_TIMEOUT.plusSeconds(2);

  private static final Logger LOGGER = LoggerFactory.getLogger(StreamHandler.class);

  private final MomentoEventPublisher publisher;
  private final TableChanges changes;
  private final AcceptedBefore acceptedBefore = new AcceptedBefore();

  /** The one that Lambda makes, once for each instance. */
  public StreamHandler() {
    this(FunctionSettings.from(System.getenv()));
    Priming.register(publisher, changes);
  }

  private StreamHandler(FunctionSettings settings) {
    this(
        MomentoEventPublisher.builder()
            .eventBusName(settings.eventBusName())
            .deliveryTimeout(DELIVERY_TIMEOUT)
            .build(),
        new TableChanges(settings.cacheName(), settings.ttl()));
  }

  StreamHandler(MomentoEventPublisher publisher, TableChanges changes) {
    this.publisher = publisher;
    this.changes = changes;
  }

  /**
   * Publishes a batch.
   *
   * @param batch records of one shard, oldest first
   * @param context how much time is left
   * @return which records Lambda has to deliver again
   */
  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent batch, Context context) {
    List<Change> last = changes.lastOf(batch.getRecords());
    Set<String> accepted = new HashSet<>();
    List<Change> due = new ArrayList<>();
    for (Change change : last) {
      // Only now: had it been left out before, an older change of its item would be the last.
      if (acceptedBefore.remove(change.eventId())) {
        accepted.add(change.eventId());
      } else {
        due.add(change);
      }
    }
    List<Change> tooLarge = publish(due, context, accepted);
    if (!tooLarge.isEmpty()) {
      LOGGER.warn(
          "{} items are too large for an event and are deleted from the cache instead; the first"
              + " is that of record {}",
          tooLarge.size(),
          tooLarge.get(0).sequenceNumber());
      publish(tooLarge.stream().map(Change::asDelete).toList(), context, accepted);
    }
    return response(last, accepted);
  }

  /** Adds the ids of those that were accepted, and returns those that are too large to be. */
  private List<Change> publish(List<Change> due, Context context, Set<String> accepted) {
    Iterable<MomentoEvent> whileThereIsTime =
        () -> due.stream().map(Change::event).takeWhile(event -> hasTimeLeft(context)).iterator();
    Set<MomentoEvent> acceptedEvents = new HashSet<>();
    Set<MomentoEvent> tooLarge = new HashSet<>();
    publisher.publishAll(
        whileThereIsTime,
        outcome -> {
          if (!(outcome instanceof Rejected rejected)) {
            acceptedEvents.add(outcome.event());
          } else if (rejected.code() == ErrorCode.EVENT_TOO_LARGE) {
            tooLarge.add(outcome.event());
          }
        });
    for (Change change : due) {
      if (acceptedEvents.contains(change.event())) {
        accepted.add(change.eventId());
      }
    }
    return due.stream().filter(change -> tooLarge.contains(change.event())).toList();
  }

  private static boolean hasTimeLeft(Context context) {
    return context.getRemainingTimeInMillis() > RESERVE.toMillis();
  }

  private StreamsEventResponse response(List<Change> last, Set<String> accepted) {
    List<BatchItemFailure> failures = new ArrayList<>();
    List<String> deliveredAgain = new ArrayList<>();
    for (Change change : last) {
      if (!accepted.contains(change.eventId())) {
        failures.add(new BatchItemFailure(change.sequenceNumber()));
      } else if (!failures.isEmpty()) {
        deliveredAgain.add(change.eventId());
      }
    }
    acceptedBefore.add(deliveredAgain);
    return new StreamsEventResponse(failures);
  }
}
