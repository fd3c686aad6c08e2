package momento.eventbridge.internal.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublisherListener;
import momento.eventbridge.internal.core.Answer;
import momento.eventbridge.internal.core.EncodedEvent;
import momento.eventbridge.internal.core.EntryAnswer;
import momento.eventbridge.internal.send.AsyncUnderTest.Options;
import org.junit.jupiter.api.Test;

/** How full requests are at saturation, and how near to a quota the publisher comes. */
class AsyncFillTest {

  @Test
  void atSaturationRequestsAreFull() {
    int events = 100_000;
    Queue<Runnable> answers = new ArrayDeque<>();
    int[] sent = new int[2];
    FakePacing pacing = new FakePacing();
    AsyncPublisher publisher =
        new Options()
            .on(
                (entries, timeout) -> {
                  sent[0]++;
                  sent[1] += entries.size();
                  CompletableFuture<Answer> answer = new CompletableFuture<>();
                  answers.add(() -> answer.complete(accepted(entries)));
                  return answer;
                },
                pacing,
                new HandAlarm(pacing),
                new PublisherListener() {},
                () -> {});

    for (int i = 0; i < events; i++) {
      var unused = publisher.publish(PublisherUnderTest.event(i));
      if (publisher.buffered().events() >= 1_000) {
        answers.remove().run();
      }
    }
    while (!answers.isEmpty()) {
      answers.remove().run();
    }

    double mean = (double) sent[1] / sent[0];
    System.out.printf("fill at saturation: %,d events, mean %.3f of 10%n", sent[1], mean);
    assertThat(sent[1]).isEqualTo(events);
    assertThat(mean).isGreaterThanOrEqualTo(9.9);
  }

  private static Answer accepted(List<EncodedEvent> entries) {
    return new Answer.Entries(
        entries.stream().map(entry -> new EntryAnswer("id", "", "")).toList());
  }

  /** A service with a quota, on simulated time. */
  private static final class Simulation {
    private record At(long nanos, long order, Runnable what) {}

    final FakePacing pacing = new FakePacing();
    final long start = pacing.nanoTime();
    final PriorityQueue<At> agenda =
        new PriorityQueue<>(
            Comparator.comparingLong((At at) -> at.nanos - start).thenComparing(At::order));
    final double perSecond;
    final long latency;
    private long orders;
    private double tokens;
    private long filled = start;
    long throttled;
    long requests;
    long accepted;

    /** A token bucket that holds a tenth of a second. */
    Simulation(double perSecond, Duration latency) {
      this.perSecond = perSecond;
      this.latency = latency.toNanos();
    }

    void in(long nanos, Runnable what) {
      agenda.add(new At(pacing.nanoTime() + nanos, orders++, what));
    }

    CompletableFuture<Answer> send(List<EncodedEvent> entries, Object timeout) {
      CompletableFuture<Answer> answer = new CompletableFuture<>();
      in(latency / 2, () -> arrive(entries, answer));
      return answer;
    }

    private void arrive(List<EncodedEvent> entries, CompletableFuture<Answer> answer) {
      long now = pacing.nanoTime();
      tokens = Math.min(Math.max(1, perSecond / 10), tokens + (now - filled) / 1e9 * perSecond);
      filled = now;
      requests++;
      if (tokens >= 1) {
        tokens--;
        accepted += entries.size();
        in(latency / 2, () -> answer.complete(accepted(entries)));
      } else {
        throttled++;
        in(latency / 2, () -> answer.complete(new Answer.Failed(HandDrivenPutEvents.THROTTLED)));
      }
    }

    boolean runNext(long until) {
      At next = agenda.peek();
      if (next == null || next.nanos - start > until) {
        return false;
      }
      agenda.remove();
      pacing.pass(Duration.ofNanos(next.nanos - pacing.nanoTime()));
      next.what.run();
      return true;
    }
  }

  @Test
  void underAQuotaItSettlesNearTheQuotaWithFullRequestsAndRejectsNothing() {
    for (double perSecond : new double[] {50, 100, 400}) {
      Simulation service = new Simulation(perSecond, Duration.ofMillis(30));
      AsyncUnderTest.Heard heard = new AsyncUnderTest.Heard();
      long[] rejected = new long[1];
      PublisherListener listener =
          new PublisherListener() {
            @Override
            public void onOutcome(PublishOutcome outcome) {
              rejected[0] += outcome instanceof PublishOutcome.Rejected ? 1 : 0;
            }

            @Override
            public void onRequestWindow(int requests) {
              heard.onRequestWindow(requests);
            }
          };
      long[] rung = new long[1];
      Alarm alarm =
          new Alarm() {
            @Override
            public void set(Duration in, Runnable call) {
              long mine = ++rung[0];
              service.in(
                  in.toNanos(),
                  () -> {
                    if (mine == rung[0]) {
                      call.run();
                    }
                  });
            }

            @Override
            public void close() {}
          };
      int buffer = 4_000;
      AsyncPublisher publisher =
          new Options()
              .maxInFlight(64)
              .buffer(buffer, 32_000_000)
              .on(service::send, service.pacing, alarm, listener, () -> {});
      service.pacing.random = 0.5;
      Random random = new Random(1);

      int number = 0;
      long until = Duration.ofSeconds(30).toNanos();
      boolean more = true;
      while (more) {
        service.pacing.random = random.nextDouble();
        while (publisher.buffered().events() < buffer) {
          var unused = publisher.publish(PublisherUnderTest.event(number++));
        }
        more = service.runNext(until);
      }

      double goodput = service.accepted / 30.0;
      System.out.printf(
          "quota %.0f requests/s: %.0f events/s of %.0f, %d requests, %d throttled, %d rejected,"
              + " window now %d%n",
          perSecond,
          goodput,
          perSecond * 10,
          service.requests,
          service.throttled,
          rejected[0],
          publisher.buffered().requestWindow());
      assertThat(heard.windows).isNotEmpty();
      assertThat(rejected[0]).isZero();
      assertThat(goodput).isGreaterThanOrEqualTo(0.9 * perSecond * 10);
    }
  }
}
