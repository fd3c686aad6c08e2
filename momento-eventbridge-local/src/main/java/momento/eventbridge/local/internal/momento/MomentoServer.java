package momento.eventbridge.local.internal.momento;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import momento.eventbridge.local.CachedItem;
import momento.eventbridge.local.MomentoFaults;
import momento.eventbridge.local.TopicSubscription;
import momento.eventbridge.local.internal.http.LoopbackServer;

/**
 * A Momento that listens on 127.0.0.1 and nowhere else, and that a test can also look into from
 * within the process. It is safe for use by several threads.
 */
public final class MomentoServer implements AutoCloseable {
  private final LoopbackServer http;
  private final List<String> firstCaches;
  private final MomentoCaches caches;
  private final ScriptedFaults faults;

  private MomentoServer(Builder builder) {
    caches = new MomentoCaches(builder.clock);
    builder.caches.forEach(caches::create);
    firstCaches = builder.caches;
    faults = new ScriptedFaults();
    MomentoApi api = new MomentoApi(caches, builder.limits, builder.longPoll);
    MomentoHandler handler = new MomentoHandler(api, faults, builder.token);
    http = LoopbackServer.start("Momento", builder.port, handler);
  }

  /** A builder in which at least the token has to be set. */
  public static Builder builder() {
    return new Builder();
  }

  /** The base URL, for example {@code http://127.0.0.1:4600}, without a slash at its end. */
  public URI endpoint() {
    return http.endpoint();
  }

  /** Creates an empty cache; one that is there already stays as it is. */
  public void createCache(String name) {
    caches.create(name);
  }

  /**
   * The item of a key, unless it has expired.
   *
   * @throws IllegalArgumentException if there is no such cache
   */
  public Optional<CachedItem> get(String cache, byte[] key) {
    return caches.get(cache).get(key);
  }

  /**
   * The number of items that have not expired.
   *
   * @throws IllegalArgumentException if there is no such cache
   */
  public int size(String cache) {
    return caches.get(cache).size();
  }

  /**
   * Reads what is published to a topic from now on.
   *
   * @throws IllegalArgumentException if there is no such cache
   */
  public TopicSubscription subscribe(String cache, String topic) {
    return caches.get(cache).topic(topic).subscribe();
  }

  /** To make calls fail on purpose. */
  public MomentoFaults faults() {
    return faults;
  }

  /** Whether a hold keeps calls waiting now. */
  public boolean areCallsHeld() {
    return faults.areCallsHeld();
  }

  /** How many holds have ended so far. */
  public long timesReleased() {
    return faults.timesReleased();
  }

  /** Empties everything: the caches are those to begin with, subscriptions and faults end. */
  public void reset() {
    faults.clear();
    caches.clear();
    firstCaches.forEach(caches::create);
  }

  /** Wakes all that wait, breaks off what is under way and frees the port. */
  @Override
  public void close() {
    faults.close();
    caches.close();
    http.close();
  }

  /** What a server may be given. */
  public static final class Builder {
    private int port;
    private String token = "";
    private List<String> caches = List.of();
    private AccountLimits limits = AccountLimits.ON_DEMAND;
    private Clock clock = Clock.systemUTC();
    private Duration longPoll = Duration.ofSeconds(20);

    private Builder() {}

    /** The port, 0 to 65535; 0, the default, takes a free one. */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /** The only token that is accepted. */
    public Builder token(String token) {
      this.token = Objects.requireNonNull(token, "token");
      return this;
    }

    /** The names of the caches to begin with; none by default. */
    public Builder caches(Collection<String> caches) {
      this.caches = List.copyOf(caches);
      return this;
    }

    /** What calls may ask for; that of an account on demand by default. */
    public Builder limits(AccountLimits limits) {
      this.limits = Objects.requireNonNull(limits, "limits");
      return this;
    }

    /** By which items expire; the system's by default. */
    public Builder clock(Clock clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /**
     * How long a GET of a topic waits for a message, in real time, before it answers that there is
     * none; 20 s by default, and zero does not wait.
     */
    public Builder longPoll(Duration longPoll) {
      this.longPoll = Objects.requireNonNull(longPoll, "longPoll");
      return this;
    }

    /**
     * Starts to listen.
     *
     * @throws IllegalStateException if there is no token
     * @throws UncheckedIOException if the port is taken
     */
    public MomentoServer start() {
      if (token.isEmpty()) {
        throw new IllegalStateException("token is missing: give the one that calls must carry");
      }
      return new MomentoServer(this);
    }
  }
}
