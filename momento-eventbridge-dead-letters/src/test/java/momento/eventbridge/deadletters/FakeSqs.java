package momento.eventbridge.deadletters;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** A standard queue of SQS, as far as the library uses it, on a clock that tests move. */
final class FakeSqs implements SqsClient {
  static final String URL = "https://sqs.eu-west-1.amazonaws.com/123456789012/dead-letters";

  private static final class Stored {
    final Message message;
    Instant visibleFrom = Instant.MIN;
    String receiptHandle = "";

    Stored(Message message) {
      this.message = message;
    }
  }

  /** Why SQS does not do what an entry asks; null lets it. */
  interface EntryFault {
    @Nullable String code(String messageId);
  }

  private final FakeClock clock;
  private final Wire wire;
  private final Map<String, Stored> messages = new LinkedHashMap<>();
  private final Map<String, String> idsByHandle = new HashMap<>();
  private int handles;
  private int sent;
  final List<ReceiveMessageRequest> receives = new ArrayList<>();
  EntryFault deleteFault = messageId -> null;
  EntryFault showFault = messageId -> null;
  boolean forgetsToAnswerDeletes;
  boolean deletesInVain;
  boolean closed;

  FakeSqs(FakeClock clock, Wire wire) {
    this.clock = clock;
    this.wire = wire;
  }

  String send(String body, Map<String, String> attributes) {
    String id = "message-" + ++sent;
    Map<String, MessageAttributeValue> values = new HashMap<>();
    attributes.forEach(
        (name, value) ->
            values.put(
                name,
                MessageAttributeValue.builder().dataType("String").stringValue(value).build()));
    values.put("BINARY", MessageAttributeValue.builder().dataType("Binary").build());
    messages.put(
        id,
        new Stored(
            Message.builder()
                .messageId(id)
                .body(body)
                .messageAttributes(values)
                .attributes(
                    Map.of(
                        MessageSystemAttributeName.SENT_TIMESTAMP,
                        String.valueOf(clock.instant().toEpochMilli())))
                .build()));
    return id;
  }

  /** Delivers a message again although it is hidden, which SQS may do at any time. */
  void showAnyway(String messageId) {
    stored(messageId).visibleFrom = Instant.MIN;
  }

  List<String> ids() {
    return List.copyOf(messages.keySet());
  }

  List<String> visible() {
    return messages.values().stream()
        .filter(this::isVisible)
        .map(stored -> stored.message.messageId())
        .toList();
  }

  private boolean isVisible(Stored stored) {
    return !stored.visibleFrom.isAfter(clock.instant());
  }

  private Stored stored(String messageId) {
    Stored stored = messages.get(messageId);
    if (stored == null) {
      throw new AssertionError("there is no message " + messageId);
    }
    return stored;
  }

  @Override
  public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
    wire.enter("receive");
    receives.add(request);
    List<Message> received = new ArrayList<>();
    for (Stored stored : messages.values()) {
      if (isVisible(stored) && received.size() < request.maxNumberOfMessages()) {
        stored.visibleFrom = clock.instant().plus(Duration.ofSeconds(request.visibilityTimeout()));
        stored.receiptHandle = "handle-" + ++handles;
        idsByHandle.put(stored.receiptHandle, stored.message.messageId());
        received.add(stored.message.toBuilder().receiptHandle(stored.receiptHandle).build());
      }
    }
    wire.leave("receive");
    return ReceiveMessageResponse.builder().messages(received).build();
  }

  @Override
  public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
    wire.enter("delete");
    requireBatch(request.entries().size());
    List<DeleteMessageBatchResultEntry> successful = new ArrayList<>();
    List<BatchResultErrorEntry> failed = new ArrayList<>();
    request
        .entries()
        .forEach(
            entry -> {
              String id = id(entry.receiptHandle());
              String code = deleteFault.code(id);
              if (code == null) {
                if (!deletesInVain) {
                  messages.remove(id);
                }
                successful.add(DeleteMessageBatchResultEntry.builder().id(entry.id()).build());
              } else {
                failed.add(BatchResultErrorEntry.builder().id(entry.id()).code(code).build());
              }
            });
    wire.leave("delete");
    return forgetsToAnswerDeletes
        ? DeleteMessageBatchResponse.builder().build()
        : DeleteMessageBatchResponse.builder().successful(successful).failed(failed).build();
  }

  @Override
  public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
      ChangeMessageVisibilityBatchRequest request) {
    wire.enter("show");
    requireBatch(request.entries().size());
    List<ChangeMessageVisibilityBatchResultEntry> successful = new ArrayList<>();
    List<BatchResultErrorEntry> failed = new ArrayList<>();
    request
        .entries()
        .forEach(
            entry -> {
              String id = id(entry.receiptHandle());
              String code = showFault.code(id);
              Stored stored = stored(id);
              if (code == null && isVisible(stored)) {
                code = "MessageNotInflight";
              }
              if (code == null) {
                stored.visibleFrom = clock.instant().plusSeconds(entry.visibilityTimeout());
                successful.add(
                    ChangeMessageVisibilityBatchResultEntry.builder().id(entry.id()).build());
              } else {
                failed.add(BatchResultErrorEntry.builder().id(entry.id()).code(code).build());
              }
            });
    wire.leave("show");
    return ChangeMessageVisibilityBatchResponse.builder()
        .successful(successful)
        .failed(failed)
        .build();
  }

  private static void requireBatch(int entries) {
    if (entries < 1 || entries > 10) {
      throw new AssertionError(entries + " entries in a batch");
    }
  }

  private String id(String receiptHandle) {
    String id = idsByHandle.get(receiptHandle);
    if (id == null) {
      throw new AssertionError("there is no receipt handle " + receiptHandle);
    }
    return id;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    closed = true;
  }
}
