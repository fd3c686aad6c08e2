package momento.eventbridge.benchmarks.quota;

/**
 * How a publisher fares under a quota.
 *
 * @param publisher who
 * @param requestsPerSecond the quota
 * @param seconds how long it was overloaded
 * @param accepted events that the stub accepted in that time
 * @param rejected events that the publisher gave up
 * @param throttledRequests what the stub refused in that time
 */
public record Overload(
    String publisher,
    long requestsPerSecond,
    double seconds,
    long accepted,
    long rejected,
    long throttledRequests) {

  /** Whether our publisher fared so, and not the SDK by hand. */
  public boolean byOurPublisher() {
    return publisher.equals(OurPublishing.NAME);
  }

  /** Whether the quota was reached at all; a large one can be more than the machine sends. */
  public boolean reached() {
    return throttledRequests > 0;
  }

  /** The part of what ten events a request would make of the quota. */
  public double goodput() {
    return accepted / seconds / (requestsPerSecond * 10);
  }
}
