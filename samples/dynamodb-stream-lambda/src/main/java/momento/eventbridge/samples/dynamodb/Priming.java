package momento.eventbridge.samples.dynamodb;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.util.List;
import java.util.Map;
import momento.eventbridge.MomentoEventPublisher;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What SnapStart is to find done in its snapshot: classes are loaded and compiled, credentials and
 * TLS have been used. It publishes nothing. Without SnapStart it never runs.
 *
 * <p>A bus that does not exist fails the deployment here; EventBridge would accept events for it,
 * and drop them.
 */
final class Priming implements Resource {
  /** The context refers to its resources weakly. */
  private static @Nullable Priming registered;

  private final MomentoEventPublisher publisher;
  private final TableChanges changes;

  private Priming(MomentoEventPublisher publisher, TableChanges changes) {
    this.publisher = publisher;
    this.changes = changes;
  }

  static void register(MomentoEventPublisher publisher, TableChanges changes) {
    registered = new Priming(publisher, changes);
    Core.getGlobalContext().register(registered);
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    publisher.verifyEventBus();
    changes.lastOf(List.of(record())).forEach(change -> change.event().toDetail());
  }

  private static DynamodbStreamRecord record() {
    Map<String, AttributeValue> key = Map.of("id", new AttributeValue().withS("0"));
    DynamodbStreamRecord record = new DynamodbStreamRecord();
    record.setEventID("0");
    record.setEventName("INSERT");
    record.setDynamodb(new StreamRecord().withKeys(key).withNewImage(key).withSequenceNumber("0"));
    return record;
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {}
}
