package momento.eventbridge.local.internal.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What CloudFormation would have created, as far as events pass through it.
 *
 * @param rules in the file's order
 * @param queues in the file's order
 * @param outputs the stack's outputs, in the file's order
 */
public record DeployedStack(List<Rule> rules, List<Queue> queues, Map<String, String> outputs) {
  public DeployedStack {
    rules = List.copyOf(rules);
    queues = List.copyOf(queues);
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }
}
