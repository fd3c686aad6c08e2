package momento.eventbridge.samples.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class StepsInOrderTest {
  private final List<Integer> shown = new ArrayList<>();
  private final StepsInOrder steps = new StepsInOrder(step -> shown.add(step.number()));

  @RepeatedTest(200)
  void eachStepIsShownOnceAndInOrderHoweverTheyCome(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<Integer> coming = new ArrayList<>(List.of(1, 2, 3, 4, 5, 1, 2, 3, 4, 5));
    Collections.shuffle(coming, random);

    coming.forEach(number -> steps.add(step(number)));

    assertThat(shown).containsExactly(1, 2, 3, 4, 5);
    assertThat(steps.isComplete()).isTrue();
  }

  @Test
  void aStepThatIsAheadWaitsUntilThatIsGivenUp() {
    steps.add(step(1));
    steps.add(step(3));
    assertThat(shown).containsExactly(1);

    steps.giveUpWaiting();
    steps.add(step(2));

    assertThat(shown).containsExactly(1, 3);
    assertThat(steps.isComplete()).isFalse();
  }

  @Test
  void anEarlyEndWaitsForNothing() {
    steps.add(step(1));
    steps.add(step(3));
    steps.add(step(0));

    assertThat(shown).containsExactly(1, 3, 0);
    assertThat(steps.isComplete()).isTrue();
  }

  private static Step step(int number) {
    return new Step(number, 5, "text");
  }
}
