package momento.eventbridge.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import momento.eventbridge.CacheSet;
import momento.eventbridge.DeadLetter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** The dead-letter queue in the eyes of AWS's own SQS client, which checks every body's MD5. */
@LocalMomentoTest
class DeadLetterQueueUrlTest {
  private static final Duration TTL = Duration.ofMinutes(5);

  private final LocalMomentoStack stack;
  private final String url;
  private final SqsClient sqs;

  DeadLetterQueueUrlTest(LocalMomentoStack stack) {
    this.stack = stack;
    this.url = stack.deadLetterQueueUrl().toString();
    this.sqs =
        SqsClient.builder()
            .endpointOverride(stack.deadLetterQueueUrl().resolve("/"))
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build();
  }

  @AfterEach
  void close() {
    sqs.close();
  }

  @Test
  void aLetterIsReceivedWithWhatIsAskedForAndHidden() throws InterruptedException {
    Instant before = Instant.now().minusMillis(1);
    deadLetters(1);

    Message message =
        sqs.receiveMessage(
                request ->
                    request
                        .queueUrl(url)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP))
            .messages()
            .get(0);

    DeadLetter letter =
        DeadLetter.parse(
            message.body(),
            message.messageAttributes().entrySet().stream()
                .collect(
                    Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().stringValue())));
    assertThat(letter.event()).isEqualTo(CacheSet.of("no-such-cache", "key-0", "caf\u00e9", TTL));
    assertThat(letter.errorMessage().orElseThrow()).contains("404");
    assertThat(
            Instant.ofEpochMilli(
                Long.parseLong(
                    message
                        .attributes()
                        .getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, ""))))
        .isBetween(before, Instant.now());
    assertThat(receive(10)).isEmpty();
    assertThat(stack.deadLetters()).hasSize(1);
  }

  @Test
  void whatIsNotAskedForIsLeftOut() throws InterruptedException {
    deadLetters(1);

    Message message = receive(1).get(0);

    assertThat(message.hasMessageAttributes()).isFalse();
    assertThat(message.hasAttributes()).isFalse();
  }

  @Test
  void aHiddenLetterIsShownAndReceivedAnew() throws InterruptedException {
    deadLetters(2);
    List<Message> first = receive(10);
    Message shown = first.get(1);

    sqs.changeMessageVisibility(
        request -> request.queueUrl(url).receiptHandle(shown.receiptHandle()).visibilityTimeout(0));

    assertThat(receive(10))
        .extracting(Message::messageId, Message::body)
        .containsExactly(tuple(shown.messageId(), shown.body()));
    assertThatExceptionOfType(ReceiptHandleIsInvalidException.class)
        .as("the handle of an earlier receipt")
        .isThrownBy(
            () ->
                sqs.deleteMessage(
                    request -> request.queueUrl(url).receiptHandle(shown.receiptHandle())));
  }

  @Test
  void aLetterThatIsNotHiddenCannotBeShown() throws InterruptedException {
    deadLetters(1);
    Message message =
        sqs.receiveMessage(request -> request.queueUrl(url).visibilityTimeout(0)).messages().get(0);

    assertThatExceptionOfType(MessageNotInflightException.class)
        .isThrownBy(
            () ->
                sqs.changeMessageVisibility(
                    request ->
                        request
                            .queueUrl(url)
                            .receiptHandle(message.receiptHandle())
                            .visibilityTimeout(5)));
  }

  @Test
  void aBatchTellsOfEachEntry() throws InterruptedException {
    deadLetters(3);
    List<Message> messages = receive(10);

    assertThat(
            sqs.changeMessageVisibilityBatch(
                    request ->
                        request
                            .queueUrl(url)
                            .entries(
                                ChangeMessageVisibilityBatchRequestEntry.builder()
                                    .id("shown")
                                    .receiptHandle(messages.get(0).receiptHandle())
                                    .visibilityTimeout(0)
                                    .build()))
                .successful())
        .hasSize(1);
    assertThat(
            sqs.deleteMessageBatch(
                    request ->
                        request.queueUrl(url).entries(delete(messages.get(1)), delete("unknown")))
                .failed())
        .extracting(BatchResultErrorEntry::id, BatchResultErrorEntry::code)
        .containsExactly(tuple("unknown", "ReceiptHandleIsInvalid"));
    sqs.deleteMessage(
        request -> request.queueUrl(url).receiptHandle(messages.get(2).receiptHandle()));

    assertThat(stack.deadLetters()).hasSize(1);
    assertThat(receive(10))
        .extracting(Message::messageId)
        .containsExactly(messages.get(0).messageId());
  }

  @Test
  @Timeout(60)
  void aReceiverThatWaitsGetsTheLetterWhenItComes() throws InterruptedException {
    CompletableFuture<List<Message>> waiting =
        CompletableFuture.supplyAsync(
            () ->
                sqs.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(20))
                    .messages());

    deadLetters(1);

    assertThat(waiting.join()).hasSize(1);
  }

  @Test
  void whatSqsRefusesIsRefused() {
    assertThatExceptionOfType(QueueDoesNotExistException.class)
        .isThrownBy(() -> sqs.receiveMessage(request -> request.queueUrl(url + "-other")));
    assertThatExceptionOfType(SqsException.class)
        .isThrownBy(
            () -> sqs.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(11)))
        .withMessageContaining("MaxNumberOfMessages is 11");
    assertThatExceptionOfType(SqsException.class)
        .isThrownBy(() -> sqs.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(21)))
        .withMessageContaining("WaitTimeSeconds is 21");
    assertThatExceptionOfType(SqsException.class)
        .isThrownBy(
            () ->
                sqs.deleteMessageBatch(
                    request ->
                        request.queueUrl(url).entries(List.<DeleteMessageBatchRequestEntry>of())))
        .withMessageContaining("Entries is 0");
    assertThatExceptionOfType(SqsException.class)
        .isThrownBy(() -> sqs.purgeQueue(request -> request.queueUrl(url)))
        .withMessageContaining("no such operation");
  }

  private void deadLetters(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      stack.publisher().cacheSet("no-such-cache", "key-" + i, "caf\u00e9", TTL);
    }
    stack.awaitIdle();
  }

  private List<Message> receive(int max) {
    return sqs.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(max)).messages();
  }

  private static DeleteMessageBatchRequestEntry delete(Message message) {
    return DeleteMessageBatchRequestEntry.builder()
        .id(message.messageId())
        .receiptHandle(message.receiptHandle())
        .build();
  }

  private static DeleteMessageBatchRequestEntry delete(String handle) {
    return DeleteMessageBatchRequestEntry.builder().id(handle).receiptHandle(handle).build();
  }
}
