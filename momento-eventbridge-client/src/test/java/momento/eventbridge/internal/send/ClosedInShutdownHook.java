package momento.eventbridge.internal.send;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.PublishOutcome.Accepted;
import momento.eventbridge.internal.core.Answer;
import momento.eventbridge.internal.core.EntryAnswer;
import momento.eventbridge.internal.send.AsyncUnderTest.Options;

/**
 * Ends with events in its buffer. Its service answers only once the hook runs, and lets the first
 * request fail, so that the alarm's thread is made during the shutdown.
 */
final class ClosedInShutdownHook {
  private ClosedInShutdownHook() {}

  /** A request that the transport's thread answers. */
  private record Asked(int entries, CompletableFuture<Answer> answer) {}

  public static void main(String[] arguments) {
    BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    AsyncUnderTest.Heard heard = new AsyncUnderTest.Heard();
    AsyncPublisher publisher =
        new Options()
            .maxInFlight(1)
            .closeTimeout(Duration.ofHours(1))
            .executor(ForkJoinPool.commonPool())
            .on(
                (entries, timeout) -> {
                  Asked request = new Asked(entries.size(), new CompletableFuture<>());
                  asked.add(request);
                  return request.answer;
                },
                Pacing.SYSTEM,
                new Alarm.OnThread(),
                heard,
                () -> {});
    for (int i = 0; i < 25; i++) {
      var unused = publisher.publish(CacheDelete.of("c", "k" + i));
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> closeAndTell(asked, publisher, heard)));
  }

  private static void closeAndTell(
      BlockingQueue<Asked> asked, AsyncPublisher publisher, AsyncUnderTest.Heard heard) {
    Thread service = new Thread(() -> serve(asked), "transport");
    service.setDaemon(true);
    service.start();
    publisher.close();
    long accepted = heard.outcomes.stream().filter(Accepted.class::isInstance).count();
    System.out.printf("accepted=%d, rejected=%d%n", accepted, heard.outcomes.size() - accepted);
  }

  private static void serve(BlockingQueue<Asked> asked) {
    try {
      asked.take().answer.complete(new Answer.Failed(HandDrivenPutEvents.THROTTLED));
      while (true) {
        Asked request = asked.take();
        EntryAnswer[] answers = new EntryAnswer[request.entries];
        Arrays.fill(answers, new EntryAnswer("id", "", ""));
        request.answer.complete(new Answer.Entries(List.of(answers)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
