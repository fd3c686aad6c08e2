package momento.eventbridge.deadletters;

import java.lang.module.ModuleDescriptor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** The three calls of SQS that are needed, for one queue; keeps nothing between calls. */
final class SqsQueue {
  /** SQS's limit for what one call receives, deletes or shows. */
  static final int BATCH = 10;

  /**
   * Any wait makes SQS ask all its servers. Without one it asks some of them, and an empty answer
   * says nothing.
   */
  private static final int WAIT_SECONDS = 1;

  private static final int MAX_ERROR_CHARACTERS = 300;

  private static final AwsRequestOverrideConfiguration MARKED =
      AwsRequestOverrideConfiguration.builder()
          .addApiName(mark -> mark.name("momento-eventbridge-dead-letters").version(version()))
          .build();

  private final SqsClient client;
  private final String queueUrl;
  private final Duration visibilityTimeout;
  private final InstantSource clock;

  SqsQueue(SqsClient client, String queueUrl, Duration visibilityTimeout, InstantSource clock) {
    this.client = client;
    this.queueUrl = queueUrl;
    this.visibilityTimeout = visibilityTimeout;
    this.clock = clock;
  }

  /**
   * Messages that nobody else sees for a while.
   *
   * @param hiddenUntil when they show again by themselves; a little too early rather than too late
   */
  record Received(List<Message> messages, Instant hiddenUntil) {}

  /** A call failed as a whole. */
  static final class CallFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CallFailedException(String message) {
      super(message);
    }
  }

  Instant now() {
    return clock.instant();
  }

  Duration visibilityTimeout() {
    return visibilityTimeout;
  }

  /** Receives up to ten messages and hides them from others. */
  Received receive(int max) {
    Instant hiddenUntil = now().plus(visibilityTimeout);
    List<Message> messages =
        call(
                "ReceiveMessage",
                () ->
                    client.receiveMessage(
                        request ->
                            request
                                .queueUrl(queueUrl)
                                .maxNumberOfMessages(Math.min(max, BATCH))
                                .waitTimeSeconds(WAIT_SECONDS)
                                .visibilityTimeout((int) visibilityTimeout.toSeconds())
                                .messageAttributeNames("All")
                                .messageSystemAttributeNames(
                                    MessageSystemAttributeName.SENT_TIMESTAMP)
                                .overrideConfiguration(MARKED)))
            .messages();
    return new Received(messages, hiddenUntil);
  }

  /**
   * Deletes up to ten messages.
   *
   * @param receiptHandles by message id
   * @return by message id, why SQS did not delete it; empty if all are deleted
   */
  Map<String, String> delete(Map<String, String> receiptHandles) {
    List<String> ids = List.copyOf(receiptHandles.keySet());
    List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      entries.add(
          DeleteMessageBatchRequestEntry.builder()
              .id(String.valueOf(i))
              .receiptHandle(receiptHandles.get(ids.get(i)))
              .build());
    }
    DeleteMessageBatchResponse answer =
        call(
            "DeleteMessageBatch",
            () ->
                client.deleteMessageBatch(
                    request ->
                        request.queueUrl(queueUrl).entries(entries).overrideConfiguration(MARKED)));
    // Deleted is only what the answer calls so.
    Map<String, String> failures = new HashMap<>();
    ids.forEach(id -> failures.put(id, "no answer for this message"));
    for (BatchResultErrorEntry failed : answer.failed()) {
      failures.put(ids.get(Integer.parseInt(failed.id())), String.valueOf(failed.code()));
    }
    answer
        .successful()
        .forEach(deleted -> failures.remove(ids.get(Integer.parseInt(deleted.id()))));
    return failures;
  }

  /**
   * Makes up to ten messages visible again.
   *
   * @return how many SQS did not
   */
  int show(List<String> receiptHandles) {
    List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
    for (String receiptHandle : receiptHandles) {
      entries.add(
          ChangeMessageVisibilityBatchRequestEntry.builder()
              .id(String.valueOf(entries.size()))
              .receiptHandle(receiptHandle)
              .visibilityTimeout(0)
              .build());
    }
    return call(
            "ChangeMessageVisibilityBatch",
            () ->
                client.changeMessageVisibilityBatch(
                    request ->
                        request.queueUrl(queueUrl).entries(entries).overrideConfiguration(MARKED)))
        .failed()
        .size();
  }

  private <T> T call(String operation, Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      if (e instanceof AbortedException) {
        Thread.currentThread().interrupt(); // the SDK's word for an interrupted thread
      }
      String right = operation.replace("Batch", "");
      throw new CallFailedException(
          String.format(
              "%s on %s failed; check the queue's URL, the client's region, and the right sqs:%s:"
                  + " %s: %s",
              operation, queueUrl, right, e.getClass().getSimpleName(), text(e)));
    }
  }

  /**
   * What the SDK says, as far as it can hold nothing of a letter. Requests and refusals do not; but
   * where an answer cannot be read, the SDK quotes it, or tells the hash of a body.
   */
  private static String text(RuntimeException e) {
    String text = String.valueOf(e.getMessage());
    if (text.contains("unmarshall") || text.contains("MD5")) {
      return "the answer cannot be read (the SDK's text can quote a letter and is withheld)";
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("canonical string") || lower.contains("security-token")) {
      return "(its text repeats the signed request, which can hold a token, and is withheld)";
    }
    return text.substring(0, Math.min(text.length(), MAX_ERROR_CHARACTERS))
        .replaceAll("\\p{Cntrl}", " ");
  }

  private static String version() {
    // On the module path a package does not know what the jar's manifest says.
    ModuleDescriptor module = SqsQueue.class.getModule().getDescriptor();
    String version =
        module == null
            ? SqsQueue.class.getPackage().getImplementationVersion()
            : module.rawVersion().orElse(null);
    return version == null ? "unpackaged" : version; // run from classes, not from the jar
  }
}
