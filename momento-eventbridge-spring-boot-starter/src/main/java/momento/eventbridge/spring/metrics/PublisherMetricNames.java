package momento.eventbridge.spring.metrics;

/**
 * The names of the meters. To rename one, declare a bean of a subclass; to switch them off, set
 * {@code management.metrics.enable.momento.eventbridge=false}.
 */
public class PublisherMetricNames {
  /** The default names. */
  public PublisherMetricNames() {}

  /**
   * Counter: events that EventBridge accepted, by {@code detail.type}.
   *
   * @return {@code momento.eventbridge.events.accepted}
   */
  public String accepted() {
    return "momento.eventbridge.events.accepted";
  }

  /**
   * Counter: events that were rejected, by {@code detail.type} and {@code code} ({@link
   * momento.eventbridge.ErrorCode#value()}); without what a single {@code publish} refuses before
   * sending.
   *
   * @return {@code momento.eventbridge.events.rejected}
   */
  public String rejected() {
    return "momento.eventbridge.events.rejected";
  }

  /**
   * Counter: events that found an asynchronous publisher's buffer full.
   *
   * @return {@code momento.eventbridge.events.overflowed}
   */
  public String overflowed() {
    return "momento.eventbridge.events.overflowed";
  }

  /**
   * Counter: events that had no outcome when an asynchronous publisher was closed.
   *
   * @return {@code momento.eventbridge.events.lost.on.close}
   */
  public String lostOnClose() {
    return "momento.eventbridge.events.lost.on.close";
  }

  /**
   * Counter: entries that are sent again, by the {@code code} that they failed with.
   *
   * @return {@code momento.eventbridge.retries}
   */
  public String retries() {
    return "momento.eventbridge.retries";
  }

  /**
   * Timer: requests from sending to answer, by {@code failure}: the code of a request that failed
   * as a whole, or {@code none}.
   *
   * @return {@code momento.eventbridge.requests}
   */
  public String requests() {
    return "momento.eventbridge.requests";
  }

  /**
   * Distribution: how many entries a request carried, 1 to 10.
   *
   * @return {@code momento.eventbridge.request.entries}
   */
  public String requestEntries() {
    return "momento.eventbridge.request.entries";
  }

  /**
   * Distribution: how many bytes a request carried, as EventBridge counts them.
   *
   * @return {@code momento.eventbridge.request.size}
   */
  public String requestSize() {
    return "momento.eventbridge.request.size";
  }

  /**
   * Gauge: events without an outcome, by {@code publisher} (the bean's name), as the four below.
   *
   * @return {@code momento.eventbridge.buffer.events}
   */
  public String bufferedEvents() {
    return "momento.eventbridge.buffer.events";
  }

  /**
   * Gauge: the size of these events in bytes.
   *
   * @return {@code momento.eventbridge.buffer.size}
   */
  public String bufferedSize() {
    return "momento.eventbridge.buffer.size";
  }

  /**
   * Gauge: how long the oldest event has waited to be sent.
   *
   * @return {@code momento.eventbridge.buffer.oldest}
   */
  public String oldest() {
    return "momento.eventbridge.buffer.oldest";
  }

  /**
   * Gauge: requests without an answer.
   *
   * @return {@code momento.eventbridge.requests.in.flight}
   */
  public String requestsInFlight() {
    return "momento.eventbridge.requests.in.flight";
  }

  /**
   * Gauge: how many requests may be under way; throttling lowers it.
   *
   * @return {@code momento.eventbridge.requests.window}
   */
  public String requestWindow() {
    return "momento.eventbridge.requests.window";
  }
}
