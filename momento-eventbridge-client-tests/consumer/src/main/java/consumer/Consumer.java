package consumer;

import java.time.Duration;
import momento.eventbridge.CacheSet;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.deadletters.DeadLetterQueue;
import momento.eventbridge.local.LocalMomentoStack;

/** Publishes one event with each publisher and looks into the dead-letter queue, as an application would. */
public final class Consumer {
  private Consumer() {}

  public static void main(String[] args) throws Exception {
    try (LocalMomentoStack stack = LocalMomentoStack.start()) {
      // As an environment would say to the SDK where SQS is.
      System.setProperty("aws.endpointUrlSqs", stack.deadLetterQueueUrl().resolve("/").toString());
      System.setProperty("aws.region", "us-east-1");
      System.setProperty("aws.accessKeyId", "any");
      System.setProperty("aws.secretAccessKey", "any");
      run(stack);
    }
  }

  private static void run(LocalMomentoStack stack) throws InterruptedException {
    try (MomentoEventPublisher publisher = stack.publisher();
        MomentoEventAsyncPublisher asyncPublisher =
            MomentoEventAsyncPublisher.builder().client(stack.eventBridgeAsyncClient()).build();
        DeadLetterQueue queue =
            DeadLetterQueue.builder().queueUrl(stack.deadLetterQueueUrl().toString()).build()) {
      stack.createCache("my-cache");

      publisher.cacheSet("my-cache", "test-key", "hello world!", Duration.ofMinutes(5));
      asyncPublisher
          .publish(CacheSet.of("my-cache", "other-key", "hello again!", Duration.ofMinutes(5)))
          .join();
      stack.awaitIdle();

      System.out.println(
          (Consumer.class.getModule().isNamed() ? "module path" : "class path")
              + ", JDK "
              + Runtime.version().feature()
              + ": test-key = "
              + stack.get("my-cache", "test-key").orElseThrow().text()
              + ", other-key = "
              + stack.get("my-cache", "other-key").orElseThrow().text()
              + ", redriven: "
              + queue.redrive(publisher));
    }
  }
}
