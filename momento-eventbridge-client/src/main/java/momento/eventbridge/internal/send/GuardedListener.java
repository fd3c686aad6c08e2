package momento.eventbridge.internal.send;

import java.time.Duration;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublisherListener;
import momento.eventbridge.RequestReport;
import org.slf4j.Logger;

/** Keeps what a listener throws away from publishing. */
record GuardedListener(PublisherListener listener, Logger logger) implements PublisherListener {

  @Override
  public void onRequest(RequestReport report) {
    guard(() -> listener.onRequest(report));
  }

  @Override
  public void onRetry(ErrorCode code, int entries, Duration delay) {
    guard(() -> listener.onRetry(code, entries, delay));
  }

  @Override
  public void onOutcome(PublishOutcome outcome) {
    guard(() -> listener.onOutcome(outcome));
  }

  @Override
  public void onRequestWindow(int requests) {
    guard(() -> listener.onRequestWindow(requests));
  }

  @Override
  public void onOverflow(MomentoEvent event) {
    guard(() -> listener.onOverflow(event));
  }

  @Override
  public void onClosedWithLoss(int events) {
    guard(() -> listener.onClosedWithLoss(events));
  }

  private void guard(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | Error e) {
      // Only the class: the text could quote the event that the listener was given.
      logger.warn(
          "listener {} threw {}; publishing goes on",
          listener.getClass().getName(),
          e.getClass().getName());
    }
  }
}
