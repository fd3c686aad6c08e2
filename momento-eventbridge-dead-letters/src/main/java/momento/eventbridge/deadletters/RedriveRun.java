package momento.eventbridge.deadletters;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.MomentoEventException;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublishOutcome.Accepted;
import momento.eventbridge.PublishOutcome.Rejected;
import momento.eventbridge.PublisherClosedException;
import momento.eventbridge.deadletters.RedriveOutcome.Discarded;
import momento.eventbridge.deadletters.RedriveOutcome.Left;
import momento.eventbridge.deadletters.RedriveOutcome.Published;
import momento.eventbridge.deadletters.RedriveOutcome.TooNew;
import momento.eventbridge.deadletters.RedriveOutcome.Why;
import momento.eventbridge.deadletters.RedriveResult.Ending;
import momento.eventbridge.deadletters.SqsQueue.CallFailedException;
import momento.eventbridge.deadletters.SqsQueue.Received;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * One call of {@code redrive}: receives a batch, has it decided, publishes, deletes what was
 * accepted, reports, and so on. A letter is deleted only after its event was accepted, so the
 * process may die between any two calls.
 *
 * <p>Each letter received is in exactly one of three places: hidden (to be given back), undeleted
 * (accepted, but SQS did not delete it) or done.
 */
final class RedriveRun {
  /**
   * So many receives in a row without a letter for this run mean that there is none left. One is
   * not enough: SQS hands out an arbitrary selection, of which new letters may be all.
   */
  private static final int MAX_BARREN_RECEIVES = 10;

  /** SQS can deliver a deleted message again, rarely and soon after. Bounded, to bound memory. */
  private static final int MAX_DONE_REMEMBERED = 10_000;

  /** Codes that say nothing of the event: the next event will hardly fare better. */
  private static final Set<ErrorCode> NOT_ABOUT_THE_EVENT =
      EnumSet.of(
          ErrorCode.INTERNAL_FAILURE,
          ErrorCode.INTERNAL_EXCEPTION,
          ErrorCode.SERVICE_UNAVAILABLE,
          ErrorCode.THROTTLING,
          ErrorCode.CLOCK_SKEW,
          ErrorCode.ACCESS_DENIED,
          ErrorCode.INVALID_ACCOUNT_ID,
          ErrorCode.NO_ANSWER,
          ErrorCode.NOT_CONNECTED,
          ErrorCode.UNUSABLE_ANSWER,
          ErrorCode.CLIENT_FAILURE,
          ErrorCode.DELIVERY_TIMEOUT,
          ErrorCode.STOPPED,
          ErrorCode.PUBLISHER_CLOSED);

  /**
   * EventBridge failing inside on one event alone can be that event's fault, and its letter must
   * not stand in the way of all others, run after run. On so many in a row it is EventBridge's.
   */
  private static final int MAX_FAILED_INSIDE_IN_A_ROW = 3;

  private static final String CALL_FAILED = "the call failed";

  /** The bounds of a run. */
  record Limits(long maxLetters, int maxLeft) {}

  private final SqsQueue queue;
  private final Limits limits;
  private final BooleanSupplier queueClosed;
  private final MomentoEventPublisher publisher;
  private final Function<? super QueuedLetter, Redrive> decision;
  private final Consumer<? super RedriveOutcome> onOutcome;

  private final Instant began;
  private final HiddenLetters hidden;
  private final Map<String, String> undeleted = new LinkedHashMap<>();
  private final Set<String> done = new LinkedHashSet<>();
  private final List<RedriveOutcome> outcomes = new ArrayList<>();

  private long taken;
  private int barrenReceives;
  private int failedInside;
  private long published;
  private long discarded;
  private long left;
  private long tooNew;

  private boolean interrupted;
  private boolean noneAccepted;
  private @Nullable RuntimeException failure;

  /** An event to publish for a letter. */
  private record Publication(QueuedLetter letter, MomentoEvent event) {}

  RedriveRun(
      SqsQueue queue,
      Limits limits,
      BooleanSupplier queueClosed,
      MomentoEventPublisher publisher,
      Function<? super QueuedLetter, Redrive> decision,
      Consumer<? super RedriveOutcome> onOutcome) {
    this.queue = queue;
    this.limits = limits;
    this.queueClosed = queueClosed;
    this.publisher = publisher;
    this.decision = decision;
    this.onOutcome = onOutcome;
    began = queue.now();
    hidden = new HiddenLetters(queue);
  }

  /** Runs to the end; what the caller's code throws is thrown again, after cleaning up. */
  RedriveResult run() {
    try {
      Ending ending = null;
      while (ending == null && failure == null) {
        try {
          ending = step();
        } catch (RuntimeException e) {
          fail(e);
        }
      }
      cleanUp();
      if (ending != null) {
        return new RedriveResult(published, undeleted.size(), discarded, left, tooNew, ending);
      }
      throw failure instanceof CallFailedException ? withCounts(failure) : failure;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private MomentoEventException withCounts(RuntimeException callFailure) {
    return new MomentoEventException(
        callFailure.getMessage()
            + String.format(
                Locale.ROOT,
                "; until then %,d letters were published (%,d of them not deleted), %,d discarded"
                    + " and %,d left",
                published,
                undeleted.size(),
                discarded,
                left + tooNew));
  }

  private void fail(RuntimeException e) {
    noteInterrupt();
    if (interrupted && e instanceof CallFailedException) {
      return; // the SDK breaks off calls of an interrupted thread: no failure of the queue's
    }
    if (failure == null) {
      failure = e;
    }
  }

  /** Takes the interrupt flag away, because the SDK makes no call while it is set. */
  private void noteInterrupt() {
    interrupted |= Thread.interrupted();
  }

  /** Works on one batch; returns why the run is at its end, or null. */
  private @Nullable Ending step() {
    noteInterrupt();
    if (interrupted) {
      return Ending.INTERRUPTED;
    }
    if (queueClosed.getAsBoolean()) {
      return Ending.CLOSED;
    }
    if (noneAccepted) {
      return Ending.NONE_ACCEPTED;
    }
    if (taken == limits.maxLetters) {
      return Ending.MAX_LETTERS;
    }
    int room = limits.maxLeft - hidden.size() - undeleted.size();
    if (room == 0) {
      return Ending.MAX_LEFT;
    }
    Received received = queue.receive((int) Math.min(room, limits.maxLetters - taken));
    if (received.messages().isEmpty()) {
      return Ending.ALL_SEEN;
    }
    barrenReceives = process(received) ? 0 : barrenReceives + 1;
    return barrenReceives == MAX_BARREN_RECEIVES ? Ending.ALL_SEEN : null;
  }

  /** Returns whether there was a letter to decide on. */
  private boolean process(Received received) {
    outcomes.clear();
    Map<String, String> toDelete = new LinkedHashMap<>();
    List<QueuedLetter> letters = takeIn(received, toDelete);
    Map<String, QueuedLetter> discards = new LinkedHashMap<>();
    Map<EventAttributes, List<Publication>> groups = decide(letters, discards);
    Map<QueuedLetter, String> accepted = publish(groups, received.hiddenUntil());
    for (QueuedLetter letter : accepted.keySet()) {
      String receiptHandle = hidden.remove(letter.messageId());
      undeleted.put(letter.messageId(), receiptHandle);
      toDelete.put(letter.messageId(), receiptHandle);
    }
    discards.keySet().forEach(id -> toDelete.put(id, hidden.receiptHandle(id)));
    noteInterrupt(); // what was accepted is deleted also when the thread is interrupted
    Map<String, String> failures = delete(toDelete);
    accepted.forEach(
        (letter, eventId) ->
            outcomes.add(
                new Published(letter, eventId, !failures.containsKey(letter.messageId()))));
    published += accepted.size();
    discards.forEach((id, letter) -> discarded(letter, failures.get(id)));
    outcomes.forEach(onOutcome);
    return !letters.isEmpty();
  }

  /** Sorts out what this run has settled already, and what it is not to touch. */
  private List<QueuedLetter> takeIn(Received received, Map<String, String> toDelete) {
    List<QueuedLetter> letters = new ArrayList<>();
    for (Message message : received.messages()) {
      String id = message.messageId();
      if (done.contains(id) || undeleted.replace(id, message.receiptHandle()) != null) {
        toDelete.put(id, message.receiptHandle());
      } else if (hidden.add(id, message.receiptHandle(), received.hiddenUntil())) {
        QueuedLetter letter = new QueuedLetter(message);
        if (letter.sentAt().filter(began::isBefore).isPresent()) {
          tooNew++;
          outcomes.add(new TooNew(letter));
        } else {
          letters.add(letter);
        }
      }
    }
    taken += letters.size();
    return letters;
  }

  /** Letters with equal attributes can share a request. */
  private Map<EventAttributes, List<Publication>> decide(
      List<QueuedLetter> letters, Map<String, QueuedLetter> discards) {
    Map<EventAttributes, List<Publication>> groups = new LinkedHashMap<>();
    for (QueuedLetter letter : letters) {
      try {
        Redrive redrive =
            Objects.requireNonNull(
                decision.apply(letter),
                "the decision is null: return Redrive.leave() to leave the letter");
        MomentoEvent event = redrive.event();
        EventAttributes attributes = redrive.attributes();
        if (event != null) {
          groups
              .computeIfAbsent(
                  attributes != null ? attributes : letter.attributes(), key -> new ArrayList<>())
              .add(new Publication(letter, event));
        } else if (redrive.isDiscard()) {
          discards.put(letter.messageId(), letter);
        } else {
          leave(letter, Why.DECIDED, "the decision was to leave it");
        }
      } catch (EventValidationException e) {
        leave(letter, Why.NOT_VALID, String.valueOf(e.getMessage()));
      }
    }
    return groups;
  }

  /** Returns the letters whose event was accepted, with the new event's id. */
  private Map<QueuedLetter, String> publish(
      Map<EventAttributes, List<Publication>> groups, Instant hiddenUntil) {
    Map<QueuedLetter, String> accepted = new LinkedHashMap<>();
    groups.forEach(
        (attributes, group) -> {
          if (failure != null || noneAccepted) {
            leave(
                group,
                Why.NOT_TRIED,
                "not tried, because the events just before it could not be published");
          } else if (!queue.now().isBefore(hiddenUntil)) {
            leave(
                group,
                Why.OUT_OF_TIME,
                "not tried, because its visibility timeout of "
                    + queue.visibilityTimeout()
                    + " ended first and another consumer may have it; decide faster, or raise"
                    + " visibilityTimeout");
          } else {
            publishGroup(group, attributes, accepted);
          }
        });
    return accepted;
  }

  private void publishGroup(
      List<Publication> group, EventAttributes attributes, Map<QueuedLetter, String> accepted) {
    try {
      settle(group, publish(group, attributes), accepted);
    } catch (PublisherClosedException e) {
      fail(e);
      leave(group, Why.NOT_TRIED, "not tried, because the publisher is closed");
    } catch (RuntimeException e) {
      fail(e);
      leave(
          group,
          Why.PUBLISHER_FAILED,
          "the publisher threw "
              + e.getClass().getSimpleName()
              + ", so it may have been accepted all the same");
    }
  }

  private List<PublishOutcome> publish(List<Publication> group, EventAttributes attributes) {
    List<PublishOutcome> answers =
        publisher
            .publishAll(group.stream().map(Publication::event).toList(), attributes)
            .outcomes();
    if (answers.size() != group.size()) {
      throw new IllegalStateException(
          "the publisher gave "
              + answers.size()
              + " outcomes for "
              + group.size()
              + " events: its publishAll must return one for each, in the order of the events");
    }
    return answers;
  }

  private void settle(
      List<Publication> group, List<PublishOutcome> answers, Map<QueuedLetter, String> accepted) {
    boolean hopeless = true;
    for (int i = 0; i < answers.size(); i++) {
      QueuedLetter letter = group.get(i).letter;
      if (answers.get(i) instanceof Rejected rejected) {
        hopeless &= NOT_ABOUT_THE_EVENT.contains(rejected.code());
        leave(new Left(letter, Why.REJECTED, rejected.describe(), Optional.of(rejected)));
      } else if (answers.get(i) instanceof Accepted answer) {
        hopeless = false;
        accepted.put(letter, answer.eventId());
      }
    }
    if (!hopeless) {
      failedInside = 0;
    } else if (answers.size() == 1 && failedInside(answers.get(0))) {
      failedInside++;
      noneAccepted = failedInside == MAX_FAILED_INSIDE_IN_A_ROW;
    } else {
      noneAccepted = true;
    }
  }

  private static boolean failedInside(PublishOutcome outcome) {
    return outcome instanceof Rejected rejected && rejected.code() == ErrorCode.INTERNAL_FAILURE;
  }

  private void leave(List<Publication> group, Why why, String reason) {
    group.forEach(publication -> leave(publication.letter, why, reason));
  }

  private void leave(QueuedLetter letter, Why why, String reason) {
    leave(new Left(letter, why, reason, Optional.empty()));
  }

  private void leave(Left outcome) {
    left++;
    outcomes.add(outcome);
  }

  private void discarded(QueuedLetter letter, @Nullable String problem) {
    if (problem != null) {
      leave(letter, Why.NOT_DELETED, "SQS did not delete it: " + problem);
      return;
    }
    discarded++;
    hidden.remove(letter.messageId());
    outcomes.add(new Discarded(letter));
  }

  /** Returns why SQS did not delete a letter, by message id. */
  private Map<String, String> delete(Map<String, String> receiptHandles) {
    if (receiptHandles.isEmpty()) {
      return Map.of();
    }
    try {
      Map<String, String> failures = queue.delete(receiptHandles);
      for (String id : receiptHandles.keySet()) {
        if (!failures.containsKey(id)) {
          undeleted.remove(id);
          remember(id);
        }
      }
      return failures;
    } catch (CallFailedException e) {
      fail(e);
      Map<String, String> failures = new HashMap<>();
      receiptHandles.keySet().forEach(id -> failures.put(id, CALL_FAILED));
      return failures;
    }
  }

  private void remember(String messageId) {
    if (done.size() == MAX_DONE_REMEMBERED) {
      Iterator<String> oldest = done.iterator();
      oldest.next();
      oldest.remove();
    }
    done.add(messageId);
  }

  private void cleanUp() {
    noteInterrupt();
    Iterator<Map.Entry<String, String>> rest = List.copyOf(undeleted.entrySet()).iterator();
    boolean answered = true;
    while (rest.hasNext() && answered) {
      Map<String, String> batch = new LinkedHashMap<>();
      while (rest.hasNext() && batch.size() < SqsQueue.BATCH) {
        Map.Entry<String, String> letter = rest.next();
        batch.put(letter.getKey(), letter.getValue());
      }
      answered = !delete(batch).containsValue(CALL_FAILED);
    }
    hidden.giveBack();
    noteInterrupt();
  }
}
