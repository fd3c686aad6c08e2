package momento.eventbridge.spring;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublisherListener;
import momento.eventbridge.RequestReport;

/** Every listener bean as one. What one of them throws does not keep the news from the others. */
record PublisherListeners(List<PublisherListener> listeners) implements PublisherListener {

  @Override
  public void onRequest(RequestReport report) {
    each(listener -> listener.onRequest(report));
  }

  @Override
  public void onRetry(ErrorCode code, int entries, Duration delay) {
    each(listener -> listener.onRetry(code, entries, delay));
  }

  @Override
  public void onOutcome(PublishOutcome outcome) {
    each(listener -> listener.onOutcome(outcome));
  }

  @Override
  public void onRequestWindow(int requests) {
    each(listener -> listener.onRequestWindow(requests));
  }

  @Override
  public void onOverflow(MomentoEvent event) {
    each(listener -> listener.onOverflow(event));
  }

  @Override
  public void onClosedWithLoss(int events) {
    each(listener -> listener.onClosedWithLoss(events));
  }

  private void each(Consumer<PublisherListener> call) {
    Throwable first = null;
    for (PublisherListener listener : listeners) {
      try {
        call.accept(listener);
      } catch (RuntimeException | Error e) {
        first = first == null ? e : first;
      }
    }
    if (first instanceof Error error) {
      throw error; // the publisher logs it
    } else if (first instanceof RuntimeException exception) {
      throw exception; // likewise
    }
  }
}
