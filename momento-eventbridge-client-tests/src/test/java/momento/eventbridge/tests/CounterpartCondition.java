package momento.eventbridge.tests;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips or fails a test whose counterpart is not there. */
final class CounterpartCondition implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    RunsAgainst needed =
        AnnotationSupport.findAnnotation(context.getElement(), RunsAgainst.class).orElse(null);
    if (needed == null) {
      return ConditionEvaluationResult.enabled("needs no counterpart of its own");
    }
    for (Counterpart counterpart : needed.value()) {
      Counterpart.Origin origin = RunningCounterpart.origin(counterpart);
      if (origin instanceof Counterpart.Origin.Missing missing) {
        throw new IllegalStateException(missing.reason());
      }
      if (origin instanceof Counterpart.Origin.Skipped) {
        return ConditionEvaluationResult.disabled("set " + counterpart.howToRun());
      }
    }
    return ConditionEvaluationResult.enabled("every counterpart is there");
  }
}
