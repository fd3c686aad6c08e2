package momento.eventbridge.flink.table;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import momento.eventbridge.CacheSet;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.TopicPublish;
import momento.eventbridge.flink.MomentoEventSink;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.connector.base.table.AsyncSinkConnectorOptions;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.data.RowData;

/** The table's options as those of the sink, and wrong ones in Flink's words. */
final class SinkOptions {
  private SinkOptions() {}

  /**
   * A sink with these options.
   *
   * @throws ValidationException if one of them is wrong
   */
  static MomentoEventSink<RowData> sink(
      ReadableConfig options, ElementConverter<RowData, MomentoEvent> events) {
    MomentoEventSink.Builder<RowData> sink = MomentoEventSink.builder(events);
    set(options, MomentoTableOptions.EVENT_BUS_NAME, sink::eventBusName);
    set(options, MomentoTableOptions.SOURCE, sink::source);
    set(options, MomentoTableOptions.MAX_TTL, sink::maxTtl);
    set(options, MomentoTableOptions.MAX_TOPIC_MESSAGE_BYTES, sink::maxTopicMessageBytes);
    set(options, MomentoTableOptions.VERIFY_EVENT_BUS, sink::verifyEventBus);
    set(options, MomentoTableOptions.MAX_EVENTS_PER_SECOND, sink::maxEventsPerSecond);
    set(options, MomentoTableOptions.AWS_REGION, sink::region);
    set(options, MomentoTableOptions.AWS_ENDPOINT, text -> sink.endpoint(URI.create(text)));
    set(options, MomentoTableOptions.AWS_PROFILE, sink::profile);
    credentials(options, sink);
    set(options, AsyncSinkConnectorOptions.MAX_IN_FLIGHT_REQUESTS, sink::maxInFlightRequests);
    set(options, AsyncSinkConnectorOptions.MAX_BUFFERED_REQUESTS, sink::maxBufferedEvents);
    set(
        options,
        AsyncSinkConnectorOptions.FLUSH_BUFFER_TIMEOUT,
        millis -> sink.linger(Duration.ofMillis(millis)));
    if (options.get(MomentoTableOptions.REJECTED_ROWS) == MomentoTableOptions.RejectedRows.LOG) {
      sink.rejectionHandler(new LoggedRejections());
    }
    checkNames(options);
    return sink.build();
  }

  private static void credentials(ReadableConfig options, MomentoEventSink.Builder<RowData> sink) {
    Optional<String> id = options.getOptional(MomentoTableOptions.AWS_ACCESS_KEY_ID);
    Optional<String> secret = options.getOptional(MomentoTableOptions.AWS_SECRET_KEY);
    if (id.isPresent() != secret.isPresent()) {
      throw new ValidationException(
          String.format(
              "Options '%s' and '%s' go together.",
              MomentoTableOptions.AWS_ACCESS_KEY_ID.key(),
              MomentoTableOptions.AWS_SECRET_KEY.key()));
    }
    if (id.isPresent()
        && secret.isPresent()
        && options.getOptional(MomentoTableOptions.AWS_PROFILE).isPresent()) {
      throw new ValidationException(
          String.format(
              "Options '%s' and '%s' exclude each other.",
              MomentoTableOptions.AWS_ACCESS_KEY_ID.key(), MomentoTableOptions.AWS_PROFILE.key()));
    }
    if (id.isPresent() && secret.isPresent()) {
      sink.credentials(id.get(), secret.get());
    }
  }

  /** What every row shares can be refused before the first one comes. */
  private static void checkNames(ReadableConfig options) {
    Duration maxTtl = options.get(MomentoTableOptions.MAX_TTL);
    set(
        options,
        MomentoTableOptions.CACHE_NAME,
        name -> CacheSet.of(name, "k", "m", Duration.ofSeconds(1)));
    set(options, MomentoTableOptions.TOPIC_NAME, name -> TopicPublish.of("c", name, "m"));
    set(
        options,
        MomentoTableOptions.TTL,
        ttl -> {
          var unused = CacheSet.of("c", "k", "m", ttl);
          if (ttl.compareTo(maxTtl) > 0) {
            throw new IllegalArgumentException(
                "It is "
                    + ttl
                    + ", longer than 'max-ttl', which is "
                    + maxTtl
                    + ": shorten it, or raise that if your Momento account allows more");
          }
        });
  }

  private static <V> void set(ReadableConfig options, ConfigOption<V> option, Consumer<V> setter) {
    Optional<V> value = options.getOptional(option);
    if (value.isPresent()) {
      try {
        setter.accept(value.get());
      } catch (EventValidationException e) {
        throw invalid(option, "It " + e.rule());
      } catch (IllegalArgumentException e) {
        throw invalid(option, String.valueOf(e.getMessage()));
      }
    }
  }

  private static ValidationException invalid(ConfigOption<?> option, String why) {
    return new ValidationException(
        String.format("Invalid value for option '%s'. %s.", option.key(), why));
  }
}
