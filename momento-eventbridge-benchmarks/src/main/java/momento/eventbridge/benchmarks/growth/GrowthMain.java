package momento.eventbridge.benchmarks.growth;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import momento.eventbridge.CacheSet;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.PublishCounts;

/** The client's process: publishes a number of events and watches time and memory. */
public final class GrowthMain {
  private static final Duration TTL = Duration.ofMinutes(5);

  private GrowthMain() {}

  /**
   * Prints {@link Growth} as JSON.
   *
   * @param args {@code sync} or {@code async}, the number of events, and how many come before them
   * @throws IOException if it cannot be printed
   */
  public static void main(String[] args) throws IOException {
    long events = Long.parseLong(args[1]);
    long warmUp = Long.parseLong(args[2]);
    Growth growth =
        switch (args[0]) {
          case "sync" -> {
            try (MomentoEventPublisher publisher = MomentoEventPublisher.create()) {
              yield measure(
                  "publishAll with a consumer",
                  warmUp,
                  events,
                  iterable -> publishAll(publisher, iterable));
            }
          }
          case "async" -> {
            try (MomentoEventAsyncPublisher publisher =
                MomentoEventAsyncPublisher.builder().blockWhenFull(Duration.ofMinutes(5)).build()) {
              yield measure(
                  "async publish", warmUp, events, iterable -> publishEach(publisher, iterable));
            }
          }
          default -> throw new IllegalArgumentException(args[0]);
        };
    System.out.println(new ObjectMapper().writeValueAsString(growth));
    System.exit(0); // some HTTP clients leave threads behind
  }

  /** Publishes all of the events and returns how many were accepted. */
  private interface Publishing {
    long publish(Iterable<MomentoEvent> events);
  }

  private static long publishAll(MomentoEventPublisher publisher, Iterable<MomentoEvent> events) {
    PublishCounts counts = publisher.publishAll(events, outcome -> {});
    return counts.accepted();
  }

  private static long publishEach(
      MomentoEventAsyncPublisher publisher, Iterable<MomentoEvent> events) {
    Accepted accepted = new Accepted();
    events.forEach(event -> accepted.add(publisher.publish(event)));
    publisher.flush().join();
    return accepted.count();
  }

  private static Growth measure(String name, long warmUp, long events, Publishing publishing) {
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    publish(publishing, warmUp, number -> {});
    HeapPeak peak = new HeapPeak();
    long cpu = process.getProcessCpuTime();
    long begin = System.nanoTime();
    publish(
        publishing,
        events,
        number -> {
          if (number == events / 2) {
            peak.collect();
          }
        });
    double micros = (System.nanoTime() - begin) * 1e-3 / events;
    double cpuMicros = (process.getProcessCpuTime() - cpu) * 1e-3 / events;
    return new Growth(name, events, micros, cpuMicros, peak.bytes(), HeapPeak.processBytes());
  }

  private static void publish(Publishing publishing, long number, LongConsumer before) {
    Iterable<MomentoEvent> events =
        () ->
            LongStream.range(0, number)
                .peek(before)
                .<MomentoEvent>mapToObj(
                    i -> CacheSet.of("my-cache", "order-" + i, "hello world!", TTL))
                .iterator();
    long accepted = publishing.publish(events);
    if (accepted != number) {
      throw new IllegalStateException(accepted + " of " + number + " events were accepted");
    }
  }
}
