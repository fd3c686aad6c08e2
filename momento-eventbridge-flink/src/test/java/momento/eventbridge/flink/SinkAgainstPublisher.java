package momento.eventbridge.flink;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import momento.eventbridge.CacheSet;
import momento.eventbridge.MomentoEventAsyncPublisher;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;

/**
 * The sink at parallelism 1 and 2 against the asynchronous publisher, on the same bus, with the
 * same SDK client and the same events, in turns: prints events a second in parts of the
 * publisher's, and what an event costs of the processors, for Flink without a sink, too.
 *
 * <p>Arguments, if wanted: events for each run (300,000) and rounds (5). The first round warms up
 * and is not counted.
 */
final class SinkAgainstPublisher {
  private final CountingBus bus;
  private final long events;

  private enum Run {
    PUBLISHER,
    SINK_1,
    SINK_2,
    FLINK_WITHOUT_SINK
  }

  /** Zero events a second where nothing came to the bus. */
  private record Figures(double eventsPerSecond, double cpuMicros) {}

  private SinkAgainstPublisher(CountingBus bus, long events) {
    this.bus = bus;
    this.events = events;
  }

  public static void main(String[] arguments) throws Exception {
    long events = arguments.length > 0 ? Long.parseLong(arguments[0]) : 300_000;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    try (CountingBus bus = CountingBus.start()) {
      new SinkAgainstPublisher(bus, events).run(rounds);
    }
    System.exit(0); // Flink's threads would keep the process for a while
  }

  private void run(int rounds) throws Exception {
    Map<Run, List<Figures>> measured = new EnumMap<>(Run.class);
    for (int round = 0; round <= rounds; round++) {
      for (Map.Entry<Run, Figures> one : round(round).entrySet()) {
        if (round > 0) {
          measured.computeIfAbsent(one.getKey(), run -> new ArrayList<>()).add(one.getValue());
        }
      }
    }
    List<Figures> publisher = measured.getOrDefault(Run.PUBLISHER, List.of());
    for (Run run : Run.values()) {
      List<Figures> own = measured.getOrDefault(run, List.of());
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < own.size(); i++) {
        ratios.add(own.get(i).eventsPerSecond() / publisher.get(i).eventsPerSecond());
      }
      System.out.printf(
          Locale.ROOT,
          "%-18s %.2f of the publisher's events/s (%s), %.1f µs of the processors for an event%n",
          run,
          median(ratios),
          ratios.stream().map(ratio -> String.format(Locale.ROOT, "%.2f", ratio)).toList(),
          median(own.stream().map(Figures::cpuMicros).toList()));
    }
  }

  /** Every second round goes the other way, so that nobody always runs on a warmer machine. */
  private Map<Run, Figures> round(int number) throws Exception {
    List<Run> order = new ArrayList<>(List.of(Run.values()));
    if (number % 2 == 1) {
      Collections.reverse(order);
    }
    Map<Run, Figures> figures = new EnumMap<>(Run.class);
    for (Run run : order) {
      OperatingSystemMXBean system =
          ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
      long before = system.getProcessCpuTime();
      switch (run) {
        case PUBLISHER -> publish();
        case SINK_1 -> flink(1, true);
        case SINK_2 -> flink(2, true);
        case FLINK_WITHOUT_SINK -> flink(1, false);
      }
      double cpuMicros = (system.getProcessCpuTime() - before) / 1e3 / events;
      CountingBus.Span span = bus.span();
      if (run != Run.FLINK_WITHOUT_SINK && span.events() != events) {
        throw new IllegalStateException(run + " brought " + span.events() + " events");
      }
      Figures one = new Figures(span.events() == 0 ? 0 : span.eventsPerSecond(), cpuMicros);
      figures.put(run, one);
      System.out.printf(
          Locale.ROOT,
          "round %d: %-18s %,8.0f events/s in %,d requests%n",
          number,
          run,
          one.eventsPerSecond(),
          span.requests());
    }
    return figures;
  }

  private void publish() {
    try (EventBridgeAsyncClient client =
            new SdkClient("us-east-1", bus.endpoint(), "id", "secret", null, null).create();
        MomentoEventAsyncPublisher publisher =
            MomentoEventAsyncPublisher.builder()
                .client(client)
                .blockWhenFull(Duration.ofMinutes(5))
                .build()) {
      for (long number = 0; number < events; number++) {
        var unused = publisher.publish(event(number));
      }
      if (publisher.flush().join().rejected() > 0) {
        throw new IllegalStateException("events were rejected");
      }
    }
  }

  private void flink(int parallelism, boolean withSink) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism);
    DataStream<Long> numbers =
        environment.fromSource(
            new DataGeneratorSource<>(number -> number, events, Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "numbers");
    if (withSink) {
      numbers.sinkTo(
          MomentoEventSink.<Long>builder((number, context) -> event(number))
              .region("us-east-1")
              .endpoint(bus.endpoint())
              .credentials("id", "secret")
              .verifyEventBus(false)
              .build());
    } else {
      numbers
          .map(SinkAgainstPublisher::event)
          .returns(CacheSet.class)
          .sinkTo(new DiscardingSink<>());
    }
    environment.execute();
  }

  private static CacheSet event(long number) {
    return CacheSet.of("c", "key-" + number, "value-" + number, Duration.ofHours(1));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
  }
}
