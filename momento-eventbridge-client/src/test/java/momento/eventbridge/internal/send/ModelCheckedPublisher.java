package momento.eventbridge.internal.send;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.PublishCounts;
import momento.eventbridge.PublisherClosedException;
import momento.eventbridge.internal.core.Answer;
import momento.eventbridge.internal.core.AnswerClassifier;
import momento.eventbridge.internal.core.EncodedEvent;
import momento.eventbridge.internal.core.EntryAnswer;
import momento.eventbridge.internal.core.EventEncoder;
import momento.eventbridge.internal.send.AsyncUnderTest.Options;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * The publisher itself under a model checker, which switches threads at every access to shared
 * memory: whatever the order, no event is left behind, sent twice, or without its outcome.
 */
public class ModelCheckedPublisher {
  private static final MomentoEvent EVENT = CacheDelete.of("c", "k");

  /** A request without its answer. */
  private record Pending(int entries, CompletableFuture<Answer> answer) {}

  private final List<Pending> pending = new ArrayList<>();
  private int entriesSent;

  private final FakePacing pacing = new FakePacing();
  private final AsyncUnderTest.Heard heard = new AsyncUnderTest.Heard();
  private final AsyncPublisher publisher =
      new Options().maxInFlight(1).on(this::send, pacing, new HandAlarm(pacing), heard, () -> {});

  private final List<CompletableFuture<String>> futures = new ArrayList<>();
  private final List<CompletableFuture<PublishCounts>> flushes = new ArrayList<>();
  private boolean closed;

  private CompletableFuture<Answer> send(List<EncodedEvent> entries, Object timeout) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    synchronized (pending) {
      pending.add(new Pending(entries.size(), answer));
      entriesSent += entries.size();
    }
    return answer;
  }

  /** Whether the event was taken. */
  @Operation
  public boolean publish() {
    CompletableFuture<String> future = publisher.publish(EVENT);
    boolean taken = !isRefused(future);
    synchronized (futures) {
      if (taken) {
        futures.add(future);
      }
    }
    return taken;
  }

  private static boolean isRefused(CompletableFuture<String> future) {
    if (!future.isCompletedExceptionally()) {
      return false;
    }
    try {
      future.join();
      return false;
    } catch (CompletionException e) {
      return e.getCause() instanceof PublisherClosedException closed
          && String.valueOf(closed.getMessage()).contains("not taken");
    }
  }

  /** The service answers the request that has waited longest, if there is one. */
  @Operation
  public void answer() {
    answerFirst();
  }

  private boolean answerFirst() {
    Pending request;
    synchronized (pending) {
      if (pending.isEmpty()) {
        return false;
      }
      request = pending.remove(0);
    }
    List<EntryAnswer> answers = new ArrayList<>();
    for (int i = 0; i < request.entries; i++) {
      answers.add(new EntryAnswer("id", "", ""));
    }
    request.answer.complete(new Answer.Entries(answers));
    return true;
  }

  @Operation
  public void flush() {
    CompletableFuture<PublishCounts> flush = publisher.flush();
    synchronized (flushes) {
      flushes.add(flush);
    }
  }

  @Operation
  public void close() {
    publisher.close();
    synchronized (futures) {
      closed = true;
    }
  }

  /** Once the service has answered all, nothing is left; a close changes only with what outcome. */
  @Validate
  public void everyEventHasItsOutcome() {
    boolean more = true;
    while (more) {
      more = answerFirst();
    }
    check(futures.stream().allMatch(CompletableFuture::isDone), "a future is not complete");
    check(flushes.stream().allMatch(CompletableFuture::isDone), "a flush is not complete");
    check(heard.outcomes.size() == futures.size(), "not one outcome for each event");
    check(entriesSent <= futures.size(), "an event was sent twice");
    if (!closed) {
      check(entriesSent == futures.size(), "an event was not sent");
      check(futures.stream().noneMatch(CompletableFuture::isCompletedExceptionally), "rejected");
      check(publisher.buffered().events() == 0, "something is held");
    }
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }

  public static void main(String[] arguments) {
    new ModelCheckingOptions()
        .iterations(Integer.parseInt(arguments[0]))
        .invocationsPerIteration(Integer.parseInt(arguments[1]))
        .threads(3)
        .actorsBefore(1)
        .actorsPerThread(2)
        .actorsAfter(0)
        // Pure, or not of interest; each would be thousands of places to switch threads at.
        .addGuarantee(
            ManagedStrategyGuaranteeKt.forClasses(
                    EventEncoder.class.getName(), AnswerClassifier.class.getName())
                .allMethods()
                .ignore())
        .check(ModelCheckedPublisher.class);
    System.out.println("no interleaving loses an event");
  }
}
