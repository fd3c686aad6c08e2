package momento.eventbridge.deadletters;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.MomentoEventException;
import momento.eventbridge.MomentoEventPublisher;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The dead-letter queue of Momento's EventBridge rules: shows which events were not delivered and
 * why, and publishes again what can be.
 *
 * <pre>{@code
 * try (MomentoEventPublisher publisher = MomentoEventPublisher.create();
 *     DeadLetterQueue queue = DeadLetterQueue.builder().queueUrl(url).build()) {
 *
 *   for (QueuedLetter letter : queue.peek(20)) { // look first; nothing is taken away
 *     String why = letter.problem()              // what is no Momento event is shown as well
 *         .orElseGet(() -> letter.deadLetter().errorMessage().orElse("no reason given"));
 *     System.out.println(letter + ": " + why);
 *   }
 *
 *   RedriveResult result = queue.redrive(publisher); // remove the cause, then send all again
 *
 *   queue.redrive(publisher, letter ->               // or decide, and change, letter by letter
 *       letter.event() instanceof CacheSet set
 *           ? Redrive.publish(new CacheSet("other-cache", set.key(), set.message(), set.ttl()))
 *           : Redrive.leave());
 * }
 * }</pre>
 *
 * <p><b>Nothing is lost, some may come twice.</b> A letter is deleted after EventBridge has
 * accepted its event (or by the decision to discard it), never before. A process may be killed at
 * any point: each letter is then still in the queue, or its event is on the bus, or both. Both
 * means that the next run publishes it a second time; the same holds where SQS does not delete a
 * letter, and it is counted then. Within one run no letter is published twice, even if SQS delivers
 * it twice (of letters settled long ago the run remembers the last 10,000).
 *
 * <p><b>Accepted is not delivered.</b> An event whose cause of failure is still there comes back as
 * a new letter, with the id that {@link RedriveOutcome.Published#eventId} told. A run passes over
 * letters that came after it had begun, so it ends all the same. When that was is judged by this
 * machine's clock against that of SQS. If this one is slow, the letters of the last minutes are
 * passed over, too; if it is fast, an event can go round for as long as it is fast.
 *
 * <p><b>What stays.</b> Messages that are not an EventBridge event, letters that are not a valid
 * Momento event, those whose event EventBridge did not accept, or may or may not have accepted, and
 * those that the decision leaves. A run hides them until its end, so that it does not receive them
 * again, and then makes them visible for others at once; it ends early rather than hide more than
 * {@link Builder#maxLeft}. If the process is killed or SQS does not answer, they show again when
 * {@link Builder#visibilityTimeout} ends.
 *
 * <p><b>Order.</b> None: neither SQS nor EventBridge keeps one. Publishing an old {@code cacheSet}
 * again can overwrite what was set since.
 *
 * <p><b>Queues.</b> Looking at a letter counts as receiving it. If the queue has a redrive policy
 * of its own, SQS moves letters on that were looked at too often; the stack that comes with this
 * library has none. The caller needs {@code sqs:ReceiveMessage}, {@code sqs:DeleteMessage} and
 * {@code sqs:ChangeMessageVisibility}. SQS gives out at most 120,000 letters at a time.
 *
 * <p><b>Threads.</b> Safe for use by several threads at once; runs work on the calling thread, and
 * two at once share the letters between them. Interrupting the thread, or {@link #close} from
 * another one, ends a run after its batch of up to ten letters, cleanly.
 */
public final class DeadLetterQueue implements AutoCloseable {
  private static final int MAX_PEEK = 1_000;

  private final SqsQueue queue;
  private final RedriveRun.Limits limits;
  private final Runnable closeClient;
  private final Object lock = new Object();
  private final List<Thread> running = new ArrayList<>();
  private volatile boolean closed;

  DeadLetterQueue(SqsQueue queue, RedriveRun.Limits limits, Runnable closeClient) {
    this.queue = queue;
    this.limits = limits;
    this.closeClient = closeClient;
  }

  /**
   * A builder; the queue's URL must be set.
   *
   * @return a new builder; not safe for use by several threads
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Shows letters without taking them away: they are hidden from others for the time of the call.
   * To look at all letters of a large queue use {@link #redrive(MomentoEventPublisher, Function)}
   * with a decision that returns {@link Redrive#leave}.
   *
   * @param max how many letters at most, 1 to 1,000; each can have 1 MB
   * @return an arbitrary selection, in no order; fewer than {@code max} if SQS has no more to give,
   *     the thread was interrupted or the queue closed
   * @throws EventValidationException if {@code max} is outside its range
   * @throws MomentoEventException if SQS refuses or does not answer, or the queue is closed
   */
  public List<QueuedLetter> peek(int max) {
    requireRange("max", max, MAX_PEEK);
    enter();
    try {
      return new PeekRun(queue, () -> closed).run(max);
    } finally {
      exit();
    }
  }

  /**
   * Publishes every letter again as it was, with its source, time and resources.
   *
   * @param publisher publishes to the bus that the events came from, or to another
   * @return what was done; look at {@link RedriveResult#left} and {@link RedriveResult#complete}
   * @throws MomentoEventException if SQS refuses or does not answer, or the queue or the publisher
   *     is closed
   */
  public RedriveResult redrive(MomentoEventPublisher publisher) {
    return redrive(publisher, letter -> Redrive.publish(letter.event()));
  }

  /**
   * Publishes letters again, as decided for each.
   *
   * @param publisher publishes to the bus that the events came from, or to another
   * @param decision is asked once for each letter, on the calling thread, within {@link
   *     Builder#visibilityTimeout} for ten letters. If it throws {@link EventValidationException},
   *     as {@link QueuedLetter#event} does, the letter is left; if it throws anything else, the run
   *     ends
   * @return what was done; look at {@link RedriveResult#left} and {@link RedriveResult#complete}
   * @throws MomentoEventException if SQS refuses or does not answer, or the queue or the publisher
   *     is closed
   */
  public RedriveResult redrive(
      MomentoEventPublisher publisher, Function<? super QueuedLetter, Redrive> decision) {
    return redrive(publisher, decision, outcome -> {});
  }

  /**
   * Publishes letters again, as decided for each, and tells what became of each.
   *
   * <p>If SQS, the publisher, the decision or the consumer throws, the run ends: what was accepted
   * is deleted, the rest is made visible, and then the exception is thrown, that of SQS with the
   * counts so far. Letters of the last batch may then lack their outcome.
   *
   * @param publisher publishes to the bus that the events came from, or to another
   * @param decision is asked once for each letter, on the calling thread, within {@link
   *     Builder#visibilityTimeout} for ten letters. If it throws {@link EventValidationException},
   *     as {@link QueuedLetter#event} does, the letter is left; if it throws anything else, the run
   *     ends
   * @param onOutcome gets each letter's outcome on the calling thread, after its batch is done
   * @return what was done; look at {@link RedriveResult#left} and {@link RedriveResult#complete}
   * @throws MomentoEventException if SQS refuses or does not answer, or the queue or the publisher
   *     is closed
   */
  public RedriveResult redrive(
      MomentoEventPublisher publisher,
      Function<? super QueuedLetter, Redrive> decision,
      Consumer<? super RedriveOutcome> onOutcome) {
    require("publisher", publisher);
    require("decision", decision);
    require("onOutcome", onOutcome);
    enter();
    try {
      return new RedriveRun(queue, limits, () -> closed, publisher, decision, onOutcome).run();
    } finally {
      exit();
    }
  }

  /**
   * Ends the runs that are under way, each after its batch, and waits for them; each makes visible
   * what it leaves. Then closes the SQS client if the queue made it. Called from a run's own
   * decision or consumer, or on a thread that is interrupted, it does not wait. Calling it again
   * does no more than wait.
   */
  @Override
  public void close() {
    synchronized (lock) {
      if (!closed) {
        closed = true;
        closeClientIfLast();
      }
      boolean interrupted = false;
      while (!running.isEmpty() && !running.contains(Thread.currentThread()) && !interrupted) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void enter() {
    synchronized (lock) {
      if (closed) {
        throw new MomentoEventException(
            "this DeadLetterQueue is closed; no letter was touched: build another one");
      }
      running.add(Thread.currentThread());
    }
  }

  private void exit() {
    synchronized (lock) {
      running.remove(Thread.currentThread());
      if (closed) {
        closeClientIfLast();
      }
      lock.notifyAll();
    }
  }

  private void closeClientIfLast() {
    if (running.isEmpty()) {
      closeClient.run();
    }
  }

  private static void require(String name, @Nullable Object value) {
    if (value == null) {
      throw new EventValidationException(name, "is missing: it is required");
    }
  }

  private static void requireRange(String name, int value, int max) {
    if (value < 1 || value > max) {
      throw new EventValidationException(
          name, String.format(Locale.ROOT, "is %,d; give 1 to %,d", value, max));
    }
  }

  /** Builds a {@link DeadLetterQueue}. Not safe for use by several threads. */
  public static final class Builder {
    private static final Duration MAX_VISIBILITY_TIMEOUT = Duration.ofHours(12);
    private static final int MAX_MAX_LEFT = 100_000;
    private static final String GIVE_URL =
        "give the queue's URL, the stack's output DeadLetterQueueUrl";

    private @Nullable String queueUrl;
    private @Nullable SqsClient client;
    private Duration visibilityTimeout = Duration.ofMinutes(5);
    private long maxLetters = Long.MAX_VALUE;
    private int maxLeft = 10_000;
    private InstantSource clock = InstantSource.system();

    private Builder() {}

    /**
     * The queue. Required.
     *
     * @param queueUrl its URL, as the stack's output {@code DeadLetterQueueUrl} has it; not its
     *     ARN, and no FIFO queue, which EventBridge cannot use for dead letters
     * @return this builder
     * @throws EventValidationException if it is not such a URL
     */
    public Builder queueUrl(String queueUrl) {
      require("queueUrl", queueUrl);
      if (queueUrl.isEmpty()) {
        throw new EventValidationException("queueUrl", "is empty: " + GIVE_URL);
      }
      if (!isHttp(queueUrl)) {
        throw new EventValidationException(
            "queueUrl",
            "has "
                + queueUrl.length()
                + " characters that are not an http or https URL: "
                + GIVE_URL
                + ", not its name or ARN");
      }
      if (queueUrl.endsWith(".fifo")) {
        throw new EventValidationException(
            "queueUrl",
            "ends with .fifo, and EventBridge cannot use a FIFO queue for dead letters: "
                + GIVE_URL);
      }
      this.queueUrl = queueUrl;
      return this;
    }

    private static boolean isHttp(String url) {
      try {
        URI uri = URI.create(url);
        return uri.getHost() != null
            && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
      } catch (IllegalArgumentException e) {
        return false;
      }
    }

    /**
     * The SDK client to use. Give one to set region, credentials, endpoint, HTTP client or proxy.
     *
     * @param client is never closed by the queue. Default: one that the queue makes and closes,
     *     with region and credentials as the SDK finds them
     * @return this builder
     */
    public Builder client(SqsClient client) {
      require("client", client);
      this.client = client;
      return this;
    }

    /**
     * How long a letter stays hidden if the run that received it does not come to give it back, and
     * how long deciding on ten letters and publishing them may take. Raise it if the decision is
     * slow, or if the publisher's delivery timeout is longer.
     *
     * @param visibilityTimeout 1 second to 12 hours, whole seconds. Default: 5 minutes
     * @return this builder
     * @throws EventValidationException if it is outside this range or has a fraction
     */
    public Builder visibilityTimeout(Duration visibilityTimeout) {
      require("visibilityTimeout", visibilityTimeout);
      if (visibilityTimeout.compareTo(Duration.ofSeconds(1)) < 0
          || visibilityTimeout.compareTo(MAX_VISIBILITY_TIMEOUT) > 0
          || !visibilityTimeout.equals(visibilityTimeout.truncatedTo(ChronoUnit.SECONDS))) {
        throw new EventValidationException(
            "visibilityTimeout",
            "is " + visibilityTimeout + "; give whole seconds from 1 second to 12 hours");
      }
      this.visibilityTimeout = visibilityTimeout;
      return this;
    }

    /**
     * How many letters a run asks the decision for at most. Set it to 10, say, to see whether
     * events arrive now before sending all the others.
     *
     * @param maxLetters at least 1. Default: no bound
     * @return this builder
     * @throws EventValidationException if it is less than 1
     */
    public Builder maxLetters(long maxLetters) {
      if (maxLetters < 1) {
        throw new EventValidationException("maxLetters", "is " + maxLetters + "; give at least 1");
      }
      this.maxLetters = maxLetters;
      return this;
    }

    /**
     * How many letters a run leaves at most: it ends then, since it must keep hidden and remember
     * each, in about 1 KB of memory. Raise it if the decision leaves most of a large queue.
     *
     * @param maxLeft 1 to 100,000, which stays below the 120,000 that SQS hides at most. Default:
     *     10,000
     * @return this builder
     * @throws EventValidationException if it is outside this range
     */
    public Builder maxLeft(int maxLeft) {
      requireRange("maxLeft", maxLeft, MAX_MAX_LEFT);
      this.maxLeft = maxLeft;
      return this;
    }

    /** Tells the time; for tests. */
    Builder clock(InstantSource clock) {
      this.clock = clock;
      return this;
    }

    /**
     * Builds the queue.
     *
     * @return a queue; close it
     * @throws EventValidationException if {@code queueUrl} is not set
     * @throws MomentoEventException if the SDK finds no region
     */
    public DeadLetterQueue build() {
      if (queueUrl == null) {
        throw new EventValidationException("queueUrl", "is missing: " + GIVE_URL);
      }
      SqsClient used = client != null ? client : createClient();
      return new DeadLetterQueue(
          new SqsQueue(used, queueUrl, visibilityTimeout, clock),
          new RedriveRun.Limits(maxLetters, maxLeft),
          client != null ? () -> {} : used::close);
    }

    private static SqsClient createClient() {
      try {
        return SqsClient.create();
      } catch (SdkClientException e) {
        throw new MomentoEventException(
            "the SDK could not make an SQS client: "
                + e.getMessage()
                + " (if it found no region, set AWS_REGION; otherwise build a client yourself and"
                + " give it to the builder)");
      }
    }
  }
}
