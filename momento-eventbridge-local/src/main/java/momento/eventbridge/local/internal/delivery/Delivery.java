package momento.eventbridge.local.internal.delivery;

import java.net.http.HttpRequest;
import java.time.Instant;
import momento.eventbridge.local.internal.bus.Event;
import momento.eventbridge.local.internal.delivery.Decision.Failure;
import momento.eventbridge.local.internal.template.Rule;
import momento.eventbridge.local.internal.template.Target;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one target. Only the task that works on it touches it, and tasks follow
 * one another through locks.
 */
final class Delivery {
  private final Event event;
  private final Rule rule;
  private final Target target;
  private final HttpRequest request;
  private final long generation;
  private int retries;
  private @Nullable Failure lastFailure;

  Delivery(Event event, Rule rule, Target target, HttpRequest request, long generation) {
    this.event = event;
    this.rule = rule;
    this.target = target;
    this.request = request;
    this.generation = generation;
  }

  Event event() {
    return event;
  }

  Rule rule() {
    return rule;
  }

  Target target() {
    return target;
  }

  HttpRequest request() {
    return request;
  }

  /** Which of the stack's resets it came after. */
  long generation() {
    return generation;
  }

  int retries() {
    return retries;
  }

  /** Why it is tried again, if it is. */
  @Nullable Failure lastFailure() {
    return lastFailure;
  }

  Instant expiry() {
    return event.acceptedAt().plus(target.retryPolicy().maximumEventAge());
  }

  void failed(Failure failure) {
    lastFailure = failure;
  }

  void retrying() {
    retries++;
  }

  /**
   * Calls of the same path follow one another, so that the last event of a cache wins, unless one
   * before it is retried.
   */
  String lane() {
    return request.uri().getRawPath();
  }

  @Override
  public String toString() {
    return event + " to " + target.destination().name() + ", " + retries + " retries so far";
  }
}
