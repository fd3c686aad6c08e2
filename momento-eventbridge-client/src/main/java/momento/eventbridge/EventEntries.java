package momento.eventbridge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import momento.eventbridge.internal.core.Answer;
import momento.eventbridge.internal.core.AnswerClassifier;
import momento.eventbridge.internal.core.AttributeRules;
import momento.eventbridge.internal.core.Backoff;
import momento.eventbridge.internal.core.Batch;
import momento.eventbridge.internal.core.EncodedEvent;
import momento.eventbridge.internal.core.EventEncoder;
import momento.eventbridge.internal.core.EventRules;
import momento.eventbridge.internal.send.PutEventsFormat;
import momento.eventbridge.internal.send.SdkClients;
import momento.eventbridge.internal.send.SdkFailure;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/**
 * Events as entries of {@code PutEvents}, and what an answer means for each: the rules of the
 * publishers without their sending. It is for who has a buffer and a retry loop already, such as a
 * connector of a stream processor; everybody else takes {@link MomentoEventPublisher} or {@link
 * MomentoEventAsyncPublisher}.
 *
 * <pre>{@code
 * EventEntries entries = EventEntries.builder().eventBusName("orders").build();
 * List<EventEntries.Entry> waiting = List.of(entries.prepare(event, EventAttributes.none()));
 *
 * List<EventEntries.Entry> sent = waiting.subList(0, entries.fitting(waiting));
 * client.putEvents(entries.request(sent)).handle((response, failure) ->
 *     failure == null ? entries.read(sent, response) : entries.read(sent, failure));
 * }</pre>
 *
 * <p>Give it an SDK client that does not retry ({@code DefaultRetryStrategy.doNotRetry()}), because
 * two loops of retries multiply.
 *
 * <p>It sends nothing, waits for nothing and has no state. Immutable and safe for use by several
 * threads.
 */
public final class EventEntries {
  /** The most entries that one request takes: 10 (the service's model of {@code PutEvents}). */
  public static final int MAX_ENTRIES = Batch.MAX_ENTRIES;

  private final EventEncoder encoder;
  private final PutEventsFormat format;
  private final Duration requestTimeout;

  private EventEntries(Builder builder) {
    encoder =
        new EventEncoder(
            builder.source, builder.maxRequestBytes, builder.maxTtl, builder.maxTopicMessageBytes);
    format = new PutEventsFormat(builder.eventBusName, builder.endpointId);
    requestTimeout = builder.requestTimeout;
  }

  /**
   * A builder with every option at its default.
   *
   * @return a new builder; not safe for use by several threads
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Checks and encodes an event.
   *
   * @param event the event
   * @param attributes EventBridge's own fields, where the defaults do not fit
   * @return an entry that may be sent any number of times
   * @throws EventValidationException if the event breaks a limit of the Momento account
   * @throws EventTooLargeException if it could not be sent even alone
   */
  public Entry prepare(MomentoEvent event, EventAttributes attributes) {
    EventRules.require("event", event);
    EventRules.require("attributes", attributes);
    return new Entry(encoder.encode(event, attributes));
  }

  /**
   * What the size of a request stays below.
   *
   * @return bytes, as the builder was told
   */
  public int maxRequestBytes() {
    return encoder.maxRequestBytes();
  }

  /**
   * How many of these entries, from the first on, one request takes: as many as stay below the
   * limit in bytes, and at most {@link #MAX_ENTRIES}.
   *
   * @param waiting entries in the order in which they are to leave
   * @return at least 1 unless there are none
   */
  public int fitting(Iterable<Entry> waiting) {
    Batch<Entry> batch = new Batch<>(encoder.maxRequestBytes());
    for (Entry entry : waiting) {
      if (!batch.add(entry, entry.sizeInBytes())) {
        break;
      }
    }
    return batch.entries().size();
  }

  /**
   * A request that carries these entries, with the bus, the request's timeout, and this library's
   * mark in the user agent.
   *
   * @param entries 1 to {@link #MAX_ENTRIES}, together below {@link #maxRequestBytes}; as many as
   *     {@link #fitting} says are that
   * @return the request for the SDK's client
   * @throws EventValidationException if they are more, fewer or larger, because EventBridge would
   *     refuse all of them together
   */
  public PutEventsRequest request(List<Entry> entries) {
    if (entries.isEmpty() || entries.size() > MAX_ENTRIES) {
      throw new EventValidationException(
          "entries", "are " + entries.size() + "; give 1 to " + MAX_ENTRIES + ", as fitting says");
    }
    long bytes = entries.stream().mapToLong(Entry::sizeInBytes).sum();
    if (bytes >= maxRequestBytes()) {
      throw new EventValidationException(
          "entries",
          String.format(
              Locale.ROOT,
              "have %,d bytes together; a request must be below %,d: give as many as fitting says",
              bytes,
              maxRequestBytes()));
    }
    return format.request(encoded(entries), requestTimeout);
  }

  /**
   * What an answer means for the entries of its request.
   *
   * @param entries the request's entries, in its order
   * @param response what the SDK returned
   * @return one verdict for each entry, in the same order
   */
  @CheckReturnValue
  public List<Verdict> read(List<Entry> entries, PutEventsResponse response) {
    return verdicts(entries, PutEventsFormat.answer(response));
  }

  /**
   * What a failure means for the entries of its request.
   *
   * @param entries the request's entries, in its order
   * @param failure what the SDK threw, or completed its future with
   * @return one verdict for each entry, in the same order
   */
  @CheckReturnValue
  public List<Verdict> read(List<Entry> entries, Throwable failure) {
    return verdicts(entries, new Answer.Failed(SdkFailure.ofAsync(failure)));
  }

  private static List<Verdict> verdicts(List<Entry> entries, Answer answer) {
    List<Verdict> verdicts = new ArrayList<>(entries.size());
    AnswerClassifier.classify(answer, encoded(entries)).forEach(v -> verdicts.add(Verdict.of(v)));
    return verdicts;
  }

  private static List<EncodedEvent> encoded(List<Entry> entries) {
    List<EncodedEvent> encoded = new ArrayList<>(entries.size());
    entries.forEach(entry -> encoded.add(entry.encoded));
    return encoded;
  }

  /**
   * How long to wait before an entry is sent again: a random part of 100 ms, 200 ms, 400 ms … up to
   * 5 s, so that many senders do not come back together.
   *
   * @param attempts how many requests carried the entry, at least 1
   * @param random from 0 to below 1
   * @return zero to 5 s
   * @throws EventValidationException if an argument is outside its range
   */
  public static Duration backoff(int attempts, double random) {
    PublisherBuilder.requireRange("attempts", attempts, 1, Integer.MAX_VALUE);
    if (!(random >= 0 && random < 1)) {
      throw new EventValidationException("random", "is " + random + "; give 0 to below 1");
    }
    return Duration.ofNanos(Backoff.nanos(attempts, random));
  }

  /**
   * An event that keeps every rule, ready to be sent. Two entries are equal only if they are the
   * same. Immutable and safe for use by several threads.
   */
  public static final class Entry {
    private final EncodedEvent encoded;

    private Entry(EncodedEvent encoded) {
      this.encoded = encoded;
    }

    /**
     * The event.
     *
     * @return as it was given
     */
    public MomentoEvent event() {
      return encoded.event();
    }

    /**
     * EventBridge's own fields.
     *
     * @return as they were given, without the defaults
     */
    public EventAttributes attributes() {
      return encoded.attributes();
    }

    /**
     * The entry's size as EventBridge counts it towards the limit of a request.
     *
     * @return bytes, below the limit of a request
     */
    public int sizeInBytes() {
      return encoded.size();
    }

    /**
     * The event's names and sizes.
     *
     * @return never the key's or the message's content
     */
    @Override
    public String toString() {
      return "Entry[" + encoded.event() + ", " + encoded.size() + " bytes]";
    }
  }

  /**
   * What to do with an entry after its request. There are these four and will be no fifth; what is
   * new becomes an {@link ErrorCode}.
   */
  public sealed interface Verdict {

    /**
     * The entry was accepted.
     *
     * @param eventId EventBridge's id of the event
     */
    record Accepted(String eventId) implements Verdict {}

    /**
     * The entry is to be sent again after {@link #backoff}.
     *
     * @param code why; {@link ErrorCode#THROTTLING} if fewer requests are asked for
     * @param reason why, in words, without content of the event
     * @param mayHaveBeenAccepted whether EventBridge may have taken the event all the same
     */
    record SendAgain(ErrorCode code, String reason, boolean mayHaveBeenAccepted)
        implements Verdict {}

    /**
     * The request was too large for the service: the entry is to be sent again at once, in a
     * request of half as many entries. A request of one entry is never split.
     *
     * @param mayHaveBeenAccepted whether EventBridge may have taken the event all the same
     */
    record Split(boolean mayHaveBeenAccepted) implements Verdict {}

    /**
     * Another attempt would meet the same refusal, or nobody can know what became of the entry.
     *
     * @param code why; see {@link ErrorCode#concernsEvent()}
     * @param reason why, in words, with what to do, without content of the event
     * @param mayHaveBeenAccepted whether EventBridge may have taken the event all the same
     */
    record Rejected(ErrorCode code, String reason, boolean mayHaveBeenAccepted)
        implements Verdict {}

    private static Verdict of(momento.eventbridge.internal.core.Verdict verdict) {
      if (verdict instanceof momento.eventbridge.internal.core.Verdict.Accepted accepted) {
        return new Accepted(accepted.eventId());
      }
      var failed = (momento.eventbridge.internal.core.Verdict.Failed) verdict;
      return switch (failed.next()) {
        case RETRY -> new SendAgain(failed.code(), failed.reason(), failed.mayHaveBeenAccepted());
        case SPLIT -> new Split(failed.mayHaveBeenAccepted());
        case REJECT, STOP ->
            new Rejected(failed.code(), failed.reason(), failed.mayHaveBeenAccepted());
      };
    }
  }

  /** Builds {@link EventEntries}. The options mean what they mean on a publisher's builder. */
  public static final class Builder {
    private String eventBusName = PublisherBuilder.DEFAULT_EVENT_BUS_NAME;
    private @Nullable String endpointId;
    private String source = PublisherBuilder.DEFAULT_SOURCE;
    private int maxRequestBytes = PublisherBuilder.DEFAULT_MAX_REQUEST_BYTES;
    private Duration maxTtl = PublisherBuilder.DEFAULT_MAX_TTL;
    private int maxTopicMessageBytes = PublisherBuilder.DEFAULT_MAX_TOPIC_MESSAGE_BYTES;
    private Duration requestTimeout = Duration.ofSeconds(10);

    private Builder() {}

    /**
     * The event bus.
     *
     * @param eventBusName name or ARN, 1 to 1,600 characters. Default: {@code default}
     * @return this builder
     * @throws EventValidationException if it is neither a name nor an ARN
     */
    public Builder eventBusName(String eventBusName) {
      this.eventBusName = AttributeRules.requireEventBusName(eventBusName);
      return this;
    }

    /**
     * A global endpoint of EventBridge; see {@link PublisherBuilder#endpointId}.
     *
     * @param endpointId for example {@code abcde.veo}, at most 50 characters. Default: none
     * @return this builder
     * @throws EventValidationException if it is not such an id
     */
    public Builder endpointId(String endpointId) {
      this.endpointId = AttributeRules.requireEndpointId(endpointId);
      return this;
    }

    /**
     * The source of events that bring none of their own.
     *
     * @param source 1 to 256 characters, not beginning with {@code aws.}. Default: {@code
     *     momento-eventbridge-client}
     * @return this builder
     * @throws EventValidationException if it breaks the rule
     */
    public Builder source(String source) {
      this.source = AttributeRules.requireSource(source);
      return this;
    }

    /**
     * What the size of a request must stay below; see {@link PublisherBuilder#maxRequestBytes}.
     *
     * @param maxRequestBytes 1,024 to 1,048,576, exclusive. Default: 1,000,000
     * @return this builder
     * @throws EventValidationException if it is outside this range
     */
    public Builder maxRequestBytes(int maxRequestBytes) {
      this.maxRequestBytes = PublisherBuilder.requireMaxRequestBytes(maxRequestBytes);
      return this;
    }

    /**
     * The longest time to live of a cache item; see {@link PublisherBuilder#maxTtl}.
     *
     * @param maxTtl at least 1 second. Default: 24 hours
     * @return this builder
     * @throws EventValidationException if it is less than a second
     */
    public Builder maxTtl(Duration maxTtl) {
      this.maxTtl = PublisherBuilder.requireMaxTtl(maxTtl);
      return this;
    }

    /**
     * The largest topic message; see {@link PublisherBuilder#maxTopicMessageBytes}.
     *
     * @param maxTopicMessageBytes 1 to 1,048,576 bytes of UTF-8. Default: 4,096
     * @return this builder
     * @throws EventValidationException if it is outside this range
     */
    public Builder maxTopicMessageBytes(int maxTopicMessageBytes) {
      this.maxTopicMessageBytes =
          PublisherBuilder.requireMaxTopicMessageBytes(maxTopicMessageBytes);
      return this;
    }

    /**
     * How long the SDK waits for a request's answer. After it nobody knows whether the events were
     * accepted, and the verdict is to send them again.
     *
     * @param requestTimeout 100 ms to 1 hour. Default: 10 s
     * @return this builder
     * @throws EventValidationException if it is outside this range
     */
    public Builder requestTimeout(Duration requestTimeout) {
      this.requestTimeout =
          PublisherBuilder.requireRange(
              "requestTimeout", requestTimeout, Duration.ofMillis(100), Duration.ofHours(1));
      return this;
    }

    /**
     * Builds the entries' rules.
     *
     * @return the same for any number of entries
     * @throws MomentoEventException if a global endpoint is set whose signer is not there
     */
    @CheckReturnValue
    public EventEntries build() {
      if (endpointId != null) {
        SdkClients.requireGlobalEndpointSigner();
      }
      return new EventEntries(this);
    }
  }
}
