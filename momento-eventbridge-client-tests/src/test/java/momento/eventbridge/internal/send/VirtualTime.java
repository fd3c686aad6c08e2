package momento.eventbridge.internal.send;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.PublisherListener;
import momento.eventbridge.internal.core.EventEncoder;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * A publisher's time and chance for tests outside this package: waits take no time, and the same
 * seed gives the same waits. Only the wire between publisher and service knows the real time.
 */
public final class VirtualTime {
  private static final int MAX_REQUEST_BYTES = 1_000_000;
  private static final int MAX_TOPIC_MESSAGE_BYTES = 4_096;

  private final AtomicLong nanos = new AtomicLong();
  private final Random random;

  /** A time that begins now, with this seed for what chance decides. */
  public VirtualTime(long seed) {
    this.random = new Random(seed);
  }

  /** Lets time pass. */
  public void pass(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }

  /**
   * The publisher that works on the caller's thread, in this time.
   *
   * @param deliveryTimeout of this time; a tenth of it must be far more than a request takes on any
   *     machine, because it is also how long a request may take in real time, at the least
   */
  public MomentoEventPublisher publisher(EventBridgeClient client, Duration deliveryTimeout) {
    PublisherSettings settings =
        new PublisherSettings(
            "default",
            null,
            new EventEncoder(
                "fault-storm", MAX_REQUEST_BYTES, Duration.ofHours(24), MAX_TOPIC_MESSAGE_BYTES),
            deliveryTimeout,
            new PublisherListener() {},
            TraceContext.NONE,
            Double.POSITIVE_INFINITY);
    VirtualPacing pacing = new VirtualPacing();
    return new SyncPublisher(
        settings, new SdkPutEvents(client, "default", null), pacing, EventBus.by(client), () -> {});
  }

  private final class VirtualPacing implements Pacing {
    @Override
    public long nanoTime() {
      return nanos.get();
    }

    @Override
    public void sleep(Duration duration) {
      pass(duration);
    }

    @Override
    public double random() {
      return random.nextDouble();
    }
  }
}
