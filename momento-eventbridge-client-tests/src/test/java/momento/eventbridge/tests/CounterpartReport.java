package momento.eventbridge.tests;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Says at the end of the run how many tests ran against each counterpart and how to run the others:
 * a green build alone does not tell.
 */
public final class CounterpartReport implements TestExecutionListener {
  private final Map<Counterpart, Integer> run = new EnumMap<>(Counterpart.class);
  private final Map<Counterpart, Integer> failed = new EnumMap<>(Counterpart.class);
  private final Set<Counterpart> skipped = EnumSet.noneOf(Counterpart.class);

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    boolean successful = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
    for (Counterpart counterpart : counterparts(test)) {
      if (test.isTest()) {
        run.merge(counterpart, 1, Integer::sum);
      }
      // A class that fails before its first test counts as well.
      if (!successful) {
        failed.merge(counterpart, 1, Integer::sum);
      }
    }
  }

  @Override
  public synchronized void executionSkipped(TestIdentifier test, String reason) {
    skipped.addAll(counterparts(test));
  }

  @Override
  public synchronized void testPlanExecutionFinished(TestPlan plan) {
    List<String> counts = new ArrayList<>();
    List<String> hints = new ArrayList<>();
    for (Counterpart counterpart : Counterpart.values()) {
      int failures = failed.getOrDefault(counterpart, 0);
      if (run.containsKey(counterpart) || failures > 0) {
        counts.add(
            counterpart.title()
                + " "
                + run.getOrDefault(counterpart, 0)
                + (failures == 0 ? "" : " (" + failures + " failed)"));
      }
      if (skipped.contains(counterpart)
          && RunningCounterpart.origin(counterpart) instanceof Counterpart.Origin.Skipped) {
        counts.add(counterpart.title() + " skipped");
        hints.add(counterpart.howToRun());
      }
    }
    if (!counts.isEmpty()) {
      System.out.println(
          "Tests per counterpart: "
              + String.join(", ", counts)
              + (hints.isEmpty() ? "" : ". To run the skipped: set " + String.join(", ", hints)));
    }
  }

  private static Set<Counterpart> counterparts(TestIdentifier test) {
    Set<Counterpart> counterparts = EnumSet.noneOf(Counterpart.class);
    TestSource source = test.getSource().orElse(null);
    if (source instanceof MethodSource method) {
      add(
          AnnotationSupport.findAnnotation(method.getJavaMethod(), RunsAgainst.class),
          counterparts);
      add(AnnotationSupport.findAnnotation(method.getJavaClass(), RunsAgainst.class), counterparts);
    } else if (source instanceof ClassSource type) {
      add(AnnotationSupport.findAnnotation(type.getJavaClass(), RunsAgainst.class), counterparts);
    }
    return counterparts;
  }

  private static void add(Optional<RunsAgainst> needed, Set<Counterpart> counterparts) {
    needed.ifPresent(annotation -> counterparts.addAll(List.of(annotation.value())));
  }
}
