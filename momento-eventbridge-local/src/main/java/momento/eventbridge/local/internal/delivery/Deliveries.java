package momento.eventbridge.local.internal.delivery;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import momento.eventbridge.local.Hop;
import momento.eventbridge.local.MessageBody;
import momento.eventbridge.local.internal.bus.Event;
import momento.eventbridge.local.internal.bus.EventTargets;
import momento.eventbridge.local.internal.delivery.Decision.Failure;
import momento.eventbridge.local.internal.http.DaemonThreads;
import momento.eventbridge.local.internal.template.Rule;
import momento.eventbridge.local.internal.template.Target;
import momento.eventbridge.local.internal.time.StackTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings events to the targets of their rules, or to the dead-letter queue. */
public final class Deliveries implements EventTargets, AutoCloseable {
  /** How long EventBridge waits for a destination: user guide, "API destinations". */
  public static final Duration INVOCATION_TIMEOUT = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
  private static final int MOST_CALLS_AT_ONCE = 16;

  private final StackTime time;
  private final ApiDestinationRequest requests;
  private final DeadLetterQueues queues;
  private final Consumer<Hop> hops;
  // Seeded, so that two runs of a test wait alike.
  private final RetryRules rules = new RetryRules(new Random(0));
  private final DestinationCaller caller;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          MOST_CALLS_AT_ONCE,
          MOST_CALLS_AT_ONCE,
          1,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          new DaemonThreads("deliveries"),
          // What is still to be delivered when the stack closes is not.
          new ThreadPoolExecutor.DiscardPolicy());
  private final Lanes lanes = new Lanes(threads);
  private final Schedule schedule;

  /**
   * @param timeout how long a call of a destination may take, to the end of its answer
   * @param held while it holds calls, their time does not run
   * @param hops is told of each step of each event, on the delivering threads
   */
  public Deliveries(
      StackTime time,
      MessageBody messageBody,
      Duration timeout,
      HeldCalls held,
      DeadLetterQueues queues,
      Consumer<Hop> hops) {
    this.time = time;
    this.requests = new ApiDestinationRequest(messageBody);
    this.caller = new DestinationCaller(timeout, held);
    this.queues = queues;
    this.hops = hops;
    this.schedule = new Schedule(time, this::run);
    threads.allowCoreThreadTimeOut(true);
    schedule.start();
  }

  @Override
  public void accepting() {
    schedule.accepting();
  }

  @Override
  public void accepted() {
    schedule.accepted();
  }

  /** Begins to deliver an event to all targets of a rule that it matched. */
  @Override
  public void submit(Event event, Rule rule) {
    for (Target target : rule.targets()) {
      try {
        submit(event, rule, target);
      } catch (RuntimeException | Error e) {
        lost(event, e);
      }
    }
  }

  /**
   * Waits until every event that was submitted is delivered, dead-lettered or lost.
   *
   * @param stuckAfter how long nothing at all may happen
   * @throws IllegalStateException if that long nothing happened; it names what is pending
   */
  public void awaitIdle(Duration stuckAfter) throws InterruptedException {
    schedule.awaitIdle(stuckAfter);
  }

  /** Gives up what is pending without a trace, and waits for the calls under way to end. */
  public void discard(Duration stuckAfter) throws InterruptedException {
    schedule.discard();
    schedule.awaitIdle(stuckAfter);
  }

  /** Stops delivering; what is pending is forgotten. */
  @Override
  public void close() {
    schedule.close();
    threads.shutdownNow();
    caller.close();
  }

  private void submit(Event event, Rule rule, Target target) {
    HttpRequest request;
    try {
      request = requests.of(target, event);
    } catch (IllegalArgumentException e) {
      // Its message might quote the event.
      Failure failure = new Failure("SDK_CLIENT_ERROR", "The event makes no valid HTTP request.");
      giveUp(event, rule, target, 0, failure, Optional.empty());
      return;
    }
    if (!target.roleAllowsInvocation()) {
      Failure failure =
          new Failure(
              "NO_PERMISSIONS", "The target's role does not allow events:InvokeApiDestination.");
      giveUp(event, rule, target, 0, failure, Optional.empty());
      return;
    }
    Delivery delivery = new Delivery(event, rule, target, request, schedule.generation());
    schedule.started(delivery);
    run(delivery);
  }

  private void run(Delivery delivery) {
    lanes.run(delivery.lane(), () -> attempt(delivery));
  }

  private void attempt(Delivery delivery) {
    Optional<Instant> again = Optional.empty();
    try {
      if (!isDiscarded(delivery)) {
        again = call(delivery);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      lost(delivery.event(), e);
    } finally {
      if (again.isPresent()) {
        schedule.postpone(delivery, again.get());
      } else {
        schedule.finished(delivery);
      }
    }
  }

  /** Whatever happens here, an event that was accepted has an end that can be seen. */
  private void lost(Event event, Throwable cause) {
    String name = cause.getClass().getName();
    // Not the exception itself: its message might quote the event.
    LOG.error("the local EventBridge lost {} because of {}: this is a bug in it", event, name);
    hops.accept(event.hop(Hop.Step.LOST, "The local stack failed: " + name));
  }

  private boolean isDiscarded(Delivery delivery) {
    return delivery.generation() != schedule.generation();
  }

  /** Calls the destination; returns when to do it again, if ever. */
  private Optional<Instant> call(Delivery delivery) throws InterruptedException {
    Failure lastFailure = delivery.lastFailure();
    if (lastFailure != null) {
      if (!time.instant().isBefore(delivery.expiry())) {
        giveUp(delivery, lastFailure, Optional.of(RetryRules.AGE_EXHAUSTED));
        return Optional.empty();
      }
      delivery.retrying();
    }
    CallResult result = caller.call(delivery.request());
    return isDiscarded(delivery) ? Optional.empty() : conclude(delivery, result);
  }

  private Optional<Instant> conclude(Delivery delivery, CallResult result) {
    Instant now = time.instant();
    Decision decision =
        rules.decide(result, delivery.retries(), delivery.target().retryPolicy(), now);
    if (decision instanceof Decision.Retry retry) {
      delivery.failed(retry.failure());
      Instant due = now.plus(retry.after());
      String note =
          "%s Retry %d at %s"
              .formatted(
                  retry.failure().reason(), delivery.retries() + 1, due.truncatedTo(SECONDS));
      hops.accept(delivery.event().hop(Hop.Step.RETRYING, note));
      return Optional.of(due.isAfter(delivery.expiry()) ? delivery.expiry() : due);
    }
    if (decision instanceof Decision.GiveUp giveUp) {
      giveUp(delivery, giveUp.failure(), giveUp.exhausted());
    } else if (decision instanceof Decision.Delivered delivered) {
      String note = String.valueOf(delivered.status());
      hops.accept(delivery.event().hop(Hop.Step.DELIVERED, note));
    }
    return Optional.empty();
  }

  private void giveUp(Delivery delivery, Failure failure, Optional<String> exhausted) {
    giveUp(
        delivery.event(),
        delivery.rule(),
        delivery.target(),
        delivery.retries(),
        failure,
        exhausted);
  }

  private void giveUp(
      Event event,
      Rule rule,
      Target target,
      int retries,
      Failure failure,
      Optional<String> exhausted) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("RULE_ARN", rule.arn());
    attributes.put("TARGET_ARN", target.destination().arn());
    attributes.put("ERROR_CODE", failure.errorCode());
    attributes.put(
        "ERROR_MESSAGE", "Unable to invoke ApiDestination endpoint: " + failure.reason());
    attributes.put("RETRY_ATTEMPTS", String.valueOf(retries));
    exhausted.ifPresent(condition -> attributes.put("EXHAUSTED_RETRY_CONDITION", condition));
    DeadLetterMessage message = new DeadLetterMessage(event.json(), attributes);
    String note =
        "%s after %d retries: %s".formatted(failure.errorCode(), retries, failure.reason());
    if (target.deadLetterQueueArn().isEmpty()) {
      hops.accept(event.hop(Hop.Step.LOST, note + " The target has no dead-letter queue."));
    } else if (queues.send(target.deadLetterQueueArn().get(), rule.arn(), message)) {
      hops.accept(event.hop(Hop.Step.DEAD_LETTERED, note));
    } else {
      hops.accept(
          event.hop(
              Hop.Step.LOST, note + " The dead-letter queue's policy does not let the rule in."));
    }
  }
}
