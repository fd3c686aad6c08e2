package momento.eventbridge.benchmarks.pure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import momento.eventbridge.CacheSet;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.internal.core.Answer;
import momento.eventbridge.internal.core.Batch;
import momento.eventbridge.internal.core.EncodedEvent;
import momento.eventbridge.internal.core.EntryAnswer;
import momento.eventbridge.internal.core.EventEncoder;
import momento.eventbridge.internal.core.PendingEvent;
import momento.eventbridge.internal.core.Settlement;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Ten events into a request, and out of its answer; the figures are for one event. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class RequestBenchmark {
  private static final int ENTRIES = 10;
  private static final int MAX_BYTES = 1_000_000;

  private final EncodedEvent encoded =
      new EventEncoder("momento-eventbridge-client", MAX_BYTES, Duration.ofHours(24), 4_096)
          .encode(
              CacheSet.of("my-cache", "order-100000", "hello world!", Duration.ofMinutes(5)),
              EventAttributes.none());
  private final List<PendingEvent> events = new ArrayList<>();
  private final Answer answer =
      new Answer.Entries(
          Collections.nCopies(
              ENTRIES, new EntryAnswer("11710aed-b79e-4468-a20b-bb3c0c3b4860", "", "")));

  /** Ten events that are under way. */
  public RequestBenchmark() {
    for (int i = 0; i < ENTRIES; i++) {
      events.add(new PendingEvent(i, encoded, 0));
    }
  }

  /** Fills a batch. */
  @Benchmark
  @OperationsPerInvocation(ENTRIES)
  public List<PendingEvent> assemble() {
    Batch<PendingEvent> batch = new Batch<>(MAX_BYTES);
    for (PendingEvent event : events) {
      batch.add(event, event.encoded().size());
    }
    return batch.entries();
  }

  /** Reads an answer in which each entry was accepted. */
  @Benchmark
  @OperationsPerInvocation(ENTRIES)
  public Settlement<PendingEvent> settle() {
    return Settlement.of(events, answer);
  }
}
