package momento.eventbridge.samples.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.local.LocalMomentoStack;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * The whole way on parts that we did not write: MiniStack's Step Functions runs the definition, its
 * EventBridge calls Momento's HTTP API, and the screen asks that for news.
 */
class OrderStatusIT {
  private static final String CACHE = "my-cache";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final String orderId = UUID.randomUUID().toString();
  private final List<String> shown = new ArrayList<>();
  private MiniStack miniStack;
  private LocalMomentoStack momento;
  private MomentoEventPublisher publisher;
  private PackingWorker worker;
  private String workflow;

  @BeforeEach
  void deploy() {
    miniStack = new MiniStack(Emulators.miniStack());
    momento = LocalMomentoStack.builder().caches(CACHE).start();
    String bus = miniStack.createBus(momento.momentoEndpoint(), momento.token());
    String activity = miniStack.createActivity();
    workflow = miniStack.createWorkflow(OrderWorkflow.definition(CACHE, bus, activity));
    publisher =
        MomentoEventPublisher.builder().client(miniStack.eventBridge()).eventBusName(bus).build();
    worker = new PackingWorker(miniStack.stepFunctions(), activity, publisher, CACHE);
    worker.start();
  }

  @AfterEach
  void close() {
    if (miniStack != null) {
      worker.close();
      publisher.close();
      momento.close();
      miniStack.close();
    }
  }

  @Test
  void theScreenShowsTheStepsOfWorkflowAndWorkerInOrder() throws IOException, InterruptedException {
    String execution = OrderWorkflow.start(miniStack.stepFunctions(), workflow, orderId, 3);

    assertThat(follow()).isTrue();

    assertThat(shown)
        .containsExactly(
            "1/5 order " + orderId + " received",
            "2/5 picking 3 items",
            "3/5 packing them",
            "4/5 waiting for the van",
            "5/5 order " + orderId + " shipped as MO-3");
    awaitStatus(execution, ExecutionStatus.SUCCEEDED);
  }

  @Test
  void anOrderThatCannotBePackedIsCancelledOnTheScreen() throws IOException, InterruptedException {
    String execution = OrderWorkflow.start(miniStack.stepFunctions(), workflow, orderId, 0);

    assertThat(follow()).isTrue();

    assertThat(shown).last().isEqualTo("0/5 order " + orderId + " cancelled: NothingToPack");
    awaitStatus(execution, ExecutionStatus.FAILED);
  }

  private boolean follow() throws IOException, InterruptedException {
    return new OrderScreen(
            momento.momentoEndpoint(),
            momento.token(),
            CACHE,
            OrderWorkflow.topic(orderId),
            PATIENCE)
        .follow(step -> shown.add(step.message()));
  }

  private void awaitStatus(String execution, ExecutionStatus status) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                miniStack
                    .stepFunctions()
                    .describeExecution(request -> request.executionArn(execution))
                    .status(),
            status::equals);
  }
}
