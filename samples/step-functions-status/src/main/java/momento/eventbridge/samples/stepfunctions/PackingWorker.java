package momento.eventbridge.samples.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import momento.eventbridge.MomentoEventException;
import momento.eventbridge.MomentoEventPublisher;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.GetActivityTaskResponse;

/** Does the work of the state {@code PackOrder}, and tells how far it is by the publisher. */
final class PackingWorker implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int STEPS = 5;

  private final SfnClient stepFunctions;
  private final String activityArn;
  private final MomentoEventPublisher publisher;
  private final String cacheName;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  PackingWorker(
      SfnClient stepFunctions,
      String activityArn,
      MomentoEventPublisher publisher,
      String cacheName) {
    this.stepFunctions = stepFunctions;
    this.activityArn = activityArn;
    this.publisher = publisher;
    this.cacheName = cacheName;
  }

  /** Works in the background until it is closed. */
  void start() {
    thread.execute(this::work);
  }

  private void work() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        GetActivityTaskResponse task =
            stepFunctions.getActivityTask(request -> request.activityArn(activityArn));
        if (task.taskToken() != null && !task.taskToken().isEmpty()) {
          pack(task.taskToken(), task.input());
        }
      }
    } catch (AbortedException e) {
      Thread.currentThread().interrupt(); // closed while it waited for work
    } catch (SdkException e) {
      System.err.println("the worker has ended: " + e.getMessage());
    }
  }

  private void pack(String taskToken, String input) {
    try {
      JsonNode order = JSON.readTree(input);
      String topic = order.path("topicName").textValue();
      int items = order.path("items").intValue();
      if (items < 1) {
        stepFunctions.sendTaskFailure(
            request -> request.taskToken(taskToken).error("NothingToPack"));
        return;
      }
      tell(topic, 2, "picking " + items + " items");
      tell(topic, 3, "packing them");
      tell(topic, 4, "waiting for the van");
      stepFunctions.sendTaskSuccess(
          request ->
              request.taskToken(taskToken).output("{\"trackingNumber\":\"MO-" + items + "\"}"));
    } catch (IOException e) {
      throw new UncheckedIOException("the input of PackOrder is not JSON", e);
    }
  }

  /** The order goes on even if nobody can be told about it. */
  private void tell(String topic, int step, String text) {
    try {
      publisher.topicPublish(cacheName, topic, new Step(step, STEPS, text).message());
    } catch (MomentoEventException e) {
      System.err.println("step " + step + " could not be told: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
