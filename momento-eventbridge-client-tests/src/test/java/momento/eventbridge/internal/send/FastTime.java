package momento.eventbridge.internal.send;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.PublisherListener;
import momento.eventbridge.internal.core.Accumulator;
import momento.eventbridge.internal.core.EventEncoder;
import momento.eventbridge.internal.core.RequestWindow;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;

/**
 * The time of asynchronous publishers for tests outside this package. It runs a hundred times as
 * fast as the machine's, and more of it can pass at once: so back-offs cost little, and deadlines
 * keep their order.
 */
public final class FastTime {
  private static final int TIMES_FASTER = 100;
  private static final int MAX_REQUEST_BYTES = 1_000_000;
  private static final int MAX_TOPIC_MESSAGE_BYTES = 4_096;
  private static final int MAX_EVENTS = 10_000;
  private static final long MAX_BYTES = 32L * 1_024 * 1_024;
  private static final int MAX_IN_FLIGHT_REQUESTS = 48;

  private final AtomicLong passed = new AtomicLong();

  /** A time that runs from now on. */
  public FastTime() {}

  /** Lets time pass at once. */
  public void pass(Duration duration) {
    passed.addAndGet(duration.toNanos());
  }

  /**
   * A publisher in this time that blocks when its buffer is full.
   *
   * @param deliveryTimeout of this time
   * @param closeTimeout of the machine's time, as the time that a full buffer may block is
   */
  public MomentoEventAsyncPublisher publisher(
      EventBridgeAsyncClient client,
      Duration deliveryTimeout,
      Duration closeTimeout,
      PublisherListener listener) {
    PublisherSettings settings =
        new PublisherSettings(
            "default",
            null,
            new EventEncoder(
                "fault-storm", MAX_REQUEST_BYTES, Duration.ofHours(24), MAX_TOPIC_MESSAGE_BYTES),
            deliveryTimeout,
            listener,
            TraceContext.NONE,
            Double.POSITIVE_INFINITY);
    Pacing pacing = new FastPacing();
    return new AsyncPublisher(
        settings,
        new AsyncSettings(
            new Accumulator.Limits(
                MAX_EVENTS,
                MAX_BYTES,
                MAX_REQUEST_BYTES,
                0,
                deliveryTimeout.toNanos(),
                settings.shortestAttempt().toNanos()),
            new RequestWindow(MAX_IN_FLIGHT_REQUESTS),
            Duration.ofHours(1),
            closeTimeout,
            Runnable::run),
        new SdkAsyncPutEvents(client, new PutEventsFormat("default", null)),
        pacing,
        new FastAlarm(),
        EventBus.by(client),
        () -> {});
  }

  private final class FastPacing implements Pacing {
    @Override
    public long nanoTime() {
      return System.nanoTime() * TIMES_FASTER + passed.get();
    }

    @Override
    public void sleep(Duration duration) {
      pass(duration);
    }

    @Override
    public double random() {
      return ThreadLocalRandom.current().nextDouble();
    }
  }

  private static final class FastAlarm implements Alarm {
    private final Alarm alarm = new OnThread();

    @Override
    public void set(Duration in, Runnable call) {
      alarm.set(in.dividedBy(TIMES_FASTER), call);
    }

    @Override
    public void close() {
      alarm.close();
    }
  }
}
