package momento.eventbridge.tests;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.EventRejectedException;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublishOutcome.Accepted;
import momento.eventbridge.PublishOutcome.Rejected;
import momento.eventbridge.PublisherClosedException;
import momento.eventbridge.PublisherListener;
import momento.eventbridge.internal.send.FastTime;
import momento.eventbridge.local.LocalMomentoStack;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;

/**
 * A million events from eight threads through the SDK's asynchronous client and HTTP to the local
 * stack's bus, while requests and entries fail in every way that is known and publishers are closed
 * in mid-flight, with and without time to finish. Afterwards each event's future and outcome are
 * held against what the service did with it.
 *
 * <p>No rule of the stack takes these events: what comes after the bus is the business of {@link
 * FaultStormIT}. Faults are drawn from a seed ({@code -Dstorm.seed}, {@code -Dstorm.async.events}),
 * but with several threads two storms of one seed are alike, not the same.
 */
@RunsAgainst(Counterpart.LOCAL_STACK)
class AsyncFaultStormIT {
  private static final long SEED = Long.getLong("storm.seed", 1);
  private static final int EVENTS = Integer.getInteger("storm.async.events", 1_000_000);
  private static final int THREADS = 8;
  private static final int CLOSES = 40;

  // Of the publishers' time, which is a hundred times as fast as the machine's.
  private static final Duration DELIVERY_TIMEOUT = Duration.ofHours(1);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);

  /** What became of an event's future. */
  private enum End {
    ACCEPTED,
    REJECTED,
    /** Lost on close, or refused because the publisher was closed. */
    CLOSED,
    INVALID
  }

  /** What a listener heard of an event. */
  private enum Heard {
    ACCEPTED,
    REJECTED,
    IN_DOUBT,
    CLOSED,
    CLOSED_IN_DOUBT
  }

  private final AtomicReferenceArray<End> ends = new AtomicReferenceArray<>(EVENTS);
  private final AtomicIntegerArray endings = new AtomicIntegerArray(EVENTS);
  private final AtomicReferenceArray<Heard> heard = new AtomicReferenceArray<>(EVENTS);
  private final AtomicIntegerArray hearings = new AtomicIntegerArray(EVENTS);
  private final AtomicIntegerArray attempts = new AtomicIntegerArray(EVENTS);
  private final AtomicInteger lostOnClose = new AtomicInteger();
  private final AtomicInteger mostAttempts = new AtomicInteger();
  private final Map<ErrorCode, Integer> rejections = new ConcurrentHashMap<>();

  @Test
  void nothingIsLostAndEveryOutcomeIsTrue() throws Exception {
    System.out.printf(
        Locale.ROOT,
        "Asynchronous fault storm: seed %d, %,d events, %d threads, %d closes in mid-flight%n",
        SEED,
        EVENTS,
        THREADS,
        CLOSES);
    FastTime time = new FastTime();
    try (LocalMomentoStack stack =
        LocalMomentoStack.builder().parameter("EventSources", "somebody-else").start()) {
      Storm storm = new Storm(SEED, EVENTS, LONGEST_DELAY, stack.eventBridgeFaults(), time::pass);
      try (EventBridgeAsyncClient client = client(stack, storm)) {
        publishFromThreads(time, client);
        everyFutureIsComplete();
        storm.end();
      }
      stack.awaitIdle();

      System.out.println(checkedCounts(storm, stack));
    }
  }

  private static EventBridgeAsyncClient client(LocalMomentoStack stack, Storm storm) {
    return EventBridgeAsyncClient.builder()
        .endpointOverride(stack.eventBridgeEndpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("storm", "storm")))
        .overrideConfiguration(
            c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()).addExecutionInterceptor(storm))
        .build();
  }

  /** Returns when every publisher is closed. */
  private void publishFromThreads(FastTime time, EventBridgeAsyncClient client) throws Exception {
    AtomicReference<MomentoEventAsyncPublisher> current =
        new AtomicReference<>(publisher(time, client, Duration.ofMinutes(5)));
    AtomicInteger next = new AtomicInteger();
    int betweenCloses = EVENTS / (CLOSES + 1) + 1;
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        running.add(
            threads.submit(
                () -> {
                  for (int number = next.getAndIncrement();
                      number < EVENTS;
                      number = next.getAndIncrement()) {
                    publish(requireNonNull(current.get()), number);
                    if (number > 0 && number % betweenCloses == 0) {
                      // One in four has no time to finish what it holds.
                      boolean patient = number / betweenCloses % 4 != 0;
                      Duration closeTimeout = patient ? Duration.ofMinutes(5) : Duration.ZERO;
                      requireNonNull(current.getAndSet(publisher(time, client, closeTimeout)))
                          .close();
                    }
                  }
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
      assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }
    MomentoEventAsyncPublisher last = requireNonNull(current.get());
    last.flush().join();
    assertThat(last.buffered().events()).isZero();
    last.close();
  }

  private MomentoEventAsyncPublisher publisher(
      FastTime time, EventBridgeAsyncClient client, Duration closeTimeout) {
    return time.publisher(
        client,
        DELIVERY_TIMEOUT,
        closeTimeout,
        new PublisherListener() {
          @Override
          public void onOutcome(PublishOutcome outcome) {
            hear(outcome);
          }

          @Override
          public void onClosedWithLoss(int events) {
            lostOnClose.addAndGet(events);
          }
        });
  }

  private void publish(MomentoEventAsyncPublisher publisher, int number) {
    var unused =
        publisher
            .publish(StormEvents.event(number))
            .whenComplete(
                (eventId, failure) -> {
                  ends.set(number, end(failure));
                  endings.incrementAndGet(number);
                });
  }

  private static End end(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause == null) {
      return End.ACCEPTED;
    }
    if (cause instanceof EventRejectedException) {
      return End.REJECTED;
    }
    if (cause instanceof PublisherClosedException) {
      return End.CLOSED;
    }
    assertThat(cause).isInstanceOf(EventValidationException.class);
    return End.INVALID;
  }

  private void hear(PublishOutcome outcome) {
    int number = StormEvents.number(outcome.event().toDetail());
    Heard what = Heard.ACCEPTED;
    if (outcome instanceof Rejected rejected) {
      rejections.merge(rejected.code(), 1, Integer::sum);
      boolean closed = rejected.code() == ErrorCode.PUBLISHER_CLOSED;
      what =
          rejected.mayHaveBeenAccepted()
              ? closed ? Heard.CLOSED_IN_DOUBT : Heard.IN_DOUBT
              : closed ? Heard.CLOSED : Heard.REJECTED;
    } else {
      assertThat(((Accepted) outcome).eventId()).isNotEmpty();
    }
    heard.set(number, what);
    attempts.set(number, outcome.attempts());
    mostAttempts.accumulateAndGet(outcome.attempts(), Math::max);
    hearings.incrementAndGet(number);
  }

  private void everyFutureIsComplete() {
    for (int number = 0; number < EVENTS; number++) {
      if (endings.get(number) != 1) {
        throw new AssertionError(
            "the future of event " + number + " ended " + endings.get(number) + " times");
      }
    }
  }

  /** Plain comparisons, because a million assertions with descriptions take minutes. */
  private String checkedCounts(Storm storm, LocalMomentoStack stack) {
    Map<End, Integer> byEnd = new EnumMap<>(End.class);
    int refused = 0;
    int inDoubt = 0;
    int inDoubtStored = 0;
    int duplicates = 0;
    long stored = 0;
    List<String> lies = new ArrayList<>();
    for (int number = 0; number < EVENTS; number++) {
      End end = requireNonNull(ends.get(number));
      byEnd.merge(end, 1, Integer::sum);
      stored += storm.stored(number);
      duplicates += Math.max(0, storm.stored(number) - 1);
      String lie = end == End.INVALID ? lieOfInvalid(storm, number) : lieOf(storm, number, end);
      if (lie != null) {
        lies.add("event " + number + ": " + lie);
      }
      if (hearings.get(number) == 0) {
        refused += end == End.CLOSED ? 1 : 0;
      } else if (isInDoubt(requireNonNull(heard.get(number)))) {
        inDoubt++;
        inDoubtStored += storm.stored(number) > 0 ? 1 : 0;
      }
    }
    assertThat(lies).isEmpty();
    assertThat(storm.requestFaults())
        .as("faults that came")
        .containsOnlyKeys(Storm.RequestFault.values());
    assertThat(stack.counts().accepted()).isEqualTo(stored);
    assertThat(lostOnClose.get())
        .isEqualTo(byEnd.getOrDefault(End.CLOSED, 0) - refused)
        .isPositive();
    return String.format(
        Locale.ROOT,
        """
          requests %,d, of them delayed %,d; what happened to them: %s
          entries failed %,d: %s
          accepted %,d, rejected %,d, lost on close and told %,d, refused after close %,d, invalid %,d
          outcomes that were not acceptance: %s
          of the rejected and lost unknown %,d, of which the service had stored %,d
          duplicates in the service %,d, most attempts of one event %d\
        """,
        storm.requests(),
        storm.delays(),
        storm.requestFaults(),
        Storm.sum(storm.entryFaults().values()),
        storm.entryFaults(),
        byEnd.getOrDefault(End.ACCEPTED, 0),
        byEnd.getOrDefault(End.REJECTED, 0),
        lostOnClose.get(),
        refused,
        byEnd.getOrDefault(End.INVALID, 0),
        new TreeMap<>(rejections),
        inDoubt,
        inDoubtStored,
        duplicates,
        mostAttempts.get());
  }

  private @Nullable String lieOfInvalid(Storm storm, int number) {
    if (!StormEvents.isInvalid(number)) {
      return "it was refused as invalid and is valid";
    }
    return hearings.get(number) != 0 || storm.sent(number) != 0 ? "it was invalid and taken" : null;
  }

  private @Nullable String lieOf(Storm storm, int number, End end) {
    if (StormEvents.isInvalid(number) && end != End.CLOSED) {
      return "it is invalid and was taken";
    }
    if (hearings.get(number) == 0) {
      return end != End.CLOSED || storm.sent(number) != 0
          ? "it was sent " + storm.sent(number) + " times and no listener heard of it"
          : null;
    }
    if (hearings.get(number) != 1) {
      return "it had " + hearings.get(number) + " outcomes";
    }
    Heard what = requireNonNull(heard.get(number));
    int stored = storm.stored(number);
    int lost = storm.answersLost(number);
    boolean closed = what == Heard.CLOSED || what == Heard.CLOSED_IN_DOUBT;
    if (end != (closed ? End.CLOSED : what == Heard.ACCEPTED ? End.ACCEPTED : End.REJECTED)) {
      return "its future said " + end + " and its outcome " + what;
    }
    if (attempts.get(number) != storm.sent(number)) {
      return "it claims " + attempts.get(number) + " attempts and made " + storm.sent(number);
    }
    if (what == Heard.ACCEPTED && stored == 0) {
      return "it was accepted and not stored";
    }
    if (what == Heard.ACCEPTED && stored - 1 > lost) {
      return "it was stored " + stored + " times and " + lost + " answers were lost";
    }
    if (what != Heard.ACCEPTED && !isInDoubt(what) && stored > 0) {
      return "it was rejected without doubt and stored";
    }
    if (what == Heard.IN_DOUBT && lost == 0 && storm.serverErrors(number) == 0) {
      return "its doubt has no reason";
    }
    return null;
  }

  private static boolean isInDoubt(Heard what) {
    return what == Heard.IN_DOUBT || what == Heard.CLOSED_IN_DOUBT;
  }
}
