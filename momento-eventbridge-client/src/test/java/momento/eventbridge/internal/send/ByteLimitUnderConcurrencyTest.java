package momento.eventbridge.internal.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import momento.eventbridge.internal.send.AsyncUnderTest.Options;
import momento.eventbridge.internal.send.HandDrivenPutEvents.Sent;
import org.junit.jupiter.api.Test;

/**
 * The SDK's SQS batch manager asks "does it fit", adds, and asks "is it full" under three locks, so
 * that several adders together exceed the limit.
 */
class ByteLimitUnderConcurrencyTest {

  @Test
  void noRequestReachesTheLimitWhateverManyThreadsPublish() {
    AsyncUnderTest test =
        new AsyncUnderTest(
            new Options()
                .maxInFlight(4)
                .maxRequestBytes(4_096)
                .maxBlock(Duration.ofHours(1))
                .buffer(50, 20_000));
    List<Thread> threads = new ArrayList<>();
    AtomicInteger running = new AtomicInteger(8);
    for (int t = 0; t < 8; t++) {
      Random random = new Random(t);
      threads.add(
          Threads.start(
              () -> {
                for (int i = 0; i < 200; i++) {
                  test.give(AsyncUnderTest.event(i, 1 + random.nextInt(3_500)));
                }
                running.decrementAndGet();
              }));
    }
    for (int next = 0; running.get() > 0 || next < test.transport.sent.size(); ) {
      if (next < test.transport.sent.size()) {
        test.transport.request(next++).accept();
      } else {
        Thread.onSpinWait();
      }
    }
    threads.forEach(Threads::join);

    assertThat(test.transport.sent)
        .allMatch(request -> request.bytes() < 4_096)
        .allMatch(request -> request.entries().size() <= 10);
    assertThat(test.transport.sent.stream().map(Sent::entries).mapToInt(List::size).sum())
        .isEqualTo(1_600);
    assertThat(test.publisher.buffered().events()).isZero();
  }
}
