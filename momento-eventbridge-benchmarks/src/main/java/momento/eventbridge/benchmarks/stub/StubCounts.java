package momento.eventbridge.benchmarks.stub;

/**
 * What a stub has seen since it was told its quota last.
 *
 * @param requests that it took
 * @param entries in them
 * @param throttled requests that it refused
 */
public record StubCounts(long requests, long entries, long throttled) {

  /** What came since an earlier look. */
  public StubCounts since(StubCounts earlier) {
    return new StubCounts(
        requests - earlier.requests, entries - earlier.entries, throttled - earlier.throttled);
  }
}
