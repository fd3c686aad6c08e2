package momento.eventbridge;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The publisher is closed and takes no more events, or it was closed before an event had its
 * outcome.
 */
public final class PublisherClosedException extends MomentoEventException {
  private static final long serialVersionUID = 1L;

  private final transient PublishOutcome.@Nullable Rejected outcome;

  /**
   * An exception for a call that is about no single event.
   *
   * @param message what was not done, and what to do
   */
  public PublisherClosedException(String message) {
    super(message);
    outcome = null;
  }

  /**
   * An exception for one event.
   *
   * @param outcome the outcome, with the event
   */
  public PublisherClosedException(PublishOutcome.Rejected outcome) {
    super(outcome.describe());
    this.outcome = outcome;
  }

  /**
   * What became of the event: {@link ErrorCode#PUBLISHER_CLOSED}, how many requests carried it (0
   * if it was never sent), and whether it may have been accepted all the same.
   *
   * @return empty if the call was about no single event, such as {@code publishAll} or {@code
   *     verifyEventBus} on a closed publisher, of which nothing was sent; and in an exception that
   *     was serialized
   */
  public Optional<PublishOutcome.Rejected> outcome() {
    return Optional.ofNullable(outcome);
  }
}
