package momento.eventbridge.flink;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.EventEntries;
import momento.eventbridge.EventEntries.Verdict;
import momento.eventbridge.EventRejectedException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/**
 * Sends entries and does with each what the client's verdict says. When to send, how much at a time
 * and what a checkpoint holds is Flink's.
 *
 * <p>The SDK answers on its own threads; what an answer means is worked out on the task's thread,
 * so that nothing here needs a lock.
 */
final class RequestWriter extends AsyncSinkWriter<MomentoRequestEntry, MomentoRequestEntry> {
  private static final Logger LOG = LoggerFactory.getLogger(RequestWriter.class);

  private final EventBridgeAsyncClient client;
  private final String bus;
  private final EventEntries entries;
  private final KeyedBuffer buffer;
  private final SinkMetrics metrics;
  private final Refusals refusals;
  private final MailboxExecutor mailbox;
  private final ProcessingTimeService time;

  /** Takes what EventBridge refused because of the event itself. */
  @FunctionalInterface
  interface Refusals {
    void refused(MomentoRequestEntry entry, Verdict.Rejected verdict) throws IOException;
  }

  RequestWriter(
      WriterInitContext context,
      AsyncSinkWriterConfiguration configuration,
      Collection<BufferedRequestState<MomentoRequestEntry>> states,
      EventBridgeAsyncClient client,
      String bus,
      EventEntries entries,
      KeyedBuffer buffer,
      SinkMetrics metrics,
      Refusals refusals) {
    super(
        (entry, elementContext) -> entry,
        context,
        configuration,
        states,
        new EventBatches(entries, buffer),
        buffer);
    this.client = client;
    this.bus = bus;
    this.entries = entries;
    this.buffer = buffer;
    this.metrics = metrics;
    this.refusals = refusals;
    mailbox = context.getMailboxExecutor();
    time = context.getProcessingTimeService();
  }

  @Override
  protected long getSizeInBytes(MomentoRequestEntry entry) {
    return entry.prepared().sizeInBytes();
  }

  @Override
  protected void submitRequestEntries(
      List<MomentoRequestEntry> batch, ResultHandler<MomentoRequestEntry> handler) {
    List<EventEntries.Entry> sent = new ArrayList<>(batch.size());
    for (MomentoRequestEntry entry : batch) {
      entry.sent();
      sent.add(entry.prepared());
    }
    int attempt = batch.get(0).attempts();
    var unused =
        put(sent)
            .whenComplete(
                (response, failure) ->
                    mailbox.execute(
                        () -> {
                          // Unless Flink gave the request up and sent its entries again.
                          if (batch.get(0).attempts() == attempt) {
                            settle(batch, verdicts(sent, response, failure), handler);
                          }
                        },
                        "settle a request of %d events",
                        batch.size()));
  }

  private CompletableFuture<PutEventsResponse> put(List<EventEntries.Entry> sent) {
    try {
      return client.putEvents(entries.request(sent));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private List<Verdict> verdicts(
      List<EventEntries.Entry> sent,
      @Nullable PutEventsResponse response,
      @Nullable Throwable failure) {
    if (failure instanceof Error error) {
      throw error; // of the JVM: no verdict about events
    }
    if (failure != null) {
      return entries.read(sent, failure);
    }
    return entries.read(sent, response == null ? PutEventsResponse.builder().build() : response);
  }

  private void settle(
      List<MomentoRequestEntry> batch,
      List<Verdict> verdicts,
      ResultHandler<MomentoRequestEntry> handler)
      throws IOException {
    List<MomentoRequestEntry> again = new ArrayList<>();
    Map<ErrorCode, Integer> failures = new EnumMap<>(ErrorCode.class);
    boolean pause = false;
    for (int i = 0; i < batch.size(); i++) {
      MomentoRequestEntry entry = batch.get(i);
      Verdict verdict = sentAgainIfUnknown(verdicts.get(i));
      if (verdict instanceof Verdict.Accepted) {
        metrics.accepted();
        buffer.release(entry);
      } else if (verdict instanceof Verdict.SendAgain failed) {
        entry.failed(failed.mayHaveBeenAccepted());
        metrics.sentAgain(failed.code());
        failures.merge(failed.code(), 1, Integer::sum);
        again.add(entry);
        pause = true;
      } else if (verdict instanceof Verdict.Split split) {
        entry.failed(split.mayHaveBeenAccepted());
        metrics.sentAgain(ErrorCode.EVENT_TOO_LARGE);
        failures.merge(ErrorCode.EVENT_TOO_LARGE, 1, Integer::sum);
        entry.allowAtMost(batch.size() / 2);
        again.add(entry);
      } else if (verdict instanceof Verdict.Rejected rejected) {
        entry.failed(rejected.mayHaveBeenAccepted());
        if (!rejected.code().concernsEvent()) {
          // Missing rights, for example: the next events would meet it as well.
          metrics.rejected(rejected.code());
          handler.completeExceptionally(
              new EventRejectedException(entry.rejected(rejected.code(), rejected.reason())));
          return;
        }
        refusals.refused(entry, rejected);
        buffer.release(entry);
      }
    }
    if (!failures.isEmpty()) {
      LOG.warn(
          "{} of {} events of a request for bus {} are sent again, by code: {}",
          again.size(),
          batch.size(),
          bus,
          failures);
    }
    giveBack(again, pause, handler);
  }

  /** Nobody knows what became of the entry, and a second time is better than none. */
  private static Verdict sentAgainIfUnknown(Verdict verdict) {
    return verdict instanceof Verdict.Rejected rejected
            && rejected.code() == ErrorCode.UNUSABLE_ANSWER
        ? new Verdict.SendAgain(rejected.code(), rejected.reason(), rejected.mayHaveBeenAccepted())
        : verdict;
  }

  /** The request counts as under way until its pause is over, so that a slow service is spared. */
  private void giveBack(
      List<MomentoRequestEntry> again, boolean pause, ResultHandler<MomentoRequestEntry> handler) {
    if (again.isEmpty()) {
      handler.complete();
    } else if (!pause) {
      handler.retryForEntries(again);
    } else {
      int attempts = again.stream().mapToInt(MomentoRequestEntry::attempts).max().orElse(1);
      Duration backoff = EventEntries.backoff(attempts, ThreadLocalRandom.current().nextDouble());
      var unused =
          time.registerTimer(
              time.getCurrentProcessingTime() + backoff.toMillis(),
              now -> handler.retryForEntries(again));
    }
  }
}
