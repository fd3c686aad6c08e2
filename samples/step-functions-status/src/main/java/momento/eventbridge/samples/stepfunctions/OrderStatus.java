package momento.eventbridge.samples.stepfunctions;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.local.LocalMomentoStack;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * Sends one order through the workflow and prints what its customer sees. Without an argument on
 * the MiniStack of {@code MINISTACK_ENDPOINT} and a Momento in this process; with {@code --aws} on
 * the account of the environment.
 */
public final class OrderStatus {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private OrderStatus() {}

  /**
   * Runs it; the exit code is 0 only if the last step was seen.
   *
   * @param arguments {@code --aws}, or nothing
   * @throws IOException if Momento cannot be asked
   * @throws InterruptedException if the thread is interrupted
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    boolean complete =
        switch (String.join(" ", arguments)) {
          case "" -> onMiniStack(System.getenv());
          case "--aws" -> onAws(System.getenv());
          default -> {
            System.out.println("The only argument is --aws; without it, MiniStack is used.");
            yield false;
          }
        };
    if (!complete) {
      System.exit(1);
    }
  }

  private static boolean onMiniStack(Map<String, String> environment)
      throws IOException, InterruptedException {
    String endpoint = environment.getOrDefault("MINISTACK_ENDPOINT", "");
    if (endpoint.isBlank()) {
      System.out.println(
          "This needs a Step Functions: run samples/step-functions-status/run, which starts"
              + " MiniStack, or set MINISTACK_ENDPOINT");
      return false;
    }
    String cache = "my-cache";
    try (LocalMomentoStack momento = LocalMomentoStack.builder().caches(cache).start();
        MiniStack miniStack = new MiniStack(URI.create(endpoint))) {
      String bus = miniStack.createBus(momento.momentoEndpoint(), momento.token());
      String activity = miniStack.createActivity();
      String workflow = miniStack.createWorkflow(OrderWorkflow.definition(cache, bus, activity));
      try (MomentoEventPublisher publisher =
              MomentoEventPublisher.builder()
                  .client(miniStack.eventBridge())
                  .eventBusName(bus)
                  .source("packing-worker")
                  .build();
          PackingWorker worker =
              new PackingWorker(miniStack.stepFunctions(), activity, publisher, cache)) {
        return run(
            miniStack.stepFunctions(),
            workflow,
            worker,
            momento.momentoEndpoint(),
            momento.token(),
            cache);
      }
    }
  }

  private static boolean onAws(Map<String, String> environment)
      throws IOException, InterruptedException {
    String cache = environment.getOrDefault("MOMENTO_CACHE", "my-cache");
    try (SfnClient stepFunctions = SfnClient.create();
        MomentoEventPublisher publisher =
            MomentoEventPublisher.builder()
                .eventBusName(environment.getOrDefault("EVENT_BUS_NAME", "default"))
                .source("packing-worker")
                .build();
        PackingWorker worker =
            new PackingWorker(
                stepFunctions,
                required(environment, "PACK_ORDER_ACTIVITY_ARN"),
                publisher,
                cache)) {
      return run(
          stepFunctions,
          required(environment, "ORDER_WORKFLOW_ARN"),
          worker,
          URI.create(required(environment, "MOMENTO_ENDPOINT")),
          required(environment, "MOMENTO_API_KEY"),
          cache);
    }
  }

  private static boolean run(
      SfnClient stepFunctions,
      String workflow,
      PackingWorker worker,
      URI momento,
      String token,
      String cache)
      throws IOException, InterruptedException {
    String orderId = UUID.randomUUID().toString();
    worker.start();
    OrderWorkflow.start(stepFunctions, workflow, orderId, 3);
    boolean complete =
        new OrderScreen(momento, token, cache, OrderWorkflow.topic(orderId), PATIENCE)
            .follow(step -> System.out.println("screen: " + step.message()));
    System.out.println(complete ? "That was the last step." : "There is no news any more.");
    return complete;
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    if (value.isBlank()) {
      throw new IllegalArgumentException("set " + name + "; see the README of this sample");
    }
    return value;
  }
}
