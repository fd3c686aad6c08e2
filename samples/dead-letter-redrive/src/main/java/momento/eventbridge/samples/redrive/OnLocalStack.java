package momento.eventbridge.samples.redrive;

import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import momento.eventbridge.CacheSet;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.deadletters.DeadLetterQueue;
import momento.eventbridge.deadletters.RedriveResult;
import momento.eventbridge.local.LocalMomentoStack;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A bad day: four kinds of dead letters, and what becomes of them. */
final class OnLocalStack {
  private static final Duration TTL = Duration.ofHours(1);

  private OnLocalStack() {}

  static boolean run(PrintStream out) throws InterruptedException {
    try (LocalMomentoStack stack = LocalMomentoStack.builder().caches("my-cache").start();
        SqsClient sqs = sqs(stack);
        DeadLetterQueue queue =
            DeadLetterQueue.builder()
                .queueUrl(stack.deadLetterQueueUrl().toString())
                .client(sqs)
                .build()) {
      badDay(stack);
      DeadLetterRedrive.look(queue, out);
      out.println("now my-cash becomes my-cache:");
      Correction correction = new Correction(Map.of("my-cash", "my-cache"), InstantSource.system());
      RedriveResult result = DeadLetterRedrive.redrive(queue, stack.publisher(), correction, out);
      stack.awaitIdle();
      out.printf(
          "the cache has %d items, letters in the queue: %d%n",
          stack.size("my-cache"), stack.deadLetters().size());
      return result.published() == 15
          && result.discarded() == 2
          && result.left() == 1
          && stack.size("my-cache") == 15
          && stack.deadLetters().size() == 1;
    }
  }

  private static void badDay(LocalMomentoStack stack) throws InterruptedException {
    MomentoEventPublisher publisher = stack.publisher();
    for (int i = 0; i < 12; i++) {
      publisher.cacheSet("my-cash", "typing-error-" + i, "value " + i, TTL);
    }
    for (int i = 0; i < 2; i++) {
      publisher.publish(
          CacheSet.of("my-cash", "long-ago-" + i, "value " + i, TTL),
          EventAttributes.builder()
              .time(InstantSource.system().instant().minus(Duration.ofDays(1)))
              .build());
    }
    publisher.cacheDelete("someone-elses-cache", "key");
    stack.awaitIdle();
    stack.momentoFaults().refuseToken(); // an expired key: EventBridge tries for 24 hours
    for (int i = 0; i < 3; i++) {
      publisher.cacheSet("my-cache", "outage-" + i, "value " + i, TTL);
    }
    stack.awaitIdle(); // those 24 hours pass at once
    stack.momentoFaults().acceptToken();
  }

  private static SqsClient sqs(LocalMomentoStack stack) {
    return SqsClient.builder()
        .endpointOverride(stack.deadLetterQueueUrl().resolve("/"))
        .region(Region.US_EAST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .build();
  }
}
