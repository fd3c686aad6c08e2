package momento.eventbridge.benchmarks.quota;

/** Publishes as much as it can and counts what it gave up. */
interface Publishing extends AutoCloseable {
  String name();

  void publishUntil(long nanoTime) throws InterruptedException;

  /** Waits for what is under way. */
  void settle() throws InterruptedException;

  /** Events given up so far. */
  long rejected();

  @Override
  void close();
}
