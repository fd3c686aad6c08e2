package momento.eventbridge.samples.capacity;

import java.util.Comparator;
import java.util.List;
import momento.eventbridge.DetailType;

/**
 * What becomes of a load on the path: the hops in order, and what follows from the narrowest.
 *
 * <p>The arithmetic takes every rate as even. Real traffic comes in bursts, which the bus evens
 * out: behind it, only the mean over 24 hours counts.
 */
record Forecast(Load load, List<Hop> hops) {
  /** How long EventBridge keeps trying to deliver an event (user guide, "retry policy"). */
  private static final double MAX_AGE_SECONDS = 24 * 3_600;

  /** Each started 64 KB counts as one event (EventBridge pricing page). */
  private static final int BILLED_BYTES = 64 * 1_024;

  private static final double USD_PER_EVENT = 1.00 / 1_000_000;
  private static final double USD_PER_INVOCATION = 0.20 / 1_000_000;

  Forecast {
    hops = List.copyOf(hops);
  }

  /**
   * Follows a load along the path.
   *
   * @param destinationPerSecond what the API destination lets through (the stack's parameter)
   * @param momentoPerSecond what the Momento account takes
   */
  static Forecast of(
      Load load, RegionQuotas quotas, double destinationPerSecond, double momentoPerSecond) {
    double events = load.eventsPerSecond();
    return new Forecast(
        load,
        List.of(
            new Hop(
                "PutEvents",
                "requests",
                events / load.entriesPerRequest(),
                quotas.putEventsPerSecond(),
                "throttled; the publisher slows down and tries again until deliveryTimeout"),
            new Hop(
                "rules",
                "invocations",
                events,
                quotas.invocationsPerSecond(),
                "delayed, for 24 hours at most"),
            new Hop(
                "API destination",
                "calls",
                events,
                destinationPerSecond,
                "delayed, for 24 hours at most"),
            new Hop(
                "Momento",
                load.type() == DetailType.TOPIC_PUBLISH ? "messages" : "operations",
                events,
                momentoPerSecond,
                "429; EventBridge tries again, for 24 hours at most")));
  }

  /** The hop that gives way first. */
  Hop narrowest() {
    return hops.stream().max(Comparator.comparingDouble(Hop::use)).orElseThrow();
  }

  /** Events per second that the bus is given. */
  double acceptedPerSecond() {
    return load.eventsPerSecond() / Math.max(1, hops.get(0).use());
  }

  /** Events per second that come out at the end. */
  double deliveredPerSecond() {
    double delivered = acceptedPerSecond();
    for (Hop hop : hops.subList(1, hops.size())) {
      delivered = Math.min(delivered, hop.limit());
    }
    return delivered;
  }

  /** By how many events per second the backlog behind the bus grows. */
  double backlogGrowth() {
    return acceptedPerSecond() - deliveredPerSecond();
  }

  /**
   * Seconds until an event is 24 hours old and so lost to the dead-letter queue; infinite: never.
   */
  double secondsUntilLoss() {
    double second = eventsBeforeLoss() / acceptedPerSecond();
    return load.hasEnd() && second >= load.total() / acceptedPerSecond()
        ? Double.POSITIVE_INFINITY
        : second + MAX_AGE_SECONDS;
  }

  /** How many events of a bulk load are lost to the dead-letter queue. */
  double lost() {
    return load.hasEnd() ? Math.max(0, load.total() - eventsBeforeLoss()) : 0;
  }

  /** The n-th event waits n / delivered - n / accepted seconds. */
  private double eventsBeforeLoss() {
    double waitPerEvent = 1 / deliveredPerSecond() - 1 / acceptedPerSecond();
    return waitPerEvent <= 0 ? Double.POSITIVE_INFINITY : MAX_AGE_SECONDS / waitPerEvent;
  }

  /** How long a bulk load takes until its last event is applied, in seconds. */
  double seconds() {
    return load.total() / deliveredPerSecond();
  }

  /** Publishing and one delivery, without transfer and without Momento. */
  double usdPerMillionEvents() {
    int billed = (load.entryBytes() + BILLED_BYTES - 1) / BILLED_BYTES;
    return 1_000_000 * (billed * USD_PER_EVENT + USD_PER_INVOCATION);
  }
}
