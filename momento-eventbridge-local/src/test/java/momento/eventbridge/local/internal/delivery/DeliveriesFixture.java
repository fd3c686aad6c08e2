package momento.eventbridge.local.internal.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import momento.eventbridge.local.Hop;
import momento.eventbridge.local.MessageBody;
import momento.eventbridge.local.internal.bus.Event;
import momento.eventbridge.local.internal.template.Target;
import momento.eventbridge.local.internal.time.StackTime;

/** Deliveries with everything around them that a test looks at. */
final class DeliveriesFixture implements AutoCloseable {
  private static final Duration STUCK = Duration.ofSeconds(30);

  private final List<Hop> hops = new CopyOnWriteArrayList<>();
  private final DeadLetterQueues queues;
  private final Deliveries deliveries;

  DeliveriesFixture(MessageBody form) {
    this(StackTime.skipping(), form, Deliveries.INVOCATION_TIMEOUT, Samples.RULE_ARN);
  }

  DeliveriesFixture(StackTime time) {
    this(time, MessageBody.PLAIN, Deliveries.INVOCATION_TIMEOUT, Samples.RULE_ARN);
  }

  DeliveriesFixture(StackTime time, Duration timeout, HeldCalls held) {
    this(time, MessageBody.PLAIN, timeout, held, Samples.RULE_ARN);
  }

  DeliveriesFixture(StackTime time, MessageBody form, Duration timeout, String ruleOfThePolicy) {
    this(time, form, timeout, HeldCalls.NONE, ruleOfThePolicy);
  }

  private DeliveriesFixture(
      StackTime time, MessageBody form, Duration timeout, HeldCalls held, String ruleOfThePolicy) {
    queues = new DeadLetterQueues(List.of(Samples.queue(ruleOfThePolicy)));
    deliveries = new Deliveries(time, form, timeout, held, queues, hops::add);
  }

  void submit(Event event, Target target) {
    deliveries.submit(event, Samples.rule(target));
  }

  void awaitIdle() throws InterruptedException {
    deliveries.awaitIdle(STUCK);
  }

  Deliveries deliveries() {
    return deliveries;
  }

  DeadLetterQueues queues() {
    return queues;
  }

  List<Hop> hops() {
    return hops;
  }

  List<Hop.Step> steps() {
    return hops.stream().map(Hop::step).toList();
  }

  @Override
  public void close() {
    deliveries.close();
  }
}
