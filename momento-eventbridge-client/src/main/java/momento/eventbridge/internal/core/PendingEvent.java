package momento.eventbridge.internal.core;

import java.time.Duration;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.PublishOutcome.Accepted;
import momento.eventbridge.PublishOutcome.Rejected;
import org.jspecify.annotations.Nullable;

/** An event on its way to its outcome. Not safe for use by several threads at once. */
public class PendingEvent {
  private final long index;
  private final EncodedEvent encoded;
  private long deadlineNanos;
  private long dueNanos;
  private int attempts;
  private Verdict.@Nullable Failed lastFailure;

  /** Stays set: a later refusal does not undo that an earlier attempt may have been accepted. */
  private boolean mayHaveBeenAccepted;

  /**
   * An event that was just taken.
   *
   * @param index its place in the order in which events were taken
   * @param deadlineNanos when its outcome is due, on the publisher's clock
   */
  public PendingEvent(long index, EncodedEvent encoded, long deadlineNanos) {
    this.index = index;
    this.encoded = encoded;
    this.deadlineNanos = deadlineNanos;
  }

  /** Its place in the order in which events were taken. */
  public long index() {
    return index;
  }

  /** The entry. */
  public EncodedEvent encoded() {
    return encoded;
  }

  /** Sets when its outcome is due; for a publisher that counts from the first request. */
  public void setDeadline(long nanoTime) {
    deadlineNanos = nanoTime;
  }

  /** When it may be sent again. */
  long dueNanos() {
    return dueNanos;
  }

  void setDue(long nanoTime) {
    dueNanos = nanoTime;
  }

  /** Why its last request failed; {@code UNKNOWN} if none did. */
  public ErrorCode lastCode() {
    return lastFailure == null ? ErrorCode.UNKNOWN : lastFailure.code();
  }

  /** How long its outcome is still due. */
  public long nanosLeft(long nanoTime) {
    return deadlineNanos - nanoTime;
  }

  /** How many requests carried it. */
  public int attempts() {
    return attempts;
  }

  /** Counts requests that carry it. */
  public void sent(int times) {
    attempts += times;
  }

  /** Remembers what a failed request said of it. */
  void failed(Verdict.Failed failure) {
    mayHaveBeenAccepted |= failure.mayHaveBeenAccepted();
    // That a request was too large says nothing of each event in it.
    if (failure.next() != Verdict.Next.SPLIT) {
      lastFailure = failure;
    }
  }

  Accepted accepted(String eventId) {
    return new Accepted(encoded.event(), eventId, attempts);
  }

  /** Its end without acceptance. */
  public Rejected rejected(ErrorCode code, String reason) {
    return new Rejected(encoded.event(), code, reason, mayHaveBeenAccepted, attempts);
  }

  /** Its end without acceptance while a request that carries it is still under way. */
  public Rejected rejectedUnderWay(ErrorCode code, String reason) {
    mayHaveBeenAccepted = true;
    return rejected(code, reason);
  }

  /** Its end because time is up. */
  public Rejected givenUp(Duration deliveryTimeout) {
    String ranOut =
        "the delivery timeout of " + deliveryTimeout + " leaves no time for another attempt";
    return lastFailure == null
        ? rejected(ErrorCode.DELIVERY_TIMEOUT, ranOut)
        : rejected(lastFailure.code(), lastFailure.reason() + "; given up because " + ranOut);
  }

  /** Without the content, so that no log or exception can show it. */
  @Override
  public String toString() {
    return "PendingEvent[" + index + ", " + encoded + ", attempts=" + attempts + "]";
  }
}
