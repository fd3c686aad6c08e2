package momento.eventbridge.internal.send;

import java.time.Duration;
import java.util.stream.IntStream;
import momento.eventbridge.CacheSet;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.PublishCounts;
import momento.eventbridge.PublisherListener;
import momento.eventbridge.internal.core.Answer;
import momento.eventbridge.internal.core.EntryAnswer;
import momento.eventbridge.internal.core.EventEncoder;

/**
 * Publishes a million events of more than a kilobyte, a gigabyte in all, in a process of its own
 * with a small heap. Every hundredth entry fails at first.
 */
final class MillionEvents {
  static final int EVENTS = 1_000_000;

  private MillionEvents() {}

  public static void main(String[] arguments) {
    int[] entries = {0};
    PutEvents service =
        (batch, timeout) ->
            new Answer.Entries(
                batch.stream()
                    .map(
                        entry ->
                            ++entries[0] % 100 == 0
                                ? new EntryAnswer("", "InternalFailure", "")
                                : new EntryAnswer("id", "", ""))
                    .toList());
    FakePacing pacing = new FakePacing();
    String message = "m".repeat(1_024);
    SyncPublisher publisher =
        new SyncPublisher(
            new PublisherSettings(
                "default",
                null,
                new EventEncoder("demo", 1_000_000, Duration.ofHours(24), 4_096),
                Duration.ofSeconds(30),
                new PublisherListener() {},
                TraceContext.NONE,
                Double.POSITIVE_INFINITY),
            service,
            pacing,
            EventBus.by(new FakeEventBridge()),
            () -> {});
    Iterable<MomentoEvent> events =
        () ->
            IntStream.range(0, EVENTS)
                .<MomentoEvent>mapToObj(
                    i -> CacheSet.of("my-cache", "k" + i, message + i, Duration.ofMinutes(1)))
                .iterator();

    PublishCounts counts = publisher.publishAll(events, outcome -> {});

    System.out.printf(
        "%s, entries sent %d, heap at most %d MB%n",
        counts, entries[0], Runtime.getRuntime().maxMemory() >> 20);
  }
}
