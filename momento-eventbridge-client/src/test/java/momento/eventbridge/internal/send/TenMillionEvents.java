package momento.eventbridge.internal.send;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.LongAdder;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublisherListener;
import momento.eventbridge.internal.core.Answer;
import momento.eventbridge.internal.core.EntryAnswer;
import momento.eventbridge.internal.send.AsyncUnderTest.Options;

/**
 * Publishes in the background, in a process of its own with a small heap, as many events as it is
 * told; a thread of the transport answers, and one entry in a hundred fails at first.
 */
final class TenMillionEvents {
  private TenMillionEvents() {}

  /** A request that the transport's thread answers. */
  private record Asked(int entries, CompletableFuture<Answer> answer) {}

  public static void main(String[] arguments) {
    int events = Integer.parseInt(arguments[0]);
    BlockingQueue<Asked> asked = new ArrayBlockingQueue<>(64);
    Thread service = new Thread(() -> serve(asked), "transport");
    service.setDaemon(true);
    service.start();
    LongAdder accepted = new LongAdder();
    LongAdder rejected = new LongAdder();
    PublisherListener listener =
        new PublisherListener() {
          @Override
          public void onOutcome(PublishOutcome outcome) {
            (outcome instanceof PublishOutcome.Accepted ? accepted : rejected).increment();
          }
        };
    AsyncPublisher publisher =
        new Options()
            .maxBlock(Duration.ofHours(1))
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
                listener,
                () -> {});

    for (int i = 0; i < events; i++) {
      var unused = publisher.publish(CacheDelete.of("c", "k" + i));
    }
    publisher.close();

    System.out.printf(
        "accepted=%d, rejected=%d, heap at most %d MB%n",
        accepted.sum(), rejected.sum(), Runtime.getRuntime().maxMemory() >> 20);
  }

  private static void serve(BlockingQueue<Asked> asked) {
    EntryAnswer taken = new EntryAnswer("id", "", "");
    EntryAnswer failed = new EntryAnswer("", "InternalFailure", "");
    long entries = 0;
    try {
      while (true) {
        Asked request = asked.take();
        EntryAnswer[] answers = new EntryAnswer[request.entries];
        for (int i = 0; i < answers.length; i++) {
          answers[i] = ++entries % 100 == 0 ? failed : taken;
        }
        request.answer.complete(new Answer.Entries(List.of(answers)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
