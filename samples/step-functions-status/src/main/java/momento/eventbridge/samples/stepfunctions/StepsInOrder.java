package momento.eventbridge.samples.stepfunctions;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Shows each step once and in order, however they come. Not safe for use by several threads. */
final class StepsInOrder {
  private final Consumer<Step> screen;
  private final SortedMap<Integer, Step> early = new TreeMap<>();
  private int next = 1;
  private boolean complete;

  StepsInOrder(Consumer<Step> screen) {
    this.screen = screen;
  }

  void add(Step step) {
    if (step.isEarlyEnd()) {
      giveUpWaiting();
      show(step);
    } else if (step.number() >= next) {
      early.put(step.number(), step);
    }
    for (Step due = early.remove(next); due != null; due = early.remove(next)) {
      show(due);
    }
  }

  /** Whether the last step has been shown. */
  boolean isComplete() {
    return complete;
  }

  /** Shows what waits for others that do not come. */
  void giveUpWaiting() {
    early.values().forEach(this::show);
    early.clear();
  }

  private void show(Step step) {
    screen.accept(step);
    next = step.number() + 1;
    complete = step.isEarlyEnd() || step.number() == step.of();
  }
}
