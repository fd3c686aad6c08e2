package momento.eventbridge.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final HandDrivenTask task = new HandDrivenTask();

  @Test
  void whileAnElementWaitsForItsTurnTheTaskGoesOnWithAnswers() throws Exception {
    CompletableFuture<Void> turn = new CompletableFuture<>();
    List<String> done = new ArrayList<>();
    task.execute(() -> done.add("an answer"), "settle");
    task.outside(
        () -> {
          done.add("the turn comes");
          turn.complete(null);
        });

    new Turns(giving(turn), task).await();

    assertThat(done).containsExactly("an answer", "the turn comes");
  }

  @Test
  void aTurnThatIsThereIsTakenAtOnce() throws Exception {
    List<String> done = new ArrayList<>();
    task.execute(() -> done.add("an answer"), "settle");

    new Turns(giving(CompletableFuture.completedFuture(null)), task).await();
    Turns.of(Double.POSITIVE_INFINITY, 8, task).await();

    assertThat(done).isEmpty();
  }

  private static RateLimiter<SourceSplit> giving(CompletableFuture<Void> turn) {
    return new RateLimiter<>() {
      @Override
      public CompletionStage<Void> acquire(int permits) {
        assertThat(permits).isEqualTo(1);
        return turn;
      }
    };
  }
}
