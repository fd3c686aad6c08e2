package momento.eventbridge.local.internal.bus;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import momento.eventbridge.local.internal.template.Rule;
import software.amazon.event.ruler.Machine;

/** The event buses that exist, and which of their rules an event matches. */
final class EventBuses {
  /** Every account has it, and it is meant where none is named. */
  static final String DEFAULT = "default";

  private final Account account;
  private final Map<String, Machine> machines = new HashMap<>();
  private final Map<String, Rule> rules = new HashMap<>();

  EventBuses(Account account, List<Rule> rules) {
    this.account = account;
    machines.put(account.busArn(DEFAULT), Machine.builder().build());
    for (Rule rule : rules) {
      add(rule);
    }
  }

  private void add(Rule rule) {
    String busArn = account.busArn(rule.eventBusName());
    Machine machine = machines.computeIfAbsent(busArn, arn -> Machine.builder().build());
    if (!rule.enabled()) {
      return;
    }
    try {
      machine.addRule(rule.arn(), rule.eventPattern());
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the event pattern of rule " + rule.name() + " is not valid: " + e.getMessage(), e);
    }
    rules.put(rule.arn(), rule);
  }

  Account account() {
    return account;
  }

  boolean exists(String busArn) {
    return machines.containsKey(busArn);
  }

  /** The rules that match the event, in no particular order, as on AWS. */
  List<Rule> matching(Event event) {
    Machine machine = machines.get(event.busArn());
    if (machine == null) {
      return List.of();
    }
    return machine.rulesForJSONEvent(event.envelope()).stream().map(this::rule).toList();
  }

  private Rule rule(String arn) {
    Rule rule = rules.get(arn);
    if (rule == null) {
      throw new IllegalStateException("no rule has the ARN " + arn);
    }
    return rule;
  }
}
