package momento.eventbridge.benchmarks.pure;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import momento.eventbridge.CacheSet;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.benchmarks.throughput.Payload;
import momento.eventbridge.benchmarks.throughput.Payload.Item;
import momento.eventbridge.internal.core.EncodedEvent;
import momento.eventbridge.internal.core.EventEncoder;
import momento.eventbridge.internal.core.Utf8;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From the application's values to an entry, and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class EventBenchmark {
  private static final Duration TTL = Duration.ofMinutes(5);

  /** A name of {@link Payload}. */
  @Param({"SMALL", "MEDIUM", "LARGE"})
  public String payload = Payload.SMALL.name();

  private final EventEncoder encoder =
      new EventEncoder("momento-eventbridge-client", 1_000_000, Duration.ofHours(24), 4_096);
  private Item item = new Item("", "");
  private CacheSet event = CacheSet.of("unused", "unused", "unused", TTL);
  private String detail = "";

  /** The values, and what each step leaves for the next. */
  @Setup
  public void setUp() {
    item = Payload.valueOf(payload).items().get(0);
    event = CacheSet.of("my-cache", item.key(), item.message(), TTL);
    detail = event.toDetail();
  }

  /** Checks every field and builds the event. */
  @Benchmark
  public MomentoEvent validate() {
    return CacheSet.of("my-cache", item.key(), item.message(), TTL);
  }

  /** The event as JSON. */
  @Benchmark
  public String encode() {
    return event.toDetail();
  }

  /** Bytes of UTF-8, counted. */
  @Benchmark
  public int size() {
    return Utf8.length(detail);
  }

  /** All of the three, as a publisher does it. */
  @Benchmark
  public EncodedEvent validateEncodeSize() {
    return encoder.encode(
        CacheSet.of("my-cache", item.key(), item.message(), TTL), EventAttributes.none());
  }

  /** The event from JSON, as a reader of dead letters does it. */
  @Benchmark
  public MomentoEvent parse() {
    return MomentoEvent.parse("cacheSet", detail);
  }
}
