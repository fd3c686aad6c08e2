package momento.eventbridge.internal.send;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import momento.eventbridge.EventBusNotFoundException;
import momento.eventbridge.MomentoEventException;
import momento.eventbridge.internal.core.AnswerClassifier;
import momento.eventbridge.internal.core.Backoff;
import momento.eventbridge.internal.core.Verdict;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;

/** The bus that a publisher sends to. */
record EventBus(String name, Consumer<DescribeEventBusRequest> describe, Pacing pacing) {
  private static final int ATTEMPTS = 3;

  EventBus(EventBridgeClient client, String name, Pacing pacing) {
    this(name, client::describeEventBus, pacing);
  }

  EventBus(EventBridgeAsyncClient client, String name, Pacing pacing) {
    this(name, request -> await(client, request), pacing);
  }

  private static void await(EventBridgeAsyncClient client, DescribeEventBusRequest request) {
    try {
      client.describeEventBus(request).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  /** Asks the service, because {@code PutEvents} accepts events for a bus that does not exist. */
  void verify() {
    DescribeEventBusRequest request =
        DescribeEventBusRequest.builder()
            .name(name)
            .overrideConfiguration(c -> c.addApiName(UserAgent.MARK))
            .build();
    for (int attempt = 1; ; attempt++) {
      try {
        describe.accept(request);
        return;
      } catch (ResourceNotFoundException e) {
        throw new EventBusNotFoundException(name);
      } catch (RuntimeException e) {
        Verdict.Failed failed = AnswerClassifier.ofRequest(SdkFailure.of(e));
        if (failed.next() != Verdict.Next.RETRY || attempt == ATTEMPTS || !pause(attempt)) {
          throw new MomentoEventException(
              "whether event bus "
                  + name
                  + " exists could not be found out (the right for it is events:DescribeEventBus): "
                  + failed.reason());
        }
      }
    }
  }

  private boolean pause(int attempt) {
    try {
      pacing.sleep(Duration.ofNanos(Backoff.nanos(attempt, pacing.random())));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
