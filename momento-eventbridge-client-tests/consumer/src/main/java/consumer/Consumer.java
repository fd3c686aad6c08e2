package consumer;

import java.time.Duration;
import momento.eventbridge.CacheSet;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.deadletters.DeadLetterQueue;
import momento.eventbridge.local.LocalMomentoStack;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Publishes one event with each publisher and looks into the dead-letter queue, as an application
 * would: once with the SDK's clients that the library makes, once with its own.
 */
public final class Consumer {
  private Consumer() {}

  public static void main(String[] args) throws Exception {
    try (LocalMomentoStack stack = LocalMomentoStack.builder().caches("my-cache").start()) {
      // As an environment would say to the SDK where EventBridge and SQS are.
      System.setProperty("aws.endpointUrlEventBridge", stack.eventBridgeEndpoint().toString());
      System.setProperty("aws.endpointUrlSqs", stack.deadLetterQueueUrl().resolve("/").toString());
      System.setProperty("aws.region", "us-east-1");
      System.setProperty("aws.accessKeyId", "any");
      System.setProperty("aws.secretAccessKey", "any");

      withTheLibrarysClients(stack);
      Marks marks = withOwnClients(stack);
      stack.awaitIdle();

      System.out.println(
          (Consumer.class.getModule().isNamed() ? "module path" : "class path")
              + ", JDK "
              + Runtime.version().feature()
              + ": sync = "
              + text(stack, "sync")
              + ", async = "
              + text(stack, "async")
              + ", own = "
              + text(stack, "own")
              + ", requests of "
              + marks);
    }
  }

  private static void withTheLibrarysClients(LocalMomentoStack stack) {
    try (MomentoEventPublisher publisher = MomentoEventPublisher.create();
        MomentoEventAsyncPublisher asyncPublisher = MomentoEventAsyncPublisher.create();
        DeadLetterQueue queue =
            DeadLetterQueue.builder().queueUrl(stack.deadLetterQueueUrl().toString()).build()) {
      publisher.cacheSet("my-cache", "sync", "hello world!", Duration.ofMinutes(5));
      asyncPublisher
          .publish(CacheSet.of("my-cache", "async", "hello again!", Duration.ofMinutes(5)))
          .join();
      queue.redrive(publisher);
    }
  }

  private static Marks withOwnClients(LocalMomentoStack stack) {
    Marks marks = new Marks();
    try (EventBridgeClient eventBridge =
            EventBridgeClient.builder()
                .overrideConfiguration(c -> c.addExecutionInterceptor(marks))
                .build();
        SqsClient sqs =
            SqsClient.builder()
                .overrideConfiguration(c -> c.addExecutionInterceptor(marks))
                .build();
        MomentoEventPublisher publisher =
            MomentoEventPublisher.builder().client(eventBridge).build();
        DeadLetterQueue queue =
            DeadLetterQueue.builder()
                .queueUrl(stack.deadLetterQueueUrl().toString())
                .client(sqs)
                .build()) {
      publisher.cacheSet("my-cache", "own", "and again!", Duration.ofMinutes(5));
      queue.redrive(publisher);
    }
    return marks;
  }

  private static String text(LocalMomentoStack stack, String key) {
    return stack.get("my-cache", key).orElseThrow().text();
  }
}
