package momento.eventbridge.local.internal.bus;

import momento.eventbridge.local.internal.template.Rule;

/** What takes the events that a bus accepted. */
public interface EventTargets {
  /**
   * An event is about to be accepted: until {@link #accepted()} nobody may think that there is
   * nothing left to do.
   */
  void accepting();

  /** Takes an event with one of the rules that it matches, before the sender has an answer. */
  void submit(Event event, Rule rule);

  /** Ends one {@link #accepting()}: the event was submitted with every rule that it matches. */
  void accepted();
}
