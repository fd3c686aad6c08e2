package momento.eventbridge.local;

/**
 * Calls that are kept waiting, so that a test decides when they go on. How long is no matter: a
 * call of Momento that is held does not run into EventBridge's timeout.
 *
 * <p>EventBridge calls Momento for one event of a cache or topic at a time. So a hold at Momento
 * never has more than one call waiting for each of them, however many events are on their way.
 */
public interface Hold extends AutoCloseable {
  /**
   * Waits until a number of calls is being kept waiting, so that a test can act exactly then.
   *
   * @param calls how many, at least 1
   * @throws InterruptedException if the thread is interrupted while it waits
   * @throws IllegalStateException if the hold is or gets closed
   */
  void awaitCalls(int calls) throws InterruptedException;

  /** Lets all calls go on; closing again does nothing. */
  @Override
  void close();
}
