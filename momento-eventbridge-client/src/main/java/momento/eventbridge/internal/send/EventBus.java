package momento.eventbridge.internal.send;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import momento.eventbridge.EventBusNotFoundException;
import momento.eventbridge.MomentoEventException;
import momento.eventbridge.internal.core.AnswerClassifier;
import momento.eventbridge.internal.core.Backoff;
import momento.eventbridge.internal.core.CallFailure;
import momento.eventbridge.internal.core.Verdict;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;

/** The bus that a publisher sends to. */
record EventBus(PublisherSettings settings, Describe describe, Pacing pacing) {
  private static final int ATTEMPTS = 3;

  /** One call of the SDK, up to its answer; throws what the SDK throws. */
  interface Describe {
    void call(DescribeEventBusRequest request, Duration timeout) throws InterruptedException;
  }

  /** Asks this client. */
  static Describe by(EventBridgeClient client) {
    return (request, timeout) -> call(client, request);
  }

  /** Asks this client, and waits. */
  static Describe by(EventBridgeAsyncClient client) {
    return (request, timeout) -> call(client, request, timeout);
  }

  private static void call(EventBridgeClient client, DescribeEventBusRequest request)
      throws InterruptedException {
    try {
      client.describeEventBus(request);
    } catch (RuntimeException e) {
      if (SdkFailure.of(e).kind() == CallFailure.Kind.INTERRUPTED) {
        throw new InterruptedException(); // the SDK's has another type
      }
      throw e;
    }
  }

  /** A client of the caller's need not heed the timeout that the request bears. */
  private static void call(
      EventBridgeAsyncClient client, DescribeEventBusRequest request, Duration timeout)
      throws InterruptedException {
    CompletableFuture<?> answer = client.describeEventBus(request);
    try {
      answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new CompletionException(e.getCause());
    } catch (TimeoutException e) {
      throw ApiCallTimeoutException.create(timeout.toMillis());
    } finally {
      answer.cancel(true); // of no effect once it is there
    }
  }

  /** Asks the service, because {@code PutEvents} accepts events for a bus that does not exist. */
  void verify() {
    try {
      verifyInTime();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MomentoEventException(
          "whether event bus "
              + settings.eventBusName()
              + " exists is not known, because the thread was interrupted before EventBridge"
              + " answered: ask again");
    }
  }

  private void verifyInTime() throws InterruptedException {
    long deadline = pacing.nanoTime() + settings.deliveryTimeout().toNanos();
    for (int attempt = 1; ; attempt++) {
      Duration timeout = timeout(deadline - pacing.nanoTime());
      try {
        describe.call(request(timeout), timeout);
        return;
      } catch (ResourceNotFoundException e) {
        throw new EventBusNotFoundException(settings.eventBusName());
      } catch (RuntimeException e) {
        Verdict.Failed failed = AnswerClassifier.ofRequest(SdkFailure.ofAsync(e));
        if (failed.next() != Verdict.Next.RETRY || attempt == ATTEMPTS) {
          throw unknown(failed.reason());
        }
        long pause = Backoff.nanos(attempt, pacing.random());
        if (deadline - pacing.nanoTime() - pause < settings.shortestAttempt().toNanos()) {
          throw unknown(
              failed.reason()
                  + "; the delivery timeout of "
                  + settings.deliveryTimeout()
                  + " leaves no time to ask again");
        }
        pacing.sleep(Duration.ofNanos(pause));
      }
    }
  }

  /** As of any request; time may run out while the thread sleeps, and the SDK refuses nothing. */
  private Duration timeout(long nanosLeft) {
    long longest = Math.min(settings.attemptTimeout().toNanos(), nanosLeft);
    return Duration.ofNanos(Math.max(longest, settings.shortestAttempt().toNanos()));
  }

  private DescribeEventBusRequest request(Duration timeout) {
    return DescribeEventBusRequest.builder()
        .name(settings.eventBusName())
        .overrideConfiguration(c -> c.apiCallTimeout(timeout).addApiName(UserAgent.MARK))
        .build();
  }

  private MomentoEventException unknown(String why) {
    return new MomentoEventException(
        "whether event bus "
            + settings.eventBusName()
            + " exists could not be found out (the right for it is events:DescribeEventBus): "
            + why);
  }
}
