package momento.eventbridge;

import java.time.Duration;

/**
 * Is told what a publisher does, for metrics. A synchronous publisher calls it on the publishing
 * thread, an asynchronous one where its callbacks run ({@link
 * MomentoEventAsyncPublisher.Builder#completionExecutor}); it must be fast, and safe for use by
 * several threads, with an asynchronous publisher or a shared one. What it throws is logged and
 * otherwise ignored.
 */
public interface PublisherListener {
  /**
   * A request is over, answered or not.
   *
   * @param report what it carried and how it went
   */
  default void onRequest(RequestReport report) {}

  /**
   * Entries wait to be sent again.
   *
   * @param code why
   * @param entries how many
   * @param delay for how long
   */
  default void onRetry(ErrorCode code, int entries, Duration delay) {}

  /**
   * An event has its outcome. One that a single {@code publish} refuses before sending has none:
   * its exception or failed future tells. {@code publishAll} reports such an event here.
   *
   * @param outcome the outcome
   */
  default void onOutcome(PublishOutcome outcome) {}

  /**
   * An asynchronous publisher's window of requests has changed, because the service throttled or
   * took requests again.
   *
   * @param requests how many may be under way at once
   */
  default void onRequestWindow(int requests) {}

  /**
   * An event was refused because an asynchronous publisher's buffer was full. Called on the thread
   * that published it.
   *
   * @param event the event
   */
  default void onOverflow(MomentoEvent event) {}

  /**
   * An asynchronous publisher was closed before all events had an outcome.
   *
   * @param events how many had none
   */
  default void onClosedWithLoss(int events) {}
}
