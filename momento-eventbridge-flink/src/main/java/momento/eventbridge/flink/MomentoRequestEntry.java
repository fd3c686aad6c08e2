package momento.eventbridge.flink;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheKey;
import momento.eventbridge.CacheSet;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.EventEntries;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.PublishOutcome;
import org.jspecify.annotations.Nullable;

/**
 * An event in the buffer of a subtask: what {@link MomentoEventSink} makes of the elements of a
 * stream. Opaque; it is public because it is a type argument of Flink's {@code AsyncSinkBase}.
 */
public final class MomentoRequestEntry implements Serializable {
  private static final long serialVersionUID = 1L;

  private final transient MomentoEvent event;
  private final transient EventAttributes attributes;
  private final transient EventEntries.@Nullable Entry prepared;

  /** In how many requests it went out since the subtask started. */
  private transient int attempts;

  /** How many entries its next request may have; fewer after the service refused one as too big. */
  private transient int largestRequest = EventEntries.MAX_ENTRIES;

  private transient boolean mayHaveBeenAccepted;

  private MomentoRequestEntry(
      MomentoEvent event, EventAttributes attributes, EventEntries.@Nullable Entry prepared) {
    this.event = event;
    this.attributes = attributes;
    this.prepared = prepared;
  }

  /** An entry as a state has it: whether it keeps the limits of this job is not known. */
  static MomentoRequestEntry restored(MomentoEvent event, EventAttributes attributes) {
    return new MomentoRequestEntry(event, attributes, null);
  }

  /** An entry that may be sent. */
  static MomentoRequestEntry prepared(EventEntries.Entry entry) {
    return new MomentoRequestEntry(entry.event(), entry.attributes(), entry);
  }

  MomentoEvent event() {
    return event;
  }

  EventAttributes attributes() {
    return attributes;
  }

  EventEntries.Entry prepared() {
    return Objects.requireNonNull(prepared, "only prepared entries are in a buffer");
  }

  /** What must not be twice on its way; empty for what has no key. */
  Optional<ItemKey> itemKey() {
    if (event instanceof CacheSet set) {
      return Optional.of(new ItemKey(set.cacheName(), set.key()));
    }
    return event instanceof CacheDelete delete
        ? Optional.of(new ItemKey(delete.cacheName(), delete.key()))
        : Optional.empty();
  }

  /**
   * A cache item. With an {@code equals} of its own, because the one that Java makes for a record
   * leaves a reference to the job's classes in the JDK's own, so that on JDK 17 they stay in memory
   * when the job has ended (JDK-8078641).
   */
  record ItemKey(String cacheName, CacheKey key) {

    @Override
    public boolean equals(Object other) {
      return other instanceof ItemKey item
          && cacheName.equals(item.cacheName)
          && key.equals(item.key);
    }

    @Override
    public int hashCode() {
      return 31 * cacheName.hashCode() + key.hashCode();
    }
  }

  int attempts() {
    return attempts;
  }

  int largestRequest() {
    return largestRequest;
  }

  /** Counts a request that carries it. */
  void sent() {
    attempts++;
  }

  void allowAtMost(int entries) {
    largestRequest = Math.max(1, entries);
  }

  void failed(boolean perhapsAccepted) {
    mayHaveBeenAccepted |= perhapsAccepted;
  }

  PublishOutcome.Rejected rejected(ErrorCode code, String reason) {
    return new PublishOutcome.Rejected(event, code, reason, mayHaveBeenAccepted, attempts);
  }

  /**
   * Flink's bound asks for {@link Serializable}, but a state is written by its own serializer.
   *
   * @param out is not used
   * @throws NotSerializableException always
   */
  private void writeObject(ObjectOutputStream out) throws NotSerializableException {
    throw new NotSerializableException(MomentoRequestEntry.class.getName());
  }

  /**
   * The event's names and sizes.
   *
   * @return never the key's or the message's content
   */
  @Override
  public String toString() {
    return "MomentoRequestEntry[" + event + ", attempts=" + attempts + "]";
  }
}
