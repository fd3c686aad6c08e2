package momento.eventbridge;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import momento.eventbridge.internal.core.AttributeRules;
import org.jspecify.annotations.Nullable;

/**
 * EventBridge's own fields of an event, for when the publisher's defaults do not fit: source, time,
 * resources, trace header. Momento's rules look at the source, and only if the stack was deployed
 * with {@code EventSources}; other rules on the bus may look at all of them.
 *
 * <p>Immutable, compares by value, and safe for use by several threads.
 */
public final class EventAttributes {
  private static final EventAttributes NONE = builder().build();

  private final @Nullable String source;
  private final @Nullable Instant time;
  private final List<String> resources;
  private final @Nullable String traceHeader;

  private EventAttributes(Builder builder) {
    source = builder.source;
    time = builder.time;
    resources = builder.resources;
    traceHeader = builder.traceHeader;
  }

  /**
   * No attributes: the publisher's source, the time at which EventBridge takes the event, no
   * resources, and the trace header that a publisher {@linkplain
   * PublisherBuilder#traceHeaderFromEnvironment finds in the environment}.
   *
   * @return always the same value
   */
  public static EventAttributes none() {
    return NONE;
  }

  /**
   * A builder with nothing set.
   *
   * @return a new builder; not safe for use by several threads
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Who the event comes from.
   *
   * @return empty for the publisher's own source
   */
  public Optional<String> source() {
    return Optional.ofNullable(source);
  }

  /**
   * When the event happened.
   *
   * @return empty for the time at which EventBridge takes the event
   */
  public Optional<Instant> time() {
    return Optional.ofNullable(time);
  }

  /**
   * What the event is about, for other rules on the bus.
   *
   * @return unmodifiable; often empty
   */
  public List<String> resources() {
    return resources;
  }

  /**
   * AWS X-Ray's trace header.
   *
   * @return empty for the {@linkplain PublisherBuilder#traceHeaderFromEnvironment environment's},
   *     if there is one
   */
  public Optional<String> traceHeader() {
    return Optional.ofNullable(traceHeader);
  }

  /**
   * A builder that holds what these attributes hold.
   *
   * @return a new builder; not safe for use by several threads
   */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.source = source;
    builder.time = time;
    builder.resources = resources;
    builder.traceHeader = traceHeader;
    return builder;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EventAttributes that
        && source().equals(that.source())
        && time().equals(that.time())
        && resources.equals(that.resources)
        && traceHeader().equals(that.traceHeader());
  }

  @Override
  public int hashCode() {
    return Objects.hash(source, time, resources, traceHeader);
  }

  @Override
  public String toString() {
    return "EventAttributes[source="
        + source
        + ", time="
        + time
        + ", resources="
        + resources.size()
        + ", traceHeader="
        + (traceHeader == null ? "none" : "set")
        + "]";
  }

  /** Builds {@link EventAttributes}; what is not set stays with the publisher's default. */
  public static final class Builder {
    private @Nullable String source;
    private @Nullable Instant time;
    private List<String> resources = List.of();
    private @Nullable String traceHeader;

    private Builder() {}

    /**
     * Who the event comes from.
     *
     * @param source 1 to 256 characters, not beginning with {@code aws.}, which EventBridge keeps
     *     for AWS itself
     * @return this builder
     * @throws EventValidationException if it breaks the rule
     */
    public Builder source(String source) {
      this.source = AttributeRules.requireSource(source);
      return this;
    }

    /**
     * When the event happened. It travels with milliseconds; rules and targets see whole seconds.
     *
     * @param time any time of the years 0 to 9999
     * @return this builder
     * @throws EventValidationException if it lies outside these years
     */
    public Builder time(Instant time) {
      this.time = AttributeRules.requireTime(time);
      return this;
    }

    /**
     * What the event is about, often ARNs; any text will do.
     *
     * @param resources each 1 to 2,048 characters; each counts towards the event's size
     * @return this builder
     * @throws EventValidationException if one breaks the rule
     */
    public Builder resources(List<String> resources) {
      this.resources = AttributeRules.requireResources(resources);
      return this;
    }

    /**
     * AWS X-Ray's trace header ({@code X-Amzn-Trace-Id}).
     *
     * @param traceHeader 1 to 500 characters
     * @return this builder
     * @throws EventValidationException if it breaks the rule
     */
    public Builder traceHeader(String traceHeader) {
      this.traceHeader = AttributeRules.requireTraceHeader(traceHeader);
      return this;
    }

    /**
     * Builds the attributes.
     *
     * @return the attributes
     */
    @CheckReturnValue
    public EventAttributes build() {
      return new EventAttributes(this);
    }
  }
}
