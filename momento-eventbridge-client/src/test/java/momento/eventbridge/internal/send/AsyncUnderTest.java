package momento.eventbridge.internal.send;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import momento.eventbridge.CacheSet;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.EventRejectedException;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublisherListener;
import momento.eventbridge.RequestReport;
import momento.eventbridge.internal.core.Accumulator;
import momento.eventbridge.internal.core.EventEncoder;
import momento.eventbridge.internal.core.RequestWindow;
import org.jspecify.annotations.Nullable;

/** An asynchronous publisher whose transport, clock and alarm the test drives. */
final class AsyncUnderTest {
  static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(30);

  final HandDrivenPutEvents transport = new HandDrivenPutEvents();
  final FakePacing pacing = new FakePacing();
  final HandAlarm alarm = new HandAlarm(pacing);
  final Heard heard = new Heard();
  final AsyncPublisher publisher;
  int clientClosed;

  AsyncUnderTest() {
    this(new Options());
  }

  AsyncUnderTest(Options options) {
    publisher =
        options.on(
            transport,
            pacing,
            alarm,
            options.listener == null ? heard : options.listener,
            () -> clientClosed++);
  }

  /**
   * What a test changes; the rest is as in the builder, but callbacks run on the thread at hand.
   */
  static final class Options {
    int maxInFlight = 8;
    int maxEvents = 10_000;
    long maxBytes = 32L * 1_024 * 1_024;
    int maxRequestBytes = 1_000_000;
    Duration linger = Duration.ZERO;
    Duration maxBlock = Duration.ZERO;
    Duration closeTimeout = Duration.ZERO;
    @Nullable Executor executor = Runnable::run;
    @Nullable PublisherListener listener;
    TraceContext traceContext = TraceContext.NONE;
    double maxEventsPerSecond = Double.POSITIVE_INFINITY;

    Options maxInFlight(int maxInFlight) {
      this.maxInFlight = maxInFlight;
      return this;
    }

    Options buffer(int maxEvents, long maxBytes) {
      this.maxEvents = maxEvents;
      this.maxBytes = maxBytes;
      return this;
    }

    Options maxRequestBytes(int maxRequestBytes) {
      this.maxRequestBytes = maxRequestBytes;
      return this;
    }

    Options linger(Duration linger) {
      this.linger = linger;
      return this;
    }

    Options maxBlock(Duration maxBlock) {
      this.maxBlock = maxBlock;
      return this;
    }

    Options closeTimeout(Duration closeTimeout) {
      this.closeTimeout = closeTimeout;
      return this;
    }

    Options executor(Executor executor) {
      this.executor = executor;
      return this;
    }

    /** As in the builder. */
    Options withoutExecutor() {
      this.executor = null;
      return this;
    }

    Options listener(PublisherListener listener) {
      this.listener = listener;
      return this;
    }

    Options traceContext(TraceContext traceContext) {
      this.traceContext = traceContext;
      return this;
    }

    Options maxEventsPerSecond(double maxEventsPerSecond) {
      this.maxEventsPerSecond = maxEventsPerSecond;
      return this;
    }

    AsyncPublisher on(
        AsyncPutEvents transport,
        Pacing pacing,
        Alarm alarm,
        PublisherListener listener,
        Runnable closeClient) {
      PublisherSettings settings =
          new PublisherSettings(
              "default",
              null,
              new EventEncoder("demo", maxRequestBytes, Duration.ofHours(24), 4_096),
              DELIVERY_TIMEOUT,
              listener,
              traceContext,
              maxEventsPerSecond);
      return new AsyncPublisher(
          settings,
          async(settings),
          transport,
          pacing,
          alarm,
          EventBus.by(new FakeEventBridge()),
          closeClient);
    }

    AsyncSettings async(PublisherSettings settings) {
      return new AsyncSettings(
          new Accumulator.Limits(
              maxEvents,
              maxBytes,
              maxRequestBytes,
              linger.toNanos(),
              DELIVERY_TIMEOUT.toNanos(),
              settings.shortestAttempt().toNanos()),
          new RequestWindow(maxInFlight),
          maxBlock,
          closeTimeout,
          executor);
    }
  }

  CompletableFuture<String> publish(int number) {
    return publisher.publish(PublisherUnderTest.event(number));
  }

  /** Publishes for its effect only. */
  void give(int number) {
    give(PublisherUnderTest.event(number));
  }

  void give(MomentoEvent event) {
    var unused = publisher.publish(event);
  }

  /** Publishes the events numbered {@code from} to below {@code to}. */
  List<CompletableFuture<String>> publish(int from, int to) {
    List<CompletableFuture<String>> futures = new ArrayList<>();
    for (int i = from; i < to; i++) {
      futures.add(publish(i));
    }
    return futures;
  }

  /** An event of about that many bytes. */
  static MomentoEvent event(int number, int bytes) {
    return CacheSet.of(
        "my-cache", "secret-key-" + number, "m".repeat(bytes), Duration.ofSeconds(60));
  }

  /** Why a future failed. */
  static Throwable failureOf(CompletableFuture<?> future) {
    if (!future.isDone()) {
      throw new AssertionError("not complete");
    }
    try {
      throw new AssertionError("did not fail: " + future.join());
    } catch (CompletionException e) {
      return e.getCause() == null ? e : e.getCause();
    }
  }

  /** How an event was rejected. */
  static PublishOutcome.Rejected rejectionOf(CompletableFuture<?> future) {
    return ((EventRejectedException) failureOf(future)).outcome();
  }

  /** Remembers what it was told. */
  static final class Heard implements PublisherListener {
    final List<RequestReport> requests = new CopyOnWriteArrayList<>();
    final List<ErrorCode> retries = new CopyOnWriteArrayList<>();
    final List<Duration> delays = new CopyOnWriteArrayList<>();
    final List<PublishOutcome> outcomes = new CopyOnWriteArrayList<>();
    final List<Integer> windows = new CopyOnWriteArrayList<>();
    final List<MomentoEvent> overflows = new CopyOnWriteArrayList<>();
    final List<Integer> losses = new CopyOnWriteArrayList<>();

    @Override
    public void onRequest(RequestReport report) {
      requests.add(report);
    }

    @Override
    public void onRetry(ErrorCode code, int entries, Duration delay) {
      retries.add(code);
      delays.add(delay);
    }

    @Override
    public void onOutcome(PublishOutcome outcome) {
      outcomes.add(outcome);
    }

    @Override
    public void onRequestWindow(int requests) {
      windows.add(requests);
    }

    @Override
    public void onOverflow(MomentoEvent event) {
      overflows.add(event);
    }

    @Override
    public void onClosedWithLoss(int events) {
      losses.add(events);
    }
  }
}
