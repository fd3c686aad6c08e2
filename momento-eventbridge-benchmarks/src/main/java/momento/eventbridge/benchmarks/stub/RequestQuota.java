package momento.eventbridge.benchmarks.stub;

/**
 * A quota of requests a second, as a bucket that fills evenly and holds the tokens of a tenth of a
 * second. EventBridge publishes its quotas as requests a second and not how large a burst may be; a
 * small bucket is the stricter reading. Not safe for use by several threads.
 */
final class RequestQuota {
  private static final double SECONDS_IN_BUCKET = 0.1;

  private final long requestsPerSecond;
  private final double capacity;
  private double tokens;
  private long lastNanos;

  /** A full bucket. */
  RequestQuota(long requestsPerSecond, long nanoTime) {
    this.requestsPerSecond = requestsPerSecond;
    this.capacity = Math.max(1, requestsPerSecond * SECONDS_IN_BUCKET);
    this.tokens = capacity;
    this.lastNanos = nanoTime;
  }

  /** Whether a request at that time is within the quota; it then uses a token. */
  boolean take(long nanoTime) {
    tokens = Math.min(capacity, tokens + (nanoTime - lastNanos) * 1e-9 * requestsPerSecond);
    lastNanos = nanoTime;
    if (tokens < 1) {
      return false;
    }
    tokens -= 1;
    return true;
  }
}
