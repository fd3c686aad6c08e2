package momento.eventbridge.flink.table;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/**
 * The options of a table {@code WITH ('connector' = 'momento-eventbridge', …)}. Those of the format
 * ({@code 'format'}, {@code 'json.…'}) and {@code 'sink.parallelism'}, {@code
 * 'sink.requests.max-inflight'}, {@code 'sink.requests.max-buffered'} and {@code
 * 'sink.flush-buffer.timeout'} (milliseconds) are Flink's own.
 */
public final class MomentoTableOptions {

  /** {@code 'cache-name'}: the cache of the items, or of the topic. */
  public static final ConfigOption<String> CACHE_NAME =
      ConfigOptions.key("cache-name")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The cache of the items, or of the topic. Required unless the table has the metadata"
                  + " column 'cache'.");

  /** {@code 'topic-name'}: makes the rows messages of this topic. */
  public static final ConfigOption<String> TOPIC_NAME =
      ConfigOptions.key("topic-name")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Makes the rows messages of this topic instead of cache items; so does the metadata"
                  + " column 'topic'. The query must be append-only then.");

  /** {@code 'ttl'}: how long an item lives. */
  public static final ConfigOption<Duration> TTL =
      ConfigOptions.key("ttl")
          .durationType()
          .noDefaultValue()
          .withDescription(
              "How long an item lives, in whole seconds, for example '5 min'. Required for cache"
                  + " items unless the table has the metadata column 'ttl'.");

  /** {@code 'value.fields-include'}: which columns the value has. */
  public static final ConfigOption<ValueFields> VALUE_FIELDS_INCLUDE =
      ConfigOptions.key("value.fields-include")
          .enumType(ValueFields.class)
          .defaultValue(ValueFields.ALL)
          .withDescription(
              "Which columns the format writes into the value: ALL physical ones, or all"
                  + " EXCEPT_KEY.");

  /** {@code 'event-bus-name'}: the bus that Momento's stack was deployed on. */
  public static final ConfigOption<String> EVENT_BUS_NAME =
      ConfigOptions.key("event-bus-name")
          .stringType()
          .defaultValue("default")
          .withDescription("Name or ARN of the event bus that Momento's stack was deployed on.");

  /** {@code 'source'}: EventBridge's source of the events. */
  public static final ConfigOption<String> SOURCE =
      ConfigOptions.key("source")
          .stringType()
          .defaultValue("momento-eventbridge-client")
          .withDescription("EventBridge's source of the events.");

  /** {@code 'max-ttl'}: the longest time to live. */
  public static final ConfigOption<Duration> MAX_TTL =
      ConfigOptions.key("max-ttl")
          .durationType()
          .defaultValue(Duration.ofHours(24))
          .withDescription(
              "The longest time to live of an item. Raise it if your Momento account has"
                  + " provisioned capacity.");

  /** {@code 'max-topic-message-bytes'}: the largest topic message. */
  public static final ConfigOption<Integer> MAX_TOPIC_MESSAGE_BYTES =
      ConfigOptions.key("max-topic-message-bytes")
          .intType()
          .defaultValue(4_096)
          .withDescription(
              "The largest topic message in bytes of UTF-8. Raise it if Momento has raised the"
                  + " limit of your account.");

  /** {@code 'verify-event-bus'}: whether to ask for the bus at the start. */
  public static final ConfigOption<Boolean> VERIFY_EVENT_BUS =
      ConfigOptions.key("verify-event-bus")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether the job asks at its start for the event bus, because EventBridge accepts"
                  + " events for a bus that does not exist, and drops them. Needs the right"
                  + " events:DescribeEventBus.");

  /** {@code 'sink.rejected-rows'}: what becomes of rows that can never be accepted. */
  public static final ConfigOption<RejectedRows> REJECTED_ROWS =
      ConfigOptions.key("sink.rejected-rows")
          .enumType(RejectedRows.class)
          .defaultValue(RejectedRows.FAIL)
          .withDescription(
              "What becomes of a row whose event can never be accepted: FAIL the job, or LOG it"
                  + " without its content, count it and go on.");

  /** {@code 'sink.max-events-per-second'}: the pace of all subtasks together. */
  public static final ConfigOption<Integer> MAX_EVENTS_PER_SECOND =
      ConfigOptions.key("sink.max-events-per-second")
          .intType()
          .noDefaultValue()
          .withDescription(
              "How many events a second all subtasks of the sink take together, 1 to 1,000,000. By"
                  + " default as many as come.");

  /** {@code 'aws.region'}: the region of the bus. */
  public static final ConfigOption<String> AWS_REGION =
      ConfigOptions.key("aws.region")
          .stringType()
          .noDefaultValue()
          .withDescription("The region of the bus. By default as the SDK finds it.");

  /** {@code 'aws.endpoint'}: where EventBridge listens. */
  public static final ConfigOption<String> AWS_ENDPOINT =
      ConfigOptions.key("aws.endpoint")
          .stringType()
          .noDefaultValue()
          .withDescription("Where EventBridge listens, for an emulator or a private endpoint.");

  /** {@code 'aws.credentials.provider.basic.accesskeyid'}: credentials as they are. */
  public static final ConfigOption<String> AWS_ACCESS_KEY_ID =
      ConfigOptions.key("aws.credentials.provider.basic.accesskeyid")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Credentials as they are, with the secret key, for tests and emulators. By default as"
                  + " the SDK finds them.");

  /** {@code 'aws.credentials.provider.basic.secretkey'}: goes with the access key id. */
  public static final ConfigOption<String> AWS_SECRET_KEY =
      ConfigOptions.key("aws.credentials.provider.basic.secretkey")
          .stringType()
          .noDefaultValue()
          .withDescription("Goes with the access key id.");

  /** {@code 'aws.credentials.provider.profile.name'}: a profile of AWS's shared files. */
  public static final ConfigOption<String> AWS_PROFILE =
      ConfigOptions.key("aws.credentials.provider.profile.name")
          .stringType()
          .noDefaultValue()
          .withDescription("The profile that has the credentials, on the task managers.");

  private MomentoTableOptions() {}

  /** Which columns the value has. */
  public enum ValueFields {
    /** All physical columns. */
    ALL,
    /** All physical columns but those of the primary key. */
    EXCEPT_KEY
  }

  /** What becomes of rows that can never be accepted. */
  public enum RejectedRows {
    /** The job fails. */
    FAIL,
    /** They are logged, without their content, and counted; the job goes on. */
    LOG
  }
}
