package momento.eventbridge.internal.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.PublishCounts;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublishOutcome.Accepted;
import momento.eventbridge.PublishOutcome.Rejected;
import momento.eventbridge.PublisherOverflowException;
import momento.eventbridge.internal.core.Answer;
import momento.eventbridge.internal.core.CallFailure;
import momento.eventbridge.internal.core.CallFailure.Kind;
import momento.eventbridge.internal.core.EncodedEvent;
import momento.eventbridge.internal.core.EntryAnswer;
import momento.eventbridge.internal.send.AsyncUnderTest.Options;
import momento.eventbridge.internal.send.HandDrivenPutEvents.Sent;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Any interleaving of publishes, sizes, answers, time, alarms, flushes and a close: every event has
 * exactly one outcome, and the outcome is true.
 */
class AsyncPropertyTest {
  private static final List<String> CODES =
      List.of("InternalFailure", "ThrottlingException", "AccessDeniedException", "NewException");
  private static final int MAX_REQUEST_BYTES = 4_096;

  private record Published(MomentoEvent event, CompletableFuture<String> future) {}

  /** One run of it. */
  private static final class Run {
    final Random random;
    final int faultPercent;
    final int maxInFlight;
    final HandExecutor executor = new HandExecutor();
    final AsyncUnderTest test;
    final List<Published> published = new ArrayList<>();
    final List<CompletableFuture<PublishCounts>> flushes = new ArrayList<>();
    final Map<String, Integer> stored = new HashMap<>();
    final List<Sent> pending = new ArrayList<>();

    Run(long seed, int faultPercent) {
      this.random = new Random(seed);
      this.faultPercent = faultPercent;
      this.maxInFlight = 1 + random.nextInt(4);
      Options options =
          new Options()
              .maxInFlight(maxInFlight)
              .maxRequestBytes(MAX_REQUEST_BYTES)
              .buffer(10 + random.nextInt(50), MAX_REQUEST_BYTES + random.nextInt(100_000))
              .linger(Duration.ofMillis(random.nextBoolean() ? 0 : random.nextInt(5_000)));
      if (random.nextBoolean()) {
        options.executor(executor);
      }
      test = new AsyncUnderTest(options);
      test.pacing.random = random.nextDouble();
      test.transport.onSend =
          request -> {
            pending.add(request);
            assertThat(pending.size()).isLessThanOrEqualTo(maxInFlight);
            assertThat(request.timeout()).isPositive();
            if (random.nextInt(10) == 0) {
              pending.remove(request);
              answer(request); // there at once
            }
          };
    }

    void step() {
      switch (random.nextInt(12)) {
        case 0, 1, 2, 3 -> publish();
        case 4, 5, 6 -> answerOne();
        case 7 -> test.pacing.pass(Duration.ofMillis(random.nextInt(3_000)));
        case 8, 9 -> ringIfSet();
        case 10 -> executor.runAll();
        default -> {
          if (random.nextInt(4) == 0) {
            flushes.add(test.publisher.flush());
          }
        }
      }
    }

    void publish() {
      int bytes = 1 + random.nextInt(random.nextBoolean() ? 100 : 3_500);
      MomentoEvent event = AsyncUnderTest.event(published.size(), bytes);
      published.add(new Published(event, test.publisher.publish(event)));
    }

    void answerOne() {
      if (!pending.isEmpty()) {
        answer(pending.remove(random.nextInt(pending.size())));
      }
    }

    void ringIfSet() {
      if (test.alarm.isSet()) {
        test.alarm.ring();
      }
    }

    void answer(Sent request) {
      if (random.nextInt(100) >= faultPercent) {
        request.answer().complete(process(request));
        return;
      }
      switch (random.nextInt(7)) {
        case 0 -> request.fail(HandDrivenPutEvents.THROTTLED);
        case 1 -> request.fail(HandDrivenPutEvents.TOO_LARGE);
        case 2 -> {
          process(request);
          request.fail(HandDrivenPutEvents.NO_ANSWER);
        }
        case 3 -> request.fail(new CallFailure(Kind.NOT_CONNECTED, 0, "", "refused", 1));
        case 4 -> {
          process(request);
          request.answer().complete(new Answer.Entries(List.of()));
        }
        case 5 -> request.fail(new CallFailure(Kind.CLIENT, 0, "", "odd", 0));
        default -> request.answer().complete(process(request));
      }
    }

    Answer process(Sent request) {
      List<EntryAnswer> answers = new ArrayList<>();
      for (EncodedEvent entry : request.entries()) {
        if (random.nextInt(100) < faultPercent) {
          answers.add(new EntryAnswer("", CODES.get(random.nextInt(CODES.size())), "said"));
        } else {
          stored.merge(entry.detail(), 1, Integer::sum);
          answers.add(new EntryAnswer("id", "", ""));
        }
      }
      return new Answer.Entries(answers);
    }

    /** The service answers and the alarm rings until nothing happens any more. */
    void drain() {
      while (!pending.isEmpty() || test.alarm.isSet() || !executor.tasks.isEmpty()) {
        answerOne();
        ringIfSet();
        executor.runAll();
      }
    }
  }

  @Property(tries = 2_000)
  void everyEventHasOneTrueOutcome(
      @ForAll @IntRange(min = 0, max = 150) int steps,
      @ForAll @IntRange(min = 0, max = 90) int faultPercent,
      @ForAll boolean drainBeforeClose,
      @ForAll long seed) {
    Run run = new Run(seed, faultPercent);
    for (int i = 0; i < steps; i++) {
      run.step();
    }
    if (drainBeforeClose) {
      run.drain();
      assertThat(run.published).allMatch(one -> one.future.isDone());
      assertThat(run.flushes).allMatch(CompletableFuture::isDone);
      assertThat(run.test.publisher.buffered().events()).isZero();
      assertThat(run.test.publisher.buffered().bytes()).isZero();
      assertThat(run.test.publisher.buffered().requestsInFlight()).isZero();
      run.test.publisher.close();
      assertThat(run.test.heard.losses).isEmpty();
    } else {
      run.test.publisher.close();
      assertThat(run.published).allMatch(one -> one.future.isDone());
      assertThat(run.flushes).allMatch(CompletableFuture::isDone);
      int sent = run.test.transport.sent.size();
      run.drain();
      assertThat(run.test.transport.sent).as("nothing is sent after the close").hasSize(sent);
    }
    outcomesAreTrue(run);
  }

  private static void outcomesAreTrue(Run run) {
    Map<String, PublishOutcome> outcomes = new HashMap<>();
    for (PublishOutcome outcome : run.test.heard.outcomes) {
      assertThat(outcomes.put(outcome.event().toDetail(), outcome)).as("a second one").isNull();
    }
    Map<String, Integer> seen = new HashMap<>();
    for (Sent request : run.test.transport.sent) {
      request.entries().forEach(entry -> seen.merge(entry.detail(), 1, Integer::sum));
      assertThat(request.entries()).hasSizeBetween(1, 10).doesNotHaveDuplicates();
      assertThat(request.bytes()).isLessThan(MAX_REQUEST_BYTES);
    }
    for (Published one : run.published) {
      String detail = one.event.toDetail();
      PublishOutcome outcome = outcomes.remove(detail);
      int times = run.stored.getOrDefault(detail, 0);
      if (outcome == null) {
        assertThat(AsyncUnderTest.failureOf(one.future))
            .isInstanceOf(PublisherOverflowException.class);
        assertThat(seen).doesNotContainKey(detail);
        continue;
      }
      if (outcome instanceof Accepted) {
        assertThat(one.future).isCompletedWithValue("id");
        assertThat(times).isPositive();
      } else if (outcome instanceof Rejected rejected) {
        assertThat(one.future).isCompletedExceptionally();
        if (!rejected.mayHaveBeenAccepted()) {
          assertThat(times).isZero();
        }
      }
      assertThat(outcome.attempts()).isEqualTo(seen.getOrDefault(detail, 0));
    }
    assertThat(outcomes).isEmpty();
  }
}
