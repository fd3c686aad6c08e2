package momento.eventbridge.local.internal.template;

import java.util.List;

/**
 * A rule of an event bus.
 *
 * @param name the rule's name
 * @param arn the rule's ARN, which names the bus unless it is the default one
 * @param eventBusName the bus's name, also where the file gives its ARN
 * @param eventPattern the pattern as JSON text
 * @param enabled whether the rule is at work
 * @param targets where matching events go
 */
public record Rule(
    String name,
    String arn,
    String eventBusName,
    String eventPattern,
    boolean enabled,
    List<Target> targets) {
  public Rule {
    targets = List.copyOf(targets);
  }
}
