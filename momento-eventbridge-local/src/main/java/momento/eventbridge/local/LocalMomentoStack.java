package momento.eventbridge.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import momento.eventbridge.DeadLetter;
import momento.eventbridge.EventEntries;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.local.internal.bus.Account;
import momento.eventbridge.local.internal.bus.EventBridgeServer;
import momento.eventbridge.local.internal.bus.EventBridgeSettings;
import momento.eventbridge.local.internal.bus.FaultScript;
import momento.eventbridge.local.internal.delivery.DeadLetterMessage;
import momento.eventbridge.local.internal.delivery.DeadLetterQueues;
import momento.eventbridge.local.internal.delivery.Deliveries;
import momento.eventbridge.local.internal.delivery.HeldCalls;
import momento.eventbridge.local.internal.http.LoopbackServer;
import momento.eventbridge.local.internal.momento.AccountLimits;
import momento.eventbridge.local.internal.momento.MomentoServer;
import momento.eventbridge.local.internal.sqs.SqsServer;
import momento.eventbridge.local.internal.template.DeployedStack;
import momento.eventbridge.local.internal.template.StackTemplate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * An EventBridge and a Momento in this process, joined by the CloudFormation stack that users
 * deploy. Both listen on 127.0.0.1 only; events go from one to the other over HTTP, as on AWS.
 *
 * <pre>{@code
 * try (LocalMomentoStack stack = LocalMomentoStack.builder().caches("my-cache").start()) {
 *   stack.publisher().cacheSet("my-cache", "test-key", "hello world!", Duration.ofMinutes(5));
 *   stack.awaitIdle();
 *   stack.get("my-cache", "test-key");
 * }
 * }</pre>
 *
 * <p><b>What it is true to.</b> Every rule, limit and error text of PutEvents that is known; rules,
 * targets, connection and queue policy as the CloudFormation file has them; the HTTP requests, the
 * retries and the dead letters of API destinations.
 *
 * <p><b>What it does differently.</b> Any credentials are good. Events for the same cache or topic
 * are delivered one after another in the order in which they were accepted, except that those that
 * follow overtake one that waits for a retry; AWS promises no order at all. Each is delivered once,
 * while AWS may deliver it twice. The rate limit of API destinations is not observed, because it
 * delays events and changes nothing else. Connections to Momento are kept open, while AWS closes
 * each. A dead letter is kept until it is taken.
 *
 * <p><b>Time.</b> Retries follow the stack's clock. By default it skips waits, so that a test never
 * waits for a retry; see {@link LocalClock#skippingWaits()}.
 *
 * <p><b>If each request takes 40 ms</b>, something in the process made the JDK's {@code HttpServer}
 * before the first stack was started. Start the process with {@code
 * -Dsun.net.httpserver.nodelay=true} then, which the JDK reads only once.
 *
 * <p>All methods are safe for use by several threads. Stacks share nothing; any number of them may
 * run side by side.
 */
public final class LocalMomentoStack implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalMomentoStack.class);
  private static final String TEMPLATE = "momento-eventbridge.yaml";
  private static final String STACK_NAME = "momento-local";
  private static final String ACCOUNT = "000000000000";
  private static final Pattern BUS_ARN =
      Pattern.compile("arn:[^:]+:events:([^:]+):([0-9]{12}):event-bus/.+");

  // Longer than any call of a destination takes, which is five seconds at the most.
  private static final Duration STUCK_AFTER = Duration.ofSeconds(30);

  private final String token;
  private final URI momentoEndpoint;
  private final @Nullable MomentoServer momento;
  private final FaultScript faults = new FaultScript();
  private final HopCounter hops;
  private final DeadLetterQueues deadLetterQueues;
  private final SqsServer sqs;
  private final Deliveries deliveries;
  private final EventBridgeServer eventBridge;
  private final SdkClients clients;
  private final Deque<Runnable> closers = new ArrayDeque<>();

  private LocalMomentoStack(Builder builder) {
    String eventBusName = builder.parameters.getOrDefault("EventBusName", "default");
    Account account = account(builder.region, eventBusName);
    LocalClock clock = builder.clockOrDefault();
    token = builder.token;
    hops = new HopCounter(builder.hopListener);
    try {
      URI elsewhere = builder.momentoEndpoint;
      momento =
          elsewhere == null ? opened(startMomento(builder, clock), MomentoServer::close) : null;
      momentoEndpoint = elsewhere == null ? embeddedMomento().endpoint() : elsewhere;
      DeployedStack stack = deploy(builder, account);
      deadLetterQueues = new DeadLetterQueues(stack.queues());
      sqs = opened(SqsServer.start(stack.queues().get(0), deadLetterQueues), SqsServer::close);
      deliveries =
          opened(
              new Deliveries(
                  clock.time(),
                  builder.messageBody,
                  Deliveries.INVOCATION_TIMEOUT,
                  heldCalls(momento),
                  deadLetterQueues,
                  hops),
              Deliveries::close);
      EventBridgeSettings settings =
          new EventBridgeSettings(
              builder.eventBridgePort, account, stack.rules(), builder.maxRequestBytes, clock);
      eventBridge =
          opened(
              EventBridgeServer.start(settings, faults, hops, deliveries),
              EventBridgeServer::close);
      URI endpoint = eventBridge.endpoint();
      clients =
          opened(
              new SdkClients(endpoint, builder.region, eventBusName, builder.limits()),
              SdkClients::close);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts a stack with every option at its default: free ports, no cache yet.
   *
   * @return a stack that runs; close it
   */
  public static LocalMomentoStack start() {
    return builder().start();
  }

  /**
   * Begins a stack.
   *
   * @return a new builder; not safe for use by several threads
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Where EventBridge listens; for SDKs, the endpoint override.
   *
   * @return for example {@code http://127.0.0.1:4599}
   */
  public URI eventBridgeEndpoint() {
    return eventBridge.endpoint();
  }

  /**
   * The base URL of Momento's HTTP API.
   *
   * @return for example {@code http://127.0.0.1:4600}, or the one that the builder was given
   */
  public URI momentoEndpoint() {
    return momentoEndpoint;
  }

  /**
   * The token that Momento's HTTP API wants, and that the connection sends.
   *
   * @return the token
   */
  public String token() {
    return token;
  }

  /**
   * A client of this EventBridge. It does not retry, as the client that a publisher makes itself.
   *
   * @return always the same; closed with the stack
   */
  public EventBridgeClient eventBridgeClient() {
    return clients.client();
  }

  /**
   * An asynchronous client of this EventBridge. It does not retry, as the client that a publisher
   * makes itself.
   *
   * @return always the same; closed with the stack
   */
  public EventBridgeAsyncClient eventBridgeAsyncClient() {
    return clients.asyncClient();
  }

  /**
   * A publisher to this stack's bus, with the limits of its Momento and every other option at its
   * default.
   *
   * @return always the same; closed with the stack
   */
  public MomentoEventPublisher publisher() {
    return clients.publisher();
  }

  /**
   * Begins a publisher with {@link #eventBridgeClient()}, this stack's bus and the limits of its
   * Momento.
   *
   * @return a new builder; what it builds is the caller's to close
   */
  public MomentoEventPublisher.Builder publisherBuilder() {
    return clients.publisherBuilder();
  }

  /**
   * An asynchronous publisher to this stack's bus, with the limits of its Momento and every other
   * option at its default but the close timeout: what it has not sent when the stack is closed
   * fails at once. Wait for its futures, or {@link MomentoEventAsyncPublisher#flush()} it, before
   * {@link #awaitIdle()}, which knows only of what EventBridge accepted.
   *
   * @return always the same; closed with the stack
   */
  public MomentoEventAsyncPublisher asyncPublisher() {
    return clients.asyncPublisher();
  }

  /**
   * Begins an asynchronous publisher with {@link #eventBridgeAsyncClient()}, this stack's bus and
   * the limits of its Momento.
   *
   * @return a new builder; what it builds is the caller's to close
   */
  public MomentoEventAsyncPublisher.Builder asyncPublisherBuilder() {
    return clients.asyncPublisherBuilder();
  }

  /**
   * Creates an empty cache; one that is there already stays as it is.
   *
   * @param name at least one character
   * @throws IllegalArgumentException if the name is empty
   * @throws IllegalStateException if this stack sends to another Momento
   */
  public void createCache(String name) {
    embeddedMomento().createCache(name);
  }

  /**
   * The item of a key.
   *
   * @param cacheName the cache's name
   * @param key the key as text
   * @return the item; empty if there is none or it has expired
   * @throws IllegalArgumentException if there is no such cache
   * @throws IllegalStateException if this stack sends to another Momento
   */
  public Optional<CachedItem> get(String cacheName, String key) {
    return get(cacheName, key.getBytes(UTF_8));
  }

  /**
   * The item of a key.
   *
   * @param cacheName the cache's name
   * @param key the key's bytes
   * @return the item; empty if there is none or it has expired
   * @throws IllegalArgumentException if there is no such cache
   * @throws IllegalStateException if this stack sends to another Momento
   */
  public Optional<CachedItem> get(String cacheName, byte[] key) {
    return embeddedMomento().get(cacheName, key);
  }

  /**
   * How many items a cache has.
   *
   * @param cacheName the cache's name
   * @return the number of items that have not expired
   * @throws IllegalArgumentException if there is no such cache
   * @throws IllegalStateException if this stack sends to another Momento
   */
  public int size(String cacheName) {
    return embeddedMomento().size(cacheName);
  }

  /**
   * Reads what is published to a topic from now on.
   *
   * @param cacheName the cache's name
   * @param topicName the topic's name; a topic is there when it is used
   * @return a subscription; close it, or the stack does
   * @throws IllegalArgumentException if there is no such cache
   * @throws IllegalStateException if this stack sends to another Momento
   */
  public TopicSubscription subscribe(String cacheName, String topicName) {
    return embeddedMomento().subscribe(cacheName, topicName);
  }

  /**
   * What is in the dead-letter queue, oldest first; it stays there. A letter that {@link
   * DeadLetter#parse} refuses is left out and logged; {@link #counts()} has it.
   *
   * @return unmodifiable
   */
  public List<DeadLetter> deadLetters() {
    return deadLetterQueues.messages().stream()
        .map(LocalMomentoStack::read)
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * The URL of the dead-letter queue at an SQS of this process, for code that reads it as it reads
   * SQS's. Its client needs this URL's host and port as endpoint override.
   *
   * <p>It can be received and deleted from, and messages can be hidden and shown; visibility goes
   * by the computer's clock, whatever that of the stack. {@link #deadLetters()} and {@link
   * #takeDeadLetters()} see hidden messages, too.
   *
   * @return for example {@code http://127.0.0.1:4601/000000000000/momento-local-DeadLetterQueue}
   */
  public URI deadLetterQueueUrl() {
    return sqs.queueUrl();
  }

  /**
   * Takes everything out of the dead-letter queue; a letter that {@link DeadLetter#parse} refuses
   * stays there and is logged.
   *
   * @return what was in it, oldest first; unmodifiable
   */
  public List<DeadLetter> takeDeadLetters() {
    return deadLetterQueues.take(LocalMomentoStack::read);
  }

  /**
   * Makes EventBridge fail on purpose.
   *
   * @return always the same
   */
  public EventBridgeFaults eventBridgeFaults() {
    return faults;
  }

  /**
   * Makes Momento fail on purpose.
   *
   * @return always the same
   * @throws IllegalStateException if this stack sends to another Momento
   */
  public MomentoFaults momentoFaults() {
    return embeddedMomento().faults();
  }

  /**
   * Waits until every event that was accepted so far has an end: it was delivered, dead-lettered,
   * dropped or lost. An event counts as accepted before its sender has the answer.
   *
   * @throws InterruptedException if the thread is interrupted while it waits
   * @throws IllegalStateException if it cannot come to that: for 30 seconds nothing at all
   *     happened, a retry waits for a clock that is moved by hand, or the stack was closed with
   *     events on their way. The message says what is pending
   */
  public void awaitIdle() throws InterruptedException {
    deliveries.awaitIdle(STUCK_AFTER);
  }

  /**
   * What the stack has done since its start or last {@link #reset()}.
   *
   * @return the counts now
   */
  public StackCounts counts() {
    return new StackCounts(
        eventBridge.requests().sum(),
        eventBridge.entriesReceived().sum(),
        hops.count(Hop.Step.ACCEPTED),
        hops.count(Hop.Step.DROPPED),
        hops.count(Hop.Step.UNMATCHED),
        hops.count(Hop.Step.DELIVERED),
        hops.count(Hop.Step.RETRYING),
        hops.count(Hop.Step.DEAD_LETTERED),
        hops.count(Hop.Step.LOST));
  }

  /**
   * Brings the stack back to where it started, as between two tests: faults, dead letters and
   * counts are gone, events that are still on their way are given up, requests that are being held
   * are refused, Momento has the caches of the builder, empty, and subscriptions end: subscribe
   * anew. What {@link #asyncPublisher()} still has in its buffer is sent before, and given up, too.
   * Endpoints and clients stay, and so does the clock. Do not publish meanwhile.
   *
   * @throws InterruptedException if the thread is interrupted while it waits for a call to Momento
   * @throws IllegalStateException if a request or a call does not end within 30 seconds
   */
  public void reset() throws InterruptedException {
    eventBridge.discard(STUCK_AFTER);
    clients.flush();
    if (momento != null) {
      momento.faults().clear();
    }
    deliveries.discard(STUCK_AFTER);
    if (momento != null) {
      momento.reset();
    }
    deadLetterQueues.take();
    hops.reset();
    eventBridge.requests().reset();
    eventBridge.entriesReceived().reset();
  }

  /** Frees ports and threads; events that are still on their way are given up. */
  @Override
  public void close() {
    synchronized (closers) {
      RuntimeException failure = null;
      while (!closers.isEmpty()) {
        try {
          closers.pop().run();
        } catch (RuntimeException e) {
          // What is left has to be closed as well.
          failure = e;
        }
      }
      if (failure != null) {
        throw failure;
      }
    }
  }

  /**
   * Where the stack listens.
   *
   * @return both endpoints, without the token
   */
  @Override
  public String toString() {
    return "LocalMomentoStack[EventBridge at %s, Momento at %s]"
        .formatted(eventBridgeEndpoint(), momentoEndpoint);
  }

  private <T> T opened(T part, Consumer<T> close) {
    closers.push(() -> close.accept(part));
    return part;
  }

  private MomentoServer embeddedMomento() {
    if (momento == null) {
      throw new IllegalStateException(
          "this stack sends to the Momento at "
              + momentoEndpoint
              + " and has none of its own: ask that one, or leave momentoEndpoint out");
    }
    return momento;
  }

  private static MomentoServer startMomento(Builder builder, LocalClock clock) {
    return MomentoServer.builder()
        .port(builder.momentoPort)
        .token(builder.token)
        .caches(builder.caches)
        .limits(builder.limits())
        .clock(clock)
        .start();
  }

  private DeployedStack deploy(Builder builder, Account account) {
    Map<String, String> parameters = new LinkedHashMap<>(builder.parameters);
    parameters.put("MomentoAuthToken", builder.token);
    parameters.put("MomentoEndpoint", momentoEndpoint.toString());
    return StackTemplate.read(template())
        .deploy(account.region(), account.id(), STACK_NAME, parameters);
  }

  private static String template() {
    try (InputStream in = LocalMomentoStack.class.getResourceAsStream(TEMPLATE)) {
      return new String(Objects.requireNonNull(in, TEMPLATE).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the stack's template cannot be read", e);
    }
  }

  /** A bus given by its ARN says which account this is. */
  private static Account account(String region, String eventBusName) {
    Matcher arn = BUS_ARN.matcher(eventBusName);
    if (!arn.matches()) {
      return new Account(region, ACCOUNT);
    }
    if (!region.equals(arn.group(1))) {
      throw new IllegalArgumentException(
          "the event bus is in region %s and the stack in %s: give both the same"
              .formatted(arn.group(1), region));
    }
    return new Account(region, arn.group(2));
  }

  /** One that cannot be read must not hide the others. */
  private static Optional<DeadLetter> read(DeadLetterMessage message) {
    try {
      return Optional.of(DeadLetter.parse(message.body(), message.attributes()));
    } catch (EventValidationException e) {
      LOG.warn(
          "a dead letter stays in its queue, because DeadLetter.parse refuses it: {}", message);
      return Optional.empty();
    }
  }

  private static HeldCalls heldCalls(@Nullable MomentoServer momento) {
    if (momento == null) {
      return HeldCalls.NONE;
    }
    return new HeldCalls() {
      @Override
      public boolean areHeld() {
        return momento.areCallsHeld();
      }

      @Override
      public long timesReleased() {
        return momento.timesReleased();
      }
    };
  }

  /** Builds a {@link LocalMomentoStack}. Each option has a default. */
  public static final class Builder {
    private static final Set<String> OWN_PARAMETERS = Set.of("MomentoAuthToken", "MomentoEndpoint");

    /** Refuses what publishers refuse. */
    private final EventEntries.Builder rules = EventEntries.builder();

    private int eventBridgePort;
    private int momentoPort;
    private String region = "us-east-1";
    private String token = "local-token";
    private List<String> caches = List.of();
    private MessageBody messageBody = MessageBody.PLAIN;
    private int maxRequestBytes = 1_048_576;
    private Duration maxTtl = AccountLimits.ON_DEMAND.maxTtl();
    private int maxTopicMessageBytes = AccountLimits.ON_DEMAND.maxTopicMessageBytes();
    private @Nullable URI momentoEndpoint;
    private @Nullable LocalClock clock;
    private Consumer<? super Hop> hopListener = hop -> {};
    private final Map<String, String> parameters = new LinkedHashMap<>();

    private Builder() {}

    /**
     * EventBridge's port. Set it if another process is to find the stack.
     *
     * @param eventBridgePort 1 to 65535, or 0 for any free one. Default: 0
     * @return this builder
     * @throws IllegalArgumentException if it is outside this range
     */
    public Builder eventBridgePort(int eventBridgePort) {
      this.eventBridgePort = LoopbackServer.requirePort("EventBridge", eventBridgePort);
      return this;
    }

    /**
     * Momento's port. Set it if another process is to find the stack.
     *
     * @param momentoPort 1 to 65535, or 0 for any free one. Default: 0
     * @return this builder
     * @throws IllegalArgumentException if it is outside this range
     */
    public Builder momentoPort(int momentoPort) {
      this.momentoPort = LoopbackServer.requirePort("Momento", momentoPort);
      return this;
    }

    /**
     * The region that the stack is in. Set it if your code looks at ARNs.
     *
     * @param region any region's name. Default: {@code us-east-1}
     * @return this builder
     */
    public Builder region(String region) {
      this.region = Objects.requireNonNull(region, "region");
      return this;
    }

    /**
     * The token that the connection sends and Momento wants. Set it to that of your account if the
     * stack sends to the real Momento.
     *
     * @param token 1 to 512 characters. Default: {@code local-token}
     * @return this builder
     * @throws IllegalArgumentException if it is empty
     */
    public Builder token(String token) {
      if (Objects.requireNonNull(token, "token").isEmpty()) {
        throw new IllegalArgumentException("token is empty: give 1 to 512 characters");
      }
      this.token = token;
      return this;
    }

    /**
     * The caches that Momento has from the start; Momento creates none by itself.
     *
     * @param names their names. Default: none
     * @return this builder
     */
    public Builder caches(String... names) {
      this.caches = Arrays.asList(names.clone());
      return this;
    }

    /**
     * How a message reaches Momento. Set it to see what your readers make of the quotes.
     *
     * @param messageBody the form. Default: {@link MessageBody#PLAIN}
     * @return this builder
     */
    public Builder messageBody(MessageBody messageBody) {
      this.messageBody = Objects.requireNonNull(messageBody, "messageBody");
      return this;
    }

    /**
     * The size that all entries of a PutEvents request together must stay below, counted by the
     * formula of AWS's user guide. AWS says "less than 1MB" and not how many bytes that is: set it
     * to 1,000,000 for the other reading, or lower to see a request split. From twice this size on,
     * the answer is an empty HTTP 413.
     *
     * @param maxRequestBytes what the entries of a request together must stay below; 1 to
     *     104,857,600. Default: 1,048,576
     * @return this builder
     * @throws IllegalArgumentException if it is outside this range
     */
    public Builder maxRequestBytes(int maxRequestBytes) {
      if (maxRequestBytes < 1 || maxRequestBytes > 104_857_600) {
        throw new IllegalArgumentException(
            "maxRequestBytes is " + maxRequestBytes + "; it must be 1 to 104857600");
      }
      this.maxRequestBytes = maxRequestBytes;
      return this;
    }

    /**
     * The longest time to live of a cache item: what the stack's Momento takes, and what the
     * publishers that the stack makes allow. Raise it as in production, if your Momento account has
     * provisioned capacity.
     *
     * @param maxTtl at least 1 second. Default: 24 hours, Momento's limit on demand
     * @return this builder
     * @throws EventValidationException if it is less than a second
     */
    public Builder maxTtl(Duration maxTtl) {
      rules.maxTtl(maxTtl);
      this.maxTtl = maxTtl;
      return this;
    }

    /**
     * The largest topic message: what the stack's Momento takes, and what the publishers that the
     * stack makes allow. Raise it as in production, if Momento has raised the limit of your
     * account.
     *
     * @param maxTopicMessageBytes 1 to 1,048,576 bytes of UTF-8. Default: 4,096, Momento's limit
     * @return this builder
     * @throws EventValidationException if it is outside this range
     */
    public Builder maxTopicMessageBytes(int maxTopicMessageBytes) {
      rules.maxTopicMessageBytes(maxTopicMessageBytes);
      this.maxTopicMessageBytes = maxTopicMessageBytes;
      return this;
    }

    /**
     * Sends to another Momento in place of the embedded one, for example to the real one. Then the
     * clock is the computer's unless one is set, because retries without waits would flood it.
     *
     * @param endpoint its base URL, without a slash at its end. Default: the embedded Momento
     * @return this builder
     */
    public Builder momentoEndpoint(URI endpoint) {
      this.momentoEndpoint = Objects.requireNonNull(endpoint, "endpoint");
      return this;
    }

    /**
     * The event bus that the stack is deployed on, and that {@link LocalMomentoStack#publisher()}
     * sends to. It exists beside the default one.
     *
     * @param nameOrArn a name, or an ARN in the stack's region, whose account is then the stack's.
     *     Default: {@code default}
     * @return this builder
     * @throws EventValidationException if it is neither
     */
    public Builder eventBusName(String nameOrArn) {
      rules.eventBusName(nameOrArn);
      return parameter("EventBusName", nameOrArn);
    }

    /**
     * A parameter of the CloudFormation file, such as {@code EventSources}, {@code
     * RetryMaximumAttempts} or {@code RetryMaximumEventAgeInSeconds}.
     *
     * @param name its name in the file
     * @param value its value as text. Default: the file's
     * @return this builder
     * @throws IllegalArgumentException if the stack sets this parameter itself
     */
    public Builder parameter(String name, String value) {
      if (OWN_PARAMETERS.contains(name)) {
        throw new IllegalArgumentException(
            "the stack sets the parameter " + name + " itself: use token or momentoEndpoint");
      }
      parameters.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
      return this;
    }

    /**
     * The stack's time: when retries are due, how old events are, when cache items expire.
     *
     * @param clock a clock of its own for each stack. Default: {@link LocalClock#skippingWaits()}
     * @return this builder
     */
    public Builder clock(LocalClock clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Is told of each step of each event.
     *
     * @param listener is called on the stack's threads, several at a time; it must not wait for the
     *     stack. What it throws is logged. Default: none
     * @return this builder
     */
    public Builder hopListener(Consumer<? super Hop> listener) {
      this.hopListener = Objects.requireNonNull(listener, "listener");
      return this;
    }

    /**
     * Starts the stack.
     *
     * @return a stack that runs; close it
     * @throws IllegalArgumentException if a parameter is outside its range
     * @throws UncheckedIOException if a port is taken
     */
    public LocalMomentoStack start() {
      return new LocalMomentoStack(this);
    }

    private AccountLimits limits() {
      return new AccountLimits(maxTtl, maxTopicMessageBytes);
    }

    private LocalClock clockOrDefault() {
      if (clock != null) {
        return clock;
      }
      return momentoEndpoint == null ? LocalClock.skippingWaits() : LocalClock.realTime();
    }
  }
}
